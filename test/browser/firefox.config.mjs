// @ts-check
/** The runner of `test/browser` in Firefox. */
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
    // Not by Chromium's own protocol: Puppeteer drives Firefox by WebDriver BiDi.
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        ...(executablePath !== undefined && { executablePath }),
        // As on phones, and on most desktops: a scroll bar takes no room.
        extraPrefsFirefox: {
          'ui.useOverlayScrollbars': 1,
          // The panel that shows a download would take the keyboard from the page.
          'browser.download.alwaysOpenPanel': false,
          // Another folder than the person's own.
          'browser.download.folderList': 2,
          'browser.download.dir': join(import.meta.dirname, '..', '..', '.cache', 'downloads'),
        },
      },
      createPage,
    }),
  ],
  reporters: reportersOf('firefox'),
};
