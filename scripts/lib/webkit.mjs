/** WebKitGTK for the tests: its driver and browser from the system's packages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, onPath } from './system-packages.mjs';

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
export const findWebKit = () =>
  onPath('WebKitWebDriver') && onPath('Xvfb')
    ? process.env.ALLY_WEBKIT || places.find((file) => existsSync(file))
    : undefined;

/**
 * Finds WebKitGTK or installs it, or says what a person must run, where it can be had: from Debian's packages and
 * those made of them. Settles with why it cannot be had here, else with nothing.
 */
export const ensureWebKit = async () => {
  if (!findWebKit() && !onPath('apt-get'))
    return process.platform === 'linux'
      ? 'WebKitWebDriver, its MiniBrowser and Xvfb are not installed, and their packages are known for Debian alone.'
      : 'WebKitGTK has no driver on this system: it is run on Linux.';
  await ensureInstalled({
    what: 'WebKitGTK with its driver',
    find: findWebKit,
    packages: { 'apt-get': 'webkit2gtk-driver xvfb xauth' },
    otherwise: 'Install WebKitWebDriver with its MiniBrowser, and Xvfb.',
  });
  return undefined;
};
