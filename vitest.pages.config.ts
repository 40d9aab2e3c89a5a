import { defineConfig } from 'vitest/config';

/** What leaves a page: the built script in whole pages, by a browser driven from outside. */
export default defineConfig({
  test: {
    name: 'pages',
    include: ['test/pages/**/*.test.ts'],
    globalSetup: 'test/support/pages-setup.ts',
    fileParallelism: false,
    // Of those that wait for their clinic most of the time.
    maxConcurrency: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As long as a page may take on a machine that has other things to do.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: '.cache/results/pages.json' }]],
  },
});
