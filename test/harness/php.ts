/** PHP for the tests: from the system's packages. */
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from '../../tools/process/system-packages.js';

/** A PHP that can ask over HTTP. */
const findPhp = (): string | undefined => {
  const { stdout } = spawnSync('php', ['-m'], { encoding: 'utf8' });
  // Where there is no PHP, it is null in spite of its type: that does not match either.
  return /^curl$/m.test(stdout) ? 'php' : undefined;
};

/** For the recipe of shops whose server is not JavaScript. */
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
