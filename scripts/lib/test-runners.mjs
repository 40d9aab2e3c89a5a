/** The runners behind `npm test` and its rings: what each runs, how many tests passed, and what took longest. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './run.mjs';

export const resultsFolder = join(root, '.cache', 'results');

const vitest = 'vitest/vitest.mjs';
const wtr = '@web/test-runner/dist/bin.js';

/**
 * By name: the title, the program with its arguments, and what it needs of the system. `coverageIn`: the rings in which
 * it fails, too, where too little is covered: for the unit tests that doubles their time.
 */
export const runners = {
  unit: { title: 'unit', program: vitest, args: ['run'], needs: [], coverageIn: ['wide'] },
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
    args: ['--config', 'web-test-runner.firefox.config.mjs'],
    needs: ['firefox'],
  },
  webkit: {
    title: 'what engines differ in, in WebKitGTK',
    program: wtr,
    args: ['--config', 'web-test-runner.webkit.config.mjs'],
    needs: ['webkit'],
  },
  pages: {
    title: 'built pages and processes',
    program: vitest,
    args: ['run', '--config', 'vitest.pages.config.ts'],
    needs: ['chromium', 'firefox', 'php'],
  },
};

/** Lines that a runner prints again and again without news. */
const isNoise = (line) => /^(?:\s*|Running tests\.\.\.)$/.test(line);

/** Escape sequences that move the cursor: lines of several runners share one screen. */
const CURSOR = /\u001b\[\d*[AGK]/g;

/** Runs one runner with each line of its output under its name; settles with its exit code. */
const spawnRunner = (name, { ring, tag, environment }) =>
  new Promise((resolve) => {
    const { program, coverageIn = [] } = runners[name];
    const args = [...runners[name].args, ...(coverageIn.includes(ring) ? ['--coverage'] : [])];
    mkdirSync(resultsFolder, { recursive: true });
    const log = createWriteStream(join(resultsFolder, `${name}.log`));
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The runners' own progress bars would write over each other.
      env: { ...process.env, CI: 'true', TEST_RING: ring, TEST_TAG: tag ?? '', ...environment },
    });
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

const readJson = (file) => JSON.parse(readFileSync(join(resultsFolder, file), 'utf8'));

/** Tests that did not pass in a file of Vitest's report; one that could not be loaded holds tests that were not run. */
const failuresInFile = ({ name, status, assertionResults }) => {
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

/** Vitest's report or our own, in one form. A runner that left none has failed as a whole. */
const readReport = (name) => {
  try {
    const report = readJson(`${name}.json`);
    if (!report.testResults) return report;
    const failures = report.testResults.flatMap(failuresInFile);
    return {
      passed: report.numPassedTests,
      failed: failures.length,
      notDriven: [],
      failures,
      files: readJson(`${name}.files.json`),
    };
  } catch {
    const failures = [{ file: name, test: 'the runner left no report' }];
    return { passed: 0, failed: 1, notDriven: [], failures, files: [] };
  }
};

/**
 * Runs these runners, those of one lane one after another, the lanes side by side. Settles with a result for each:
 * what passed, what failed, how long it took. `missing` tells what could not be had: one failed test for each.
 */
export const runLanes = async (lanes, { ring, tag, environment = {}, missing = {} }) => {
  const results = {};
  const runOne = async (name) => {
    const lacking = runners[name].needs.filter((need) => missing[need] !== undefined);
    if (lacking.length > 0) {
      const failures = lacking.map((need) => ({ file: need, test: missing[need] }));
      results[name] = { passed: 0, failed: 1, notDriven: [], failures, files: [], seconds: 0 };
      return;
    }
    console.log(`\n▸ ${name}: ${runners[name].title}`);
    const startedAt = performance.now();
    for (const file of [`${name}.json`, `${name}.files.json`])
      rmSync(join(resultsFolder, file), { force: true });
    const code = await spawnRunner(name, { ring, tag, environment });
    const report = readReport(name);
    // A set-up that broke or a coverage missed fails no test, but the total must not read as green.
    if (code !== 0 && report.failed === 0) {
      report.failed = 1;
      report.failures = [{ file: name, test: 'the runner itself' }];
    }
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    results[name] = { ...report, seconds };
    console.log(`\n▸ ${summaryOf(name, results[name])}`);
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (const name of lane) await runOne(name);
    }),
  );
  return results;
};

const summaryOf = (name, { passed, failed, notDriven, seconds }) => {
  const others = notDriven.length > 0 ? `, ${notDriven.length} not driven` : '';
  return `${name}: ${passed} passed, ${failed} failed${others} in ${seconds} s`;
};

/** Prints each runner's count, what failed, the ten slowest files, and the one line that counts all. */
export const printResults = (results) => {
  const lines = [];
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
  const sum = (key) => Object.values(results).reduce((all, result) => all + result[key], 0);
  lines.push('', `${sum('passed')} passed, ${sum('failed')} failed`);
  console.log(`\n${lines.join('\n')}`);
  return sum('failed');
};

/** Prints what failed in several runs and how often, and the one line that counts all. `runs` holds results by run. */
export const printFailures = (runs) => {
  const lines = ['What failed:'];
  const byTest = new Map();
  let passed = 0;
  let failed = 0;
  for (const [run, results] of Object.entries(runs)) {
    const seconds = [];
    for (const [name, result] of Object.entries(results)) {
      passed += result.passed;
      failed += result.failed;
      seconds.push(
        `${name} ${result.passed}/${result.passed + result.failed} in ${result.seconds} s`,
      );
      for (const { file, test } of result.failures) {
        const key = `${name}: ${file}: ${test}`;
        byTest.set(key, [...(byTest.get(key) ?? []), run]);
      }
    }
    lines.unshift(`${run}: ${seconds.join(', ')}`);
  }
  for (const [test, failedIn] of byTest)
    lines.push(`  ${failedIn.length} times: ${test} (${failedIn.join(', ')})`);
  if (byTest.size === 0) lines.push('  nothing');
  lines.push('', `${passed} passed, ${failed} failed`);
  console.log(`\n${lines.join('\n')}`);
  return failed;
};
