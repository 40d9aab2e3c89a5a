// @ts-check
/** The runner of `test/browser` in Chromium, and what its configurations for the other engines have in common. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumArgs, findChromium } from './test/harness/find-browser.js';
import { countReporter } from './test/harness/count-reporter.js';
import { hands } from './test/harness/engine-commands.js';
import { clockScript } from './test/harness/clock.mjs';
import { BROWSER_FILE_MS, BROWSER_TEST_MS } from './test/harness/limits.js';
import { filesTagged } from './test/harness/tags.js';

const root = import.meta.dirname;
const ring = process.env.TEST_RING;
const tag = /** @type {import('./test/harness/tags.js').Tag | '' | undefined} */ (
  process.env.TEST_TAG
);
const executablePath = findChromium();
const worker = readFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'));

/**
 * msw's worker must come from the top of the site to see every request.
 *
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
const serveWorker = (context, next) => {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.set('cache-control', 'no-cache');
  context.body = worker;
  return undefined;
};

/**
 * The reporters of an engine.
 *
 * @param {Parameters<typeof countReporter>} named
 * @returns {import('@web/test-runner').Reporter[]}
 */
export const reportersOf = (...named) => [
  defaultReporter({ reportTestProgress: !process.env.CI }),
  countReporter(...named),
];

const folder = 'test/browser';
/** @param {string} file */
const isTagged = (file) => !tag || filesTagged(tag, folder).includes(file);

/** What the other engines run: in the wide ring everything, else what engines differ in. */
export const engineFiles =
  ring === 'wide' ? `${folder}/**/*.test.ts` : filesTagged('engine', folder).filter(isTagged);

/**
 * What all engines have in common.
 *
 * @type {import('@web/test-runner').TestRunnerConfig}
 */
export const everywhere = {
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: join(root, 'tsconfig.json'),
      // Pages have no environment: this is how test/harness/ring.ts knows the ring.
      define: { 'process.env.TEST_RING': JSON.stringify(ring ?? 'whole') },
    }),
    hands(),
  ],
  middleware: [serveWorker],
  // The clock of the tests comes before everything else in the page.
  testRunnerHtml: (framework) =>
    `<!doctype html><html><head><script>${clockScript}</script></head><body><script type="module" src="${framework}"></script></body></html>`,
  // Two files at once would share one window, whose hidden tab gets no animation frames.
  concurrency: 1,
  browserStartTimeout: BROWSER_FILE_MS,
  testsStartTimeout: BROWSER_FILE_MS,
  testsFinishTimeout: BROWSER_FILE_MS,
  testFramework: { config: { ui: 'bdd', timeout: BROWSER_TEST_MS } },
};

/**
 * A service worker of the file before must not meet the next one: each page starts afresh.
 *
 * @param {{ readonly context: import('puppeteer-core').BrowserContext }} launched
 */
export const createPage = async ({ context }) =>
  (await context.browser().createBrowserContext()).newPage();

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...everywhere,
  // Each page has a context, and so a window, of its own.
  concurrency: 2,
  // Chromium looks at the states of `engines` in built pages, in every look.
  files: tag ? filesTagged(tag, folder) : [`${folder}/**/*.test.ts`, `!${folder}/engines/**`],
  browsers: [
    chromeLauncher({
      launchOptions: {
        ...(executablePath !== undefined && { executablePath }),
        args: chromiumArgs(),
      },
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
