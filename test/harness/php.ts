/** Finds PHP, or installs it with the system's package manager. */
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from '../../tools/process/system-packages.js';

/** Returns the command of PHP if it has the curl extension, with which the recipe sends HTTP requests. */
const findPhp = (): string | undefined => {
  const { stdout } = spawnSync('php', ['-m'], { encoding: 'utf8' });
  // Without PHP `stdout` is null at run time, in spite of its type. It is converted to `null`, which does not match.
  return /^curl$/m.test(stdout) ? 'php' : undefined;
};

/** Finds or installs PHP, for the server recipe in PHP. */
export const ensurePhp = (): Promise<string> =>
  ensureInstalled({
    what: 'PHP with curl',
    find: findPhp,
    packages: {
      'apt-get': 'php-cli php-curl',
      dnf: 'php-cli php-common',
      apk: 'php83 php83-curl php83-cli',
      pacman: 'php',
      zypper: 'php8-cli php8-curl',
      brew: 'php',
    },
    otherwise: 'Install PHP with its curl extension, so that `php -m` names it.',
  });
