import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumArgs, findChromium } from './scripts/lib/browser.mjs';
import { countReporter } from './scripts/lib/count-reporter.mjs';
import { hands } from './scripts/lib/hands.mjs';
import { clockScript } from './test/harness/clock.mjs';
import { BROWSER_FILE_MS, BROWSER_TEST_MS } from './test/harness/limits.mjs';

const root = import.meta.dirname;
const worker = readFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'));

/** msw's worker must come from the top of the site to see every request. */
const serveWorker = (context, next) => {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.set('cache-control', 'no-cache');
  context.body = worker;
  return undefined;
};

export const reportersOf = (...named) => [
  defaultReporter({ reportTestProgress: !process.env.CI }),
  countReporter(...named),
];

/** What holds in every engine. */
export const everywhere = {
  files: 'test/browser/**/*.test.ts',
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(root, 'tsconfig.json') }),
    hands(),
  ],
  middleware: [serveWorker],
  // The clock of the tests comes before everything else in the page.
  testRunnerHtml: (framework) =>
    `<!doctype html><html><head><script>${clockScript}</script></head><body><script type="module" src="${framework}"></script></body></html>`,
  // Hidden tabs get no animation frames.
  concurrency: 1,
  browserStartTimeout: BROWSER_FILE_MS,
  testsStartTimeout: BROWSER_FILE_MS,
  testsFinishTimeout: BROWSER_FILE_MS,
  testFramework: { config: { ui: 'bdd', timeout: BROWSER_TEST_MS } },
};

/** A service worker of the file before must not meet the next one: each page starts afresh. */
export const createPage = async ({ context }) =>
  (await context.browser().createBrowserContext()).newPage();

export default {
  ...everywhere,
  // What the other engines are shown there, Chromium is shown in whole pages, in every look.
  files: [everywhere.files, '!test/browser/engines/**'],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findChromium(), args: chromiumArgs() },
      createPage,
    }),
  ],
  reporters: reportersOf('chromium', 'browser'),
  coverageConfig: {
    include: ['src/components/**/*.ts'],
    reportDir: 'coverage/browser',
    reporters: ['json-summary', 'text-summary', 'lcov'],
    threshold: { lines: 90, statements: 90, branches: 80, functions: 80 },
  },
};
