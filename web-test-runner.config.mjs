// @ts-check
/** Configuration of @web/test-runner for `test/browser` in Chromium, and the part that the other engines share. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumArgs, findChromium } from './test/harness/find-browser.js';
import { countReporter } from './test/harness/count-reporter.js';
import { engineCommands } from './test/harness/engine-commands.js';
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
 * Serves msw's worker from the root of the site: a service worker sees requests below its own path alone.
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
 * Creates the reporters of an engine.
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

/** The test files for the other engines: all of them in the wide ring, otherwise those tagged `@engine`. */
export const engineFiles =
  ring === 'wide' ? `${folder}/**/*.test.ts` : filesTagged('engine', folder).filter(isTagged);

/**
 * The configuration that all engines share.
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
      // Pages have no environment variables: test/harness/ring.ts reads the ring from here.
      define: { 'process.env.TEST_RING': JSON.stringify(ring ?? 'whole') },
    }),
    engineCommands(),
  ],
  middleware: [serveWorker],
  // The test clock must be installed before any other script runs.
  testRunnerHtml: (framework) =>
    `<!doctype html><html><head><script>${clockScript}</script></head><body><script type="module" src="${framework}"></script></body></html>`,
  // Two files at once would share a window, and its hidden tab gets no animation frames.
  concurrency: 1,
  browserStartTimeout: BROWSER_FILE_MS,
  testsStartTimeout: BROWSER_FILE_MS,
  testsFinishTimeout: BROWSER_FILE_MS,
  testFramework: { config: { ui: 'bdd', timeout: BROWSER_TEST_MS } },
};

/**
 * Opens a page in a browser context of its own, so that the service worker of one test file does not reach the next.
 *
 * @param {{ readonly context: import('puppeteer-core').BrowserContext }} launched
 */
export const createPage = async ({ context }) => {
  const page = await (await context.browser().createBrowserContext()).newPage();
  page.setDefaultTimeout(BROWSER_FILE_MS);
  return page;
};

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...everywhere,
  // Each page has a context of its own, and so a window of its own.
  concurrency: 2,
  // The end-to-end tests check the states of `engines` in Chromium, in every look.
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
