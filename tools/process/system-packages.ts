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

/** A command of a package manager that installs a program. */
interface InstallCommand {
  readonly manager: PackageManager;
  readonly command: string;
}

/** Returns the command that installs a program with the system's package manager; undefined without a known one. */
const installCommand = ({ packages }: SystemNeed): InstallCommand | undefined => {
  const known = Object.keys(packages) as PackageManager[];
  const manager = known.find((name) => onPath(name));
  return manager && { manager, command: `${managers[manager]} ${packages[manager] ?? ''}` };
};

/** Creates the error for a program that is missing, with the command that the developer must run. */
export const missingError = (need: SystemNeed): UnavailableError => {
  const found = installCommand(need);
  const asRoot = found?.command.replaceAll(/(^|&& )/g, '$1sudo ');
  const command = found?.manager === 'brew' ? found.command : asRoot;
  return new UnavailableError(
    `The tests need ${need.what}, and none was found. Run this, then try again:\n\n  ${
      command ?? need.otherwise
    }\n`,
  );
};

/**
 * Finds a program, or installs it by the system's package manager. Only root can install, except with Homebrew, which
 * runs as the user.
 *
 * @returns the path of the program
 * @throws UnavailableError when the program is missing and was not installed
 */
export const ensureInstalled = async (need: SystemNeed): Promise<string> => {
  const found = need.find();
  if (found) return found;
  const install = installCommand(need);
  if (install && (install.manager === 'brew' || process.getuid?.() === 0)) {
    announce(`Installing ${need.what} (${install.manager}; a minute or so)`);
    await run('sh', ['-c', install.command], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = need.find();
    if (installed) return installed;
  }
  throw missingError(need);
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
