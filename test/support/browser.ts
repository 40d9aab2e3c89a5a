import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../scripts/lib/browser.mjs';

/** The browser that is on this machine. */
export const launchBrowser = (options: LaunchOptions = {}): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No browser was found: npm test installs one.');
  return chromium.launch({ ...options, executablePath, args: chromiumArgs() });
};
