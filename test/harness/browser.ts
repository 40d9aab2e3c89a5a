import { chromium, firefox, type Browser, type LaunchOptions } from 'playwright-core';
import { chromiumArgs, findBrowser, findChromium } from './find-browser.js';
import { clockScript } from './clock.mjs';
import { WAIT_MS } from './limits.js';

/** Gives every page of a browser the clock of the tests, and as long as it needs. */
const prepare = (browser: Browser): Browser => {
  const newContext = browser.newContext.bind(browser);
  // `newPage` asks for its context by the same method.
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(WAIT_MS);
    await context.addInitScript(clockScript);
    return context;
  };
  return browser;
};

/** The browser that is on this machine, unless another is named. */
export const launchBrowser = async ({
  executablePath = findChromium(),
  ...options
}: LaunchOptions = {}): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('No browser was found: npm test installs one.');
  const args = chromiumArgs();
  return prepare(await chromium.launch({ ...options, executablePath, args, timeout: WAIT_MS }));
};

/** Firefox as it is installed, not Playwright's own build: driven by WebDriver BiDi. */
export const launchFirefox = async (): Promise<Browser> => {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('No Firefox was found: npm test installs one.');
  return prepare(
    await firefox.launch({ channel: 'moz-firefox', executablePath, timeout: WAIT_MS }),
  );
};
