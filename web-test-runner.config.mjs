import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumArgs, findChromium } from './scripts/lib/browser.mjs';

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

const countTests = (suite, count) => {
  for (const test of suite?.tests ?? []) count[test.passed ? 'passed' : 'failed'] += 1;
  for (const inner of suite?.suites ?? []) countTests(inner, count);
  return count;
};

/** Counts every test; a file that did not load, a skipped test and an uncovered component count as failed. */
const countReporter = () => ({
  stop({ sessions, testCoverage }) {
    const count = { passed: 0, failed: 0 };
    for (const session of sessions) {
      const { failed } = countTests(session.testResults, { passed: 0, failed: 0 });
      countTests(session.testResults, count);
      if (!session.passed && failed === 0) count.failed += 1;
    }
    if (testCoverage) {
      const seen = new Set(testCoverage.coverageMap.files());
      const folder = join(root, 'src', 'components');
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts')))
        if (!seen.has(join(folder, file))) {
          console.error(`No browser test loads src/components/${file}.`);
          count.failed += 1;
          // The runner judges only what was loaded: its own verdict would be that all is well.
          process.once('exit', () => (process.exitCode = 1));
        }
    }
    mkdirSync(join(root, '.cache', 'results'), { recursive: true });
    writeFileSync(join(root, '.cache', 'results', 'browser.json'), JSON.stringify(count));
    console.log(`browser: ${count.passed} passed, ${count.failed} failed`);
  },
});

export default {
  files: 'test/browser/**/*.test.ts',
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(root, 'tsconfig.json') })],
  middleware: [serveWorker],
  // Hidden tabs get no animation frames.
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findChromium(), args: chromiumArgs() },
      // A service worker of the file before must not meet the next one: each page starts afresh.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
  reporters: [defaultReporter({ reportTestProgress: !process.env.CI }), countReporter()],
  coverageConfig: {
    include: ['src/components/**/*.ts'],
    reportDir: 'coverage/browser',
    reporters: ['json-summary', 'text-summary', 'lcov'],
    threshold: { lines: 90, statements: 90, branches: 80, functions: 80 },
  },
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
};
