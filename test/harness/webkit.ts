/** WebKitGTK for the tests: its driver and browser from the system's packages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, onPath, UnavailableError } from '../../tools/process/system-packages.js';

const folders = [
  ...['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}`),
  ...['/usr/lib', '/usr/lib64', '/usr/libexec'],
];
const places = folders.flatMap((folder) =>
  ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((version) =>
    join(folder, version, 'MiniBrowser'),
  ),
);

/** The browser that the driver opens: the one that `ALLY_WEBKIT` names, or where systems keep it. */
export const findWebKit = (): string | undefined =>
  onPath('WebKitWebDriver') && onPath('Xvfb')
    ? process.env.ALLY_WEBKIT || places.find((file) => existsSync(file))
    : undefined;

/**
 * Finds WebKitGTK or installs it, where it can be had: its packages are known for Debian and what is made of it. Rejects
 * with an `UnavailableError`.
 */
export const ensureWebKit = (): Promise<string> => {
  if (!findWebKit() && !onPath('apt-get'))
    throw new UnavailableError(
      process.platform === 'linux'
        ? 'WebKitWebDriver, its MiniBrowser and Xvfb are not installed, and their packages are known for Debian alone.'
        : 'WebKitGTK has no driver on this system: its tests run on Linux.',
    );
  return ensureInstalled({
    what: 'WebKitGTK with its driver',
    find: findWebKit,
    packages: { 'apt-get': 'webkit2gtk-driver xvfb xauth' },
    otherwise: 'Install WebKitWebDriver with its MiniBrowser, and Xvfb.',
  });
};
