/** Runs all tests: installs what is missing, runs every runner, and counts them together. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './lib/browser.mjs';
import { ensureFrameworks } from './lib/frameworks.mjs';
import { ensurePackages, ensureSite } from './lib/packages.mjs';
import { ensurePhp } from './lib/php.mjs';
import { announce, root, runPackage } from './lib/run.mjs';
import { ensureTesters } from './lib/testers.mjs';
import { ensureWebKit } from './lib/webkit.mjs';

await ensurePackages();
await ensureFrameworks();
await ensureTesters();
await ensureSite();
await ensureBrowser();
await ensureBrowser('firefox');
const noWebKit = await ensureWebKit();
await ensurePhp();

const results = join(root, '.cache', 'results');
rmSync(results, { recursive: true, force: true });

const inEngine = (name) => ['--config', `web-test-runner.${name}.config.mjs`];
const runners = [
  ['unit', 'What needs no browser', 'vitest/vitest.mjs', ['run', '--coverage']],
  ['browser', 'Components and journeys', '@web/test-runner/dist/bin.js', ['--coverage']],
  ['firefox', 'The same in Firefox', '@web/test-runner/dist/bin.js', inEngine('firefox')],
  ['webkit', 'The same in WebKitGTK', '@web/test-runner/dist/bin.js', inEngine('webkit')],
  ['pages', 'Whole pages', 'vitest/vitest.mjs', ['run', '--config', 'vitest.pages.config.ts']],
];

/** Vitest's report or ours. A runner that left none has failed as a whole. */
const countOf = (name) => {
  try {
    const report = JSON.parse(readFileSync(join(results, `${name}.json`), 'utf8'));
    return {
      passed: report.numPassedTests ?? report.passed,
      failed:
        report.failed ??
        report.numFailedTests +
          // A file that could not be loaded holds tests that were not run.
          report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
            .length,
      notDriven: report.notDriven ?? [],
    };
  } catch {
    return { passed: 0, failed: 1, notDriven: [] };
  }
};

let passed = 0;
let failed = 0;
const lines = [];
for (const [name, title, program, args] of runners) {
  if (name === 'webkit' && noWebKit !== undefined) {
    lines.push(`webkit: not run. ${noWebKit}`);
    continue;
  }
  announce(`${title} (npm run test:${name})`);
  const code = await runPackage(program, args);
  const count = countOf(name);
  const because = code !== 0 && count.failed === 0 ? ' (the runner itself)' : '';
  // A set-up that broke or a coverage missed fails no test, but the total must not read as green.
  if (because) count.failed = 1;
  passed += count.passed;
  failed += count.failed;
  const { length } = count.notDriven;
  const others = length > 0 ? `, ${length} not driven` : '';
  lines.push(`${name}: ${count.passed} passed, ${count.failed} failed${others}${because}`);
  for (const { test, reason } of count.notDriven) lines.push(`  ${test}: ${reason}`);
}
console.log(`\n${lines.join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
