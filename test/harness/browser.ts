import { chromium, firefox, type Browser, type LaunchOptions } from 'playwright-core';
import { chromiumArgs, findBrowser, findChromium } from './find-browser.js';
import { clockScript } from './clock.mjs';
import { WAIT_MS } from './limits.js';

/** Installs the clock of the tests in every page of a browser, and sets its time limit to `WAIT_MS`. */
const prepare = (browser: Browser): Browser => {
  const newContext = browser.newContext.bind(browser);
  // `browser.newPage` creates its context by calling `newContext`, so pages without a context are covered as well.
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(WAIT_MS);
    await context.addInitScript(clockScript);
    return context;
  };
  return browser;
};

/** Starts the Chromium that is installed on this machine, unless `executablePath` names another browser. */
export const launchBrowser = async ({
  executablePath = findChromium(),
  ...options
}: LaunchOptions = {}): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('No browser was found: npm test installs one.');
  const args = chromiumArgs();
  return prepare(await chromium.launch({ ...options, executablePath, args, timeout: WAIT_MS }));
};

/**
 * Starts the Firefox that is installed on this machine. Playwright drives it by WebDriver BiDi, without its own build.
 */
export const launchFirefox = async (): Promise<Browser> => {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('No Firefox was found: npm test installs one.');
  return prepare(
    await firefox.launch({ channel: 'moz-firefox', executablePath, timeout: WAIT_MS }),
  );
};
