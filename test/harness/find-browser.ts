/** Finds the installed browsers, or installs them with the system's package manager. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, onPath, type SystemNeed } from '../../tools/process/system-packages.js';

export type BrowserKind = 'chromium' | 'firefox';

/** Names, paths and packages of a browser. */
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
 * Browsers that tests run in. `variable` is an environment variable with the path of the browser, `names` are looked up
 * on the PATH, and `places` are its paths on systems that do not add it to the PATH. The packages of Chromium include a
 * font, because it does not depend on one.
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

/** Returns the path of a browser: from its environment variable, from the PATH, or from the system's usual places. */
export const findBrowser = (kind: BrowserKind): string | undefined => {
  const { variable, names, places } = browsers[kind];
  return (
    process.env[variable] ||
    names.map(onPath).find(Boolean) ||
    (places[process.platform] ?? []).find((file) => existsSync(file))
  );
};

/** Returns the path of Chromium's headless shell, if it is installed. Page tests take half the time in it. */
const findHeadlessShell = (): string | undefined =>
  ['chromium-headless-shell', 'chrome-headless-shell'].map(onPath).find(Boolean);

/**
 * Returns the path of Chromium for tests: from its environment variable, else the headless shell, else the full
 * browser.
 */
export const findChromium = (): string | undefined =>
  process.env[browsers.chromium.variable] || findHeadlessShell() || findBrowser('chromium');

/**
 * Arguments of Chromium in tests: no background traffic, and no sandbox when it runs as root, which does not support
 * one.
 */
export const chromiumArgs = (): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a browser, or installs it with the system's package manager. Rejects with instructions if it can do neither.
 */
export const ensureBrowser = (kind: BrowserKind = 'chromium'): Promise<string> => {
  const { title, variable, packages } = browsers[kind];
  return ensureInstalled({
    what: title,
    find: () => findBrowser(kind),
    packages,
    otherwise: `Install ${title}, or set ${variable} to its path.`,
  });
};
