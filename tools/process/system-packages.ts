/** Finds programs that the tests need and npm does not have, or installs them by the system's package manager. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { announce, run } from './run.mjs';

/** A package manager that can be used. */
export type PackageManager = 'apt-get' | 'dnf' | 'apk' | 'pacman' | 'zypper' | 'brew';

/** A program that the tests need on the system. */
export interface SystemNeed {
  /** Its name in messages. */
  readonly what: string;
  /** Returns its path, or undefined when it is not installed. */
  readonly find: () => string | undefined;
  /** The packages to install, by package manager. */
  readonly packages: Readonly<Partial<Record<PackageManager, string>>>;
  /** Instructions for a system without any of these package managers. */
  readonly otherwise: string;
}

/** The install command of each package manager. */
const managers: Readonly<Record<PackageManager, string>> = {
  'apt-get': 'apt-get update && apt-get install -y --no-install-recommends',
  dnf: 'dnf install -y',
  apk: 'apk add',
  pacman: 'pacman -S --noconfirm',
  zypper: 'zypper install -y',
  brew: 'brew install',
};

/** Returns the path of a program on the `PATH`, or undefined. */
export const onPath = (name: string): string | undefined => {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
};

/** A program that the tests need could not be installed. The message has the command that the developer must run. */
export class UnavailableError extends Error {}

/**
 * Finds a program, or installs it by the system's package manager. Only root can install, except with Homebrew, which
 * runs as the user.
 *
 * @returns the path of the program
 * @throws UnavailableError when the program is missing and was not installed
 */
export const ensureInstalled = async ({
  what,
  find,
  packages,
  otherwise,
}: SystemNeed): Promise<string> => {
  const found = find();
  if (found) return found;
  const known = Object.keys(packages) as PackageManager[];
  const name = known.find((manager) => onPath(manager));
  const command = name && `${managers[name]} ${packages[name] ?? ''}`;
  if (command && (name === 'brew' || process.getuid?.() === 0)) {
    announce(`Installing ${what} (${name}; a minute or so)`);
    await run('sh', ['-c', command], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = find();
    if (installed) return installed;
  }
  throw new UnavailableError(
    `The tests need ${what}, and none was found. Run this, then try again:\n\n  ${
      command ? (name === 'brew' ? command : command.replaceAll(/(^|&& )/g, '$1sudo ')) : otherwise
    }\n`,
  );
};

/**
 * Prints the message of an `UnavailableError` and ends the process, for scripts that cannot run without the program.
 */
export const orExit = async <Found>(found: Promise<Found>): Promise<Found> => {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};
