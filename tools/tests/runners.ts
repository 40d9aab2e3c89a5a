/** Runs the test runners behind `npm test`, and prints their combined results. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../process/run.mjs';
import type { Missing, Need } from './requirements.js';
import type { Lanes, Ring, RunnerName } from './rings.js';

export interface Runner {
  readonly title: string;
  /** The path of its program below `node_modules`. */
  readonly program: string;
  readonly args: readonly string[];
  readonly needs: readonly Need[];
  /** The rings in which it also checks the coverage limits. Measuring coverage doubles the time of the unit tests. */
  readonly coverageIn?: readonly Ring[];
}

export interface Failure {
  readonly file: string;
  readonly test: string;
}

/** A test that is not run because the engine cannot be driven to do it. */
export interface NotDriven {
  readonly test: string;
  readonly reason: string;
}

/** The duration of a test file. */
export interface FileTime {
  readonly file: string;
  readonly milliseconds: number;
}

/** The report of a runner on its tests. */
export interface RunnerReport {
  readonly passed: number;
  readonly failed: number;
  readonly notDriven: readonly NotDriven[];
  readonly failures: readonly Failure[];
  readonly files: readonly FileTime[];
}

/** The result of a runner. */
export interface RunnerResult extends RunnerReport {
  readonly seconds: number;
}

/** The results of the runners that were run, by name. */
export type Results = Readonly<Partial<Record<RunnerName, RunnerResult>>>;

/** Options of `runLanes()`. */
export interface LaneOptions {
  readonly ring: Ring;
  /** Runs only the tests with this tag, in runners that support tags. */
  readonly tag?: string;
  /** Additional environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The programs that cannot be installed: a runner that needs one fails. */
  readonly missing?: Missing;
}

interface VitestTest {
  readonly fullName: string;
  readonly status: string;
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly VitestTest[];
}

/** The report of Vitest's `json` reporter. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly VitestFile[];
}

/** The folder of the reports and logs of the runners. */
export const resultsFolder: string = join(root, '.cache', 'results');

const vitest = 'vitest/vitest.mjs';
const wtr = '@web/test-runner/dist/bin.js';

export const runners: Readonly<Record<RunnerName, Runner>> = {
  unit: {
    title: 'unit',
    program: vitest,
    args: ['run'],
    needs: ['postgres'],
    coverageIn: ['wide'],
  },
  browser: {
    title: 'components and journeys in Chromium',
    program: wtr,
    args: [],
    needs: ['chromium'],
    coverageIn: ['whole', 'wide'],
  },
  firefox: {
    title: 'what engines differ in, in Firefox',
    program: wtr,
    args: ['--config', 'test/browser/firefox.config.mjs'],
    needs: ['firefox'],
  },
  webkit: {
    title: 'what engines differ in, in WebKitGTK',
    program: wtr,
    args: ['--config', 'test/browser/webkit.config.mjs'],
    needs: ['webkit'],
  },
  e2e: {
    title: 'built pages and processes',
    program: vitest,
    args: ['run', '--config', 'test/e2e/vitest.config.ts'],
    needs: ['chromium', 'firefox', 'php', 'postgres'],
  },
};

/** Whether a line of output carries no news: a runner prints it repeatedly. */
const isNoise = (line: string): boolean => /^(?:\s*|Running tests\.\.\.)$/.test(line);

/** Matches escape sequences that move the cursor, which would overwrite the lines of another runner. */
const CURSOR = /\u001b\[\d*[AGK]/g;

/** Runs one runner, and prints its output with its name before each line. Resolves to its exit code. */
const spawnRunner = (name: RunnerName, { ring, tag, environment }: LaneOptions): Promise<number> =>
  new Promise((resolve) => {
    const { program, args: own, coverageIn = [] } = runners[name];
    const args = [...own, ...(coverageIn.includes(ring) ? ['--coverage'] : [])];
    mkdirSync(resultsFolder, { recursive: true });
    const log = createWriteStream(join(resultsFolder, `${name}.log`));
    const child = spawn(
      process.execPath,
      [
        // The browser runner's configuration imports TypeScript.
        ...['--import', 'tsx', join(root, 'node_modules', program)],
        ...args,
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        // The runners' own progress bars would write over each other.
        env: { ...process.env, CI: 'true', TEST_RING: ring, TEST_TAG: tag ?? '', ...environment },
      },
    );
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (text) => {
        const line = text.replaceAll(CURSOR, '');
        log.write(`${line}\n`);
        if (!isNoise(line)) console.log(`${name.padEnd(7)} | ${line}`);
      });
    child.once('error', (error) => {
      console.error(`${name}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => {
      log.end();
      resolve(code ?? (signal ? 1 : 0));
    });
  });

const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(join(resultsFolder, file), 'utf8'));

/**
 * Lists the tests that did not pass in a file of Vitest's report. A file that could not be loaded counts as one test.
 */
const failuresInFile = ({ name, status, assertionResults }: VitestFile): Failure[] => {
  const file = relative(root, name);
  if (status === 'failed' && assertionResults.length === 0)
    return [{ file, test: 'the file as a whole' }];
  return assertionResults
    .filter((test) => test.status !== 'passed')
    .map(({ fullName, status: how }) => ({
      file,
      test: how === 'failed' ? fullName : `${fullName} (${how})`,
    }));
};

/** Reads a report, Vitest's or our own, in one form. A runner without a report has failed. */
const readReport = (name: RunnerName): RunnerReport => {
  try {
    const report = readJson(`${name}.json`) as VitestReport | RunnerReport;
    if (!('testResults' in report)) return report;
    const failures = report.testResults.flatMap(failuresInFile);
    return {
      passed: report.numPassedTests,
      failed: failures.length,
      notDriven: [],
      failures,
      files: readJson(`${name}.files.json`) as FileTime[],
    };
  } catch {
    const failures = [{ file: name, test: 'the runner left no report' }];
    return { passed: 0, failed: 1, notDriven: [], failures, files: [] };
  }
};

/** Runs all lanes in parallel, and the runners of each lane one after another. Resolves to the results. */
export const runLanes = async (lanes: Lanes, options: LaneOptions): Promise<Results> => {
  const { missing = {} } = options;
  const results: Partial<Record<RunnerName, RunnerResult>> = {};
  const runOne = async (name: RunnerName): Promise<void> => {
    const failures = runners[name].needs.flatMap((need) => {
      const test = missing[need];
      return test === undefined ? [] : [{ file: need, test }];
    });
    if (failures.length > 0) {
      results[name] = { passed: 0, failed: 1, notDriven: [], failures, files: [], seconds: 0 };
      return;
    }
    console.log(`\n▸ ${name}: ${runners[name].title}`);
    const startedAt = performance.now();
    for (const file of [`${name}.json`, `${name}.files.json`])
      rmSync(join(resultsFolder, file), { force: true });
    const code = await spawnRunner(name, options);
    const report = readReport(name);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    // A broken set-up or missed coverage fails no test, but the run must not pass.
    const isBroken = code !== 0 && report.failed === 0;
    const result: RunnerResult = {
      ...report,
      failed: isBroken ? 1 : report.failed,
      failures: isBroken ? [{ file: name, test: 'the runner itself' }] : report.failures,
      seconds,
    };
    results[name] = result;
    console.log(`\n▸ ${summaryOf(name, result)}`);
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (const name of lane) await runOne(name);
    }),
  );
  return results;
};

const summaryOf = (name: string, { passed, failed, notDriven, seconds }: RunnerResult): string => {
  const others = notDriven.length > 0 ? `, ${String(notDriven.length)} not driven` : '';
  const count = `${String(passed)} passed, ${String(failed)} failed${others}`;
  return `${name}: ${count} in ${String(seconds)} s`;
};

/**
 * Prints the count of each runner, the failed tests, the ten slowest files, and the total on the last line.
 *
 * @returns the number of failed tests
 */
export const printResults = (results: Results): number => {
  const lines: string[] = [];
  for (const [name, result] of Object.entries(results)) {
    lines.push(summaryOf(name, result));
    for (const { test, reason } of result.notDriven) lines.push(`  not driven: ${test}: ${reason}`);
    for (const { file, test } of result.failures) lines.push(`  failed: ${file}: ${test}`);
  }
  const files = Object.entries(results).flatMap(([name, result]) =>
    result.files.map((file) => ({ ...file, name })),
  );
  files.sort((one, other) => other.milliseconds - one.milliseconds);
  lines.push('', 'The slowest files:');
  for (const { name, file, milliseconds } of files.slice(0, 10))
    lines.push(`  ${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${name.padEnd(7)} ${file}`);
  const sum = (key: 'passed' | 'failed'): number =>
    Object.values(results).reduce((all, result) => all + result[key], 0);
  lines.push('', `${String(sum('passed'))} passed, ${String(sum('failed'))} failed`);
  console.log(`\n${lines.join('\n')}`);
  return sum('failed');
};

/**
 * Prints which tests failed in several runs and how often, and the total on the last line.
 *
 * @param runs the results, by the name of the run
 * @returns the number of failed tests
 */
export const printFailures = (runs: Readonly<Record<string, Results>>): number => {
  const lines = ['What failed:'];
  const byTest = new Map<string, readonly string[]>();
  let passed = 0;
  let failed = 0;
  for (const [run, results] of Object.entries(runs)) {
    const seconds: string[] = [];
    for (const [name, result] of Object.entries(results)) {
      passed += result.passed;
      failed += result.failed;
      seconds.push(
        `${name} ${String(result.passed)}/${String(result.passed + result.failed)} in ${String(result.seconds)} s`,
      );
      for (const { file, test } of result.failures) {
        const key = `${name}: ${file}: ${test}`;
        byTest.set(key, [...(byTest.get(key) ?? []), run]);
      }
    }
    lines.unshift(`${run}: ${seconds.join(', ')}`);
  }
  for (const [test, failedIn] of byTest)
    lines.push(`  ${String(failedIn.length)} times: ${test} (${failedIn.join(', ')})`);
  if (byTest.size === 0) lines.push('  nothing');
  lines.push('', `${String(passed)} passed, ${String(failed)} failed`);
  console.log(`\n${lines.join('\n')}`);
  return failed;
};
