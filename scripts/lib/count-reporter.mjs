/** Counts the tests of one engine, for people and for the total of `npm test`. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { abilityOf, notDriven } from '../../test/support/not-driven.mjs';
import { root } from './run.mjs';

const testsIn = (suite) => [
  ...(suite?.tests ?? []),
  ...(suite?.suites ?? []).flatMap((inner) => testsIn(inner)),
];

/** A component that no test loads is not covered, and nobody would see it. */
const unloaded = ({ coverageMap }) => {
  const seen = new Set(coverageMap.files());
  const folder = join(root, 'src', 'components');
  return readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && !seen.has(join(folder, name)),
  );
};

/** A file that did not load and an uncovered component count as failed, and so does what is skipped without a reason. */
export const countReporter = (engine, name = engine) => ({
  stop({ sessions, testCoverage }) {
    const count = { passed: 0, failed: 0, notDriven: [] };
    for (const session of sessions) {
      const before = count.failed;
      for (const test of testsIn(session.testResults)) {
        const reason = test.skipped && notDriven[engine][abilityOf(test.name)];
        if (reason) count.notDriven.push({ test: test.name, reason });
        else count[test.passed ? 'passed' : 'failed'] += 1;
      }
      if (!session.passed && count.failed === before) count.failed += 1;
    }
    for (const file of testCoverage ? unloaded(testCoverage) : []) {
      console.error(`No browser test loads src/components/${file}.`);
      count.failed += 1;
      // The runner judges only what was loaded: its own verdict would be that all is well.
      process.once('exit', () => (process.exitCode = 1));
    }
    mkdirSync(join(root, '.cache', 'results'), { recursive: true });
    writeFileSync(join(root, '.cache', 'results', `${name}.json`), JSON.stringify(count));
    const others = count.notDriven.length > 0 ? `, ${count.notDriven.length} not driven` : '';
    console.log(`${name}: ${count.passed} passed, ${count.failed} failed${others}`);
  },
});
