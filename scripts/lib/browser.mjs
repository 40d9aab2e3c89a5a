import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, onPath } from './system-packages.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where browsers are on systems that do not put them on the PATH. */
const places = {
  linux: ['/snap/bin/chromium', '/usr/lib/chromium/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
  ),
};

/** Chromium, and a font to draw with. */
const packages = {
  'apt-get': 'chromium fonts-liberation',
  dnf: 'chromium liberation-fonts',
  apk: 'chromium font-liberation',
  pacman: 'chromium ttf-liberation',
  zypper: 'chromium liberation-fonts',
  brew: '--cask chromium',
};

/** A Chromium: the one that ALLY_CHROMIUM names, one on the PATH, or one where the system keeps them. */
export const findChromium = () =>
  process.env.ALLY_CHROMIUM ||
  names.map(onPath).find(Boolean) ||
  (places[process.platform] ?? []).find((file) => existsSync(file));

/** What Chromium needs to run in tests: quiet, and as root without its sandbox. */
export const chromiumArgs = () => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Finds a browser, or installs one by the system's package manager, or says what a person must run. */
export const ensureBrowser = () =>
  ensureInstalled({
    what: 'Chromium or Chrome',
    find: findChromium,
    packages,
    otherwise: 'Install Chromium, or set ALLY_CHROMIUM to its path.',
  });
