// @ts-check
/** Configuration of @web/test-runner for `test/browser` in Firefox. */
import { join } from 'node:path';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { findBrowser } from '../harness/find-browser.js';
import { createPage, engineFiles, everywhere, reportersOf } from '../../web-test-runner.config.mjs';

const executablePath = findBrowser('firefox');

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...everywhere,
  files: engineFiles,
  browsers: [
    // Puppeteer drives Firefox by WebDriver BiDi, and not by Chromium's protocol.
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        ...(executablePath !== undefined && { executablePath }),
        // Scroll bars that take no space, as on phones and most desktops.
        extraPrefsFirefox: {
          'ui.useOverlayScrollbars': 1,
          // The downloads panel would take focus from the page.
          'browser.download.alwaysOpenPanel': false,
          // Downloads must not go to the developer's own folder.
          'browser.download.folderList': 2,
          'browser.download.dir': join(import.meta.dirname, '..', '..', '.cache', 'downloads'),
        },
      },
      createPage,
    }),
  ],
  reporters: reportersOf('firefox'),
};
