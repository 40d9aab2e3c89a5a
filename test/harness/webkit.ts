/** Finds WebKitGTK's driver and browser, or installs them with the system's package manager. */
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

/** Returns the path of the browser for the driver: from `ALLY_WEBKIT`, or from the system's usual places. */
export const findWebKit = (): string | undefined =>
  onPath('WebKitWebDriver') && onPath('Xvfb')
    ? process.env.ALLY_WEBKIT || places.find((file) => existsSync(file))
    : undefined;

/**
 * Finds WebKitGTK or installs it. The names of its packages are known for Debian and its derivatives only. Rejects with
 * an `UnavailableError` elsewhere.
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
