/** What the tests need that npm does not bring: found on the system, or installed by its own package manager. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { announce, run } from './run.mjs';

/** How each package manager installs. */
const managers = {
  'apt-get': 'apt-get update && apt-get install -y --no-install-recommends',
  dnf: 'dnf install -y',
  apk: 'apk add',
  pacman: 'pacman -S --noconfirm',
  zypper: 'zypper install -y',
  brew: 'brew install',
};

/** Where a program is that can be run by its name alone. */
export const onPath = (name) => {
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

/** Something that the tests need could not be had. The message holds the command that a person must run. */
export class UnavailableError extends Error {}

/**
 * Finds something, or installs it by the system's package manager. `packages` names what to install, by manager; only
 * root may use one, except for Homebrew, which belongs to the user. Rejects with an `UnavailableError`.
 */
export const ensureInstalled = async ({ what, find, packages, otherwise }) => {
  const found = find();
  if (found) return found;
  const name = Object.keys(packages).find((manager) => onPath(manager));
  const command = name && `${managers[name]} ${packages[name]}`;
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

/** Prints the message of an `UnavailableError` and ends the process: for scripts that can do nothing without it. */
export const orExit = async (found) => {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};
