/** Finds the system's browsers, or installs them by its package manager. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, onPath, type SystemNeed } from '../../tools/process/system-packages.js';

/** The browsers that are found here. */
export type BrowserKind = 'chromium' | 'firefox';

/** How a browser is found and installed. */
interface BrowserSource {
  readonly title: string;
  readonly variable: string;
  readonly names: readonly string[];
  readonly places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>;
  readonly packages: SystemNeed['packages'];
}

const programFiles = (path: string): string[] =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? 'C:\\', path),
  );

/**
 * The browsers that tests run in: the variable that names one, its names on the PATH, where it is on systems that do
 * not put it there, and its packages, Chromium's with a font to draw with.
 */
const browsers: Readonly<Record<BrowserKind, BrowserSource>> = {
  chromium: {
    title: 'Chromium or Chrome',
    variable: 'ALLY_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    places: {
      linux: ['/snap/bin/chromium', '/usr/lib/chromium/chromium', '/opt/google/chrome/chrome'],
      darwin: [
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ],
      win32: programFiles('Google\\Chrome\\Application\\chrome.exe'),
    },
    packages: {
      'apt-get': 'chromium chromium-headless-shell fonts-liberation',
      dnf: 'chromium liberation-fonts',
      apk: 'chromium font-liberation',
      pacman: 'chromium ttf-liberation',
      zypper: 'chromium liberation-fonts',
      brew: '--cask chromium',
    },
  },
  firefox: {
    title: 'Firefox',
    variable: 'ALLY_FIREFOX',
    names: ['firefox-esr', 'firefox'],
    places: {
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: programFiles('Mozilla Firefox\\firefox.exe'),
    },
    packages: {
      'apt-get': 'firefox-esr',
      dnf: 'firefox',
      apk: 'firefox-esr',
      pacman: 'firefox',
      zypper: 'MozillaFirefox',
      brew: '--cask firefox',
    },
  },
};

/** A browser: the one that its variable names, one on the PATH, or one where the system keeps them. */
export const findBrowser = (kind: BrowserKind): string | undefined => {
  const { variable, names, places } = browsers[kind];
  return (
    process.env[variable] ||
    names.map(onPath).find(Boolean) ||
    (places[process.platform] ?? []).find((file) => existsSync(file))
  );
};

/** Chromium without what draws windows, where it is installed: the page tests take half the time in it. */
const findHeadlessShell = (): string | undefined =>
  ['chromium-headless-shell', 'chrome-headless-shell'].map(onPath).find(Boolean);

/** Chromium for tests: the one that its variable names, the headless shell, or the one with windows. */
export const findChromium = (): string | undefined =>
  process.env[browsers.chromium.variable] || findHeadlessShell() || findBrowser('chromium');

/** What Chromium needs to run in tests: quiet, and as root without its sandbox. */
export const chromiumArgs = (): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Finds a browser, or installs it by the system's package manager, or says what a person must run. */
export const ensureBrowser = (kind: BrowserKind = 'chromium'): Promise<string> => {
  const { title, variable, packages } = browsers[kind];
  return ensureInstalled({
    what: title,
    find: () => findBrowser(kind),
    packages,
    otherwise: `Install ${title}, or set ${variable} to its path.`,
  });
};
