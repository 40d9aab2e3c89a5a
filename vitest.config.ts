import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { UNIT_TEST_MS } from './test/harness/limits.js';
import { fileTimesReporter } from './test/harness/file-times-reporter.js';
import { isQuick, isWide } from './test/harness/ring.js';

/** Tests of dates and times, which run in each of `zones`: results must not depend on the machine's time zone. */
const zoneTests = [
  'window/by-day',
  'window/stable-list',
  'time/month',
  'time/zoned-time',
  'patient/birth-date',
].map((name) => `test/unit/domain/${name}.test.ts`);
/** Tests of the project's own tools, of real hosts, databases and processes: too slow for the quick ring. */
const slowTests = [
  'test/unit/tools/**',
  'test/unit/server/relay/hosts.test.ts',
  'test/unit/server/store/postgres-store.test.ts',
  'test/unit/server/orders/random-orders-sql.test.ts',
  'test/unit/server/orders/process-deaths.test.ts',
];

const zones = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'];

/**
 * Maps the package's own name to the source: the reference shop imports it as merchants do, and unit tests run without
 * a build.
 */
const ownName = {
  '@ally-health/checkout-booking/server': join(import.meta.dirname, 'src/server/index.ts'),
};

const common = {
  setupFiles: join(import.meta.dirname, 'test/harness/setup.ts'),
  testTimeout: UNIT_TEST_MS,
  hookTimeout: UNIT_TEST_MS,
};

export default defineConfig({
  test: {
    // The test files of a worker share their modules, which halves the time of the run.
    isolate: false,
    maxWorkers: 2,
    unstubGlobals: true,
    sequence: { shuffle: { files: isWide } },
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: isQuick ? [...zoneTests, ...slowTests] : zoneTests,
        },
        resolve: { alias: ownName },
      },
      ...zones.map((zone) => ({
        test: {
          ...common,
          name: zone,
          include: zoneTests,
          pool: 'forks' as const,
          env: { TZ: zone, ALLY_TEST_ZONE: zone },
        },
      })),
    ],
    reporters: [
      'default',
      ['json', { outputFile: '.cache/results/unit.json' }],
      fileTimesReporter('.cache/results/unit.files.json'),
    ],
    coverage: {
      provider: 'v8',
      // Files that no test loads count as not covered.
      include: ['src/domain/**', 'src/platform/**', 'src/api/**', 'src/flow/**', 'src/server/**'],
      reporter: ['text', 'json-summary'],
      reportsDirectory: 'coverage/unit',
      thresholds: { branches: 95, lines: 95 },
    },
  },
});
