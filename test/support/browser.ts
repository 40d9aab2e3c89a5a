import { chromium, firefox, type Browser, type LaunchOptions } from 'playwright-core';
import { chromiumArgs, findBrowser, findChromium } from '../../scripts/lib/browser.mjs';

/** The browser that is on this machine. */
export const launchBrowser = (options: LaunchOptions = {}): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No browser was found: npm test installs one.');
  return chromium.launch({ ...options, executablePath, args: chromiumArgs() });
};

/** Firefox as it is installed, not Playwright's own build: driven by WebDriver BiDi. */
export const launchFirefox = (): Promise<Browser> => {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('No Firefox was found: npm test installs one.');
  return firefox.launch({ channel: 'moz-firefox', executablePath });
};
