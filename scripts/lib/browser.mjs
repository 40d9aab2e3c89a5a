import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { announce, run } from './run.mjs';

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

/** How each package manager installs Chromium and a font to draw with. */
const managers = [
  [
    'apt-get',
    'apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation',
  ],
  ['dnf', 'dnf install -y chromium liberation-fonts'],
  ['apk', 'apk add chromium font-liberation'],
  ['pacman', 'pacman -S --noconfirm chromium ttf-liberation'],
  ['zypper', 'zypper install -y chromium liberation-fonts'],
  ['brew', 'brew install --cask chromium'],
];

const onPath = (name) => {
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
export const ensureBrowser = async () => {
  const found = findChromium();
  if (found) return found;
  const [name, command] = managers.find(([manager]) => onPath(manager)) ?? [];
  const mayInstall = name === 'brew' || process.getuid?.() === 0;
  if (command && mayInstall) {
    announce(`Installing a browser (${name}; a minute or so)`);
    await run('sh', ['-c', command], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = findChromium();
    if (installed) return installed;
  }
  console.error(
    'The tests need Chromium or Chrome, and none was found. Run this, then try again:\n',
  );
  console.error(
    command
      ? `  ${name === 'brew' ? command : command.replaceAll(/(^|&& )/g, '$1sudo ')}\n`
      : '  Install Chromium, or set ALLY_CHROMIUM to its path.\n',
  );
  process.exit(1);
};
