import { defineConfig } from 'vitest/config';
import { E2E_TEST_MS, WAIT_MS } from './test/harness/limits.mjs';
import { fileTimesReporter } from './test/harness/file-times-reporter.js';
import { isWide } from './test/harness/ring.js';
import { filesTagged } from './test/harness/tags.mjs';

const folder = 'test/pages';

/** What leaves a page: the built script in whole pages, by a browser driven from outside. */
export default defineConfig({
  test: {
    name: 'pages',
    include:
      process.env.TEST_TAG === 'date' ? filesTagged('date', folder) : [`${folder}/**/*.test.ts`],
    exclude: isWide ? [] : [`${folder}/**/*.wide.test.ts`],
    globalSetup: 'test/support/pages-setup.ts',
    setupFiles: 'test/harness/setup.ts',
    maxWorkers: 2,
    // Of those that wait for their clinic most of the time.
    maxConcurrency: 3,
    testTimeout: E2E_TEST_MS,
    hookTimeout: E2E_TEST_MS,
    expect: { poll: { timeout: WAIT_MS } },
    reporters: [
      'default',
      ['json', { outputFile: '.cache/results/pages.json' }],
      fileTimesReporter('.cache/results/pages.files.json'),
    ],
  },
});
