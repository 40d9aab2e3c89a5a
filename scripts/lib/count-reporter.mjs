/** Counts the tests of one engine, for people and for the total of `npm test`. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { abilityOf, notDriven } from '../../test/support/not-driven.mjs';
import { root } from './run.mjs';

const testsIn = (suite) => [
  ...(suite?.tests ?? []),
  ...(suite?.suites ?? []).flatMap((inner) => testsIn(inner)),
];

/** Whether a file is types alone: nothing of it runs. */
const isTypes = (file) =>
  /^(?:export \{\};)?$/.test(
    ts
      .transpileModule(readFileSync(file, 'utf8'), {
        compilerOptions: {
          removeComments: true,
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.ESNext,
        },
      })
      .outputText.trim(),
  );

/** A component that no test loads is not covered, and nobody would see it. */
const unloaded = ({ coverageMap }) => {
  const seen = new Set(coverageMap.files());
  const folder = join(root, 'src', 'components');
  return readdirSync(folder, { recursive: true }).filter(
    (name) => name.endsWith('.ts') && !seen.has(join(folder, name)) && !isTypes(join(folder, name)),
  );
};

/** A file that did not load and an uncovered component count as failed, and so does what is skipped without a reason. */
export const countReporter = (engine, name = engine) => {
  /** When each file started, by its session. */
  const startedAt = new Map();
  const files = [];
  return {
    start({ sessions }) {
      sessions.on('session-status-updated', ({ id, status, testFile }) => {
        if (!startedAt.has(id)) startedAt.set(id, performance.now());
        if (status === 'FINISHED')
          files.push({
            file: relative(root, testFile),
            milliseconds: performance.now() - startedAt.get(id),
          });
      });
    },
    stop({ sessions, testCoverage }) {
      const count = { passed: 0, failed: 0, notDriven: [], failures: [], files };
      const fail = (file, test) => {
        count.failed += 1;
        count.failures.push({ file: relative(root, file), test });
      };
      for (const session of sessions) {
        const before = count.failed;
        for (const test of testsIn(session.testResults)) {
          const reason = test.skipped && notDriven[engine][abilityOf(test.name)];
          if (reason) count.notDriven.push({ test: test.name, reason });
          else if (test.passed) count.passed += 1;
          else fail(session.testFile, test.name);
        }
        if (!session.passed && count.failed === before)
          fail(session.testFile, 'the file as a whole');
      }
      for (const file of testCoverage ? unloaded(testCoverage) : []) {
        console.error(`No browser test loads src/components/${file}.`);
        fail(join(root, 'src', 'components', file), 'is loaded by a test');
        // The runner judges only what was loaded: its own verdict would be that all is well.
        process.once('exit', () => (process.exitCode = 1));
      }
      mkdirSync(join(root, '.cache', 'results'), { recursive: true });
      writeFileSync(join(root, '.cache', 'results', `${name}.json`), JSON.stringify(count));
      const others = count.notDriven.length > 0 ? `, ${count.notDriven.length} not driven` : '';
      console.log(`${name}: ${count.passed} passed, ${count.failed} failed${others}`);
    },
  };
};
