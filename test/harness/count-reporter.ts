/** Reporter of @web/test-runner that prints and saves the counts of one engine. `npm test` adds them up. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, TestCoverage, TestResult, TestSuiteResult } from '@web/test-runner';
import ts from 'typescript';
import { abilityOf, notDriven, type Engine } from '../assertions/not-driven.js';
import { root } from '../../tools/process/run.mjs';

/** Results of one engine, as they are saved. */
interface TestCount {
  passed: number;
  failed: number;
  readonly notDriven: { readonly test: string; readonly reason: string }[];
  readonly failures: { readonly file: string; readonly test: string }[];
  readonly files: readonly FileTime[];
}

interface FileTime {
  readonly file: string;
  readonly milliseconds: number;
}

const testsIn = (suite: TestSuiteResult | undefined): TestResult[] => [
  ...(suite?.tests ?? []),
  ...(suite?.suites ?? []).flatMap((inner) => testsIn(inner)),
];

/** Returns true if a file contains only types, so that it has no code to cover. */
const isTypes = (file: string): boolean =>
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

/** Lists the component modules that no test loads. The coverage report omits them, so they would go unnoticed. */
const notLoaded = ({ coverageMap }: TestCoverage): string[] => {
  const loaded = new Set(coverageMap.files());
  const folder = join(root, 'src', 'components');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.endsWith('.ts') && !loaded.has(join(folder, name)) && !isTypes(join(folder, name)),
  );
};

/**
 * Creates the reporter. Files that did not load, components that no test loads and tests skipped without a reason count
 * as failed.
 */
export const countReporter = (engine: Engine, name: string = engine): Reporter => {
  /** Start time of each file, by session id. */
  const startedAt = new Map<string, number>();
  const files: FileTime[] = [];
  return {
    start({ sessions }) {
      sessions.on('session-status-updated', ({ id, status, testFile }) => {
        const started = startedAt.get(id) ?? performance.now();
        startedAt.set(id, started);
        if (status === 'FINISHED')
          files.push({
            file: relative(root, testFile),
            milliseconds: performance.now() - started,
          });
      });
    },
    stop({ sessions, testCoverage }) {
      const count: TestCount = { passed: 0, failed: 0, notDriven: [], failures: [], files };
      const fail = (file: string, test: string): void => {
        count.failed += 1;
        count.failures.push({ file: relative(root, file), test });
      };
      for (const session of sessions) {
        const before = count.failed;
        for (const test of testsIn(session.testResults)) {
          const ability = test.skipped ? abilityOf(test.name) : undefined;
          const reason = ability && notDriven[engine][ability];
          if (reason) count.notDriven.push({ test: test.name, reason });
          else if (test.passed) count.passed += 1;
          else fail(session.testFile, test.name);
        }
        if (!session.passed && count.failed === before)
          fail(session.testFile, 'the file as a whole');
      }
      for (const file of testCoverage ? notLoaded(testCoverage) : []) {
        console.error(`No browser test loads src/components/${file}.`);
        fail(join(root, 'src', 'components', file), 'is loaded by a test');
        // The runner does not know of modules that were not loaded, and would exit with success.
        process.once('exit', () => {
          process.exitCode = 1;
        });
      }
      mkdirSync(join(root, '.cache', 'results'), { recursive: true });
      writeFileSync(join(root, '.cache', 'results', `${name}.json`), JSON.stringify(count));
      const others =
        count.notDriven.length > 0 ? `, ${String(count.notDriven.length)} not driven` : '';
      console.log(
        `${name}: ${String(count.passed)} passed, ${String(count.failed)} failed${others}`,
      );
    },
  };
};
