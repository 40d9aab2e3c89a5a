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

/**
 * Finds something, or installs it by the system's package manager, or says what a person must run and ends. `packages`
 * names what to install, by manager; Homebrew is nobody's but the person's own, any other is root's.
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
  console.error(
    `The tests need ${what}, and none was found. Run this, then try again:\n\n  ${
      command ? (name === 'brew' ? command : command.replaceAll(/(^|&& )/g, '$1sudo ')) : otherwise
    }\n`,
  );
  process.exit(1);
};
