import { join } from 'node:path';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './scripts/lib/browser.mjs';
import { createPage, engineFiles, everywhere, reportersOf } from './web-test-runner.config.mjs';

export default {
  ...everywhere,
  files: engineFiles,
  browsers: [
    // Not by Chromium's own protocol: Puppeteer drives Firefox by WebDriver BiDi.
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        executablePath: findBrowser('firefox'),
        // As on phones, and on most desktops: a scroll bar takes no room.
        extraPrefsFirefox: {
          'ui.useOverlayScrollbars': 1,
          // The panel that shows a download would take the keyboard from the page.
          'browser.download.alwaysOpenPanel': false,
          // Another folder than the person's own.
          'browser.download.folderList': 2,
          'browser.download.dir': join(import.meta.dirname, '.cache', 'downloads'),
        },
      },
      createPage,
    }),
  ],
  reporters: reportersOf('firefox'),
};
