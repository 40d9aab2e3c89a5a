import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { E2E_TEST_MS, WAIT_MS } from '../harness/limits.js';
import { fileTimesReporter } from '../harness/file-times-reporter.js';
import { isWide } from '../harness/ring.js';
import { filesTagged } from '../harness/tags.js';

const folder = 'test/e2e';

/**
 * Configuration of Vitest for the end-to-end tests: the built scripts and processes, in browsers driven by Playwright.
 */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    name: 'e2e',
    include:
      process.env.TEST_TAG === 'date' ? filesTagged('date', folder) : [`${folder}/**/*.test.ts`],
    exclude: isWide ? [] : [`${folder}/**/*.wide.test.ts`],
    globalSetup: 'test/harness/e2e-setup.ts',
    setupFiles: 'test/harness/setup.ts',
    maxWorkers: 2,
    // The limit of concurrent tests in a file. They wait for their own mock platform most of the time.
    maxConcurrency: 3,
    testTimeout: E2E_TEST_MS,
    hookTimeout: E2E_TEST_MS,
    expect: { poll: { timeout: WAIT_MS } },
    reporters: [
      'default',
      ['json', { outputFile: '.cache/results/e2e.json' }],
      fileTimesReporter('.cache/results/e2e.files.json'),
    ],
  },
});
