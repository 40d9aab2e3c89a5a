/** The projects of `test/testers`: how shops test with other people's tools, run by those tools. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from './browser.mjs';
import { freePort } from './free-port.mjs';
import { installPacked } from './packed.mjs';
import { ensurePackages } from './packages.mjs';
import { announce, root } from './run.mjs';

const folder = join(root, 'test', 'testers');
const name = '@ally-health/checkout-booking';
const shell = process.platform === 'win32';
const run = promisify(execFile);

export const testers = ['vitest-browser', 'playwright', 'storybook'];

/** Where the projects stand with each major version of msw: with 3 as a copy, whose packages come first. */
const places = { 2: folder, 3: join(folder, '.msw-3') };

/** Everything but the package itself, by the projects' own lock file. */
export const ensureTesters = () =>
  ensurePackages(folder, 'Installing the testers’ tools (npm ci; a minute or so)');

/** What a shop has that has chosen msw 3: the same projects and tools, and the package beside that msw. */
const copyForMsw3 = () => {
  const place = places[3];
  const from = (...path) => join(folder, 'node_modules', ...path);
  const to = (...path) => join(place, 'node_modules', ...path);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(to(), { recursive: true });
  cpSync(from('msw-3'), to('msw'), { recursive: true });
  cpSync(from(name), to(name), { recursive: true });
  cpSync(join(folder, 'tsconfig.json'), join(place, 'tsconfig.json'));
  const made = new Set(['node_modules', 'public', 'test-results']);
  for (const tester of testers)
    cpSync(join(folder, tester), join(place, tester), {
      recursive: true,
      filter: (file) => !made.has(basename(file)),
    });
};

/** What `npx msw init public` does, with the msw that the package finds. */
const initWorker = (place, tester) => {
  const { resolve } = createRequire(join(place, 'node_modules', name, 'package.json'));
  const worker = resolve('msw/mockServiceWorker.js');
  cpSync(worker, join(place, tester, 'public', 'mockServiceWorker.js'));
};

/** The version of msw that the package finds in a place. */
const mswOf = (place) => {
  const { resolve } = createRequire(join(place, 'node_modules', name, 'package.json'));
  return JSON.parse(readFileSync(resolve('msw/package.json'), 'utf8')).version;
};

/** Every test of Vitest's report or of Playwright's: its title, and whether it passed. */
const testsIn = ({ testResults, suites }) =>
  testResults
    ? testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ title, status }) => ({ title, passed: status === 'passed' })),
      )
    : suites.flatMap(({ specs }) => specs.map(({ title, ok }) => ({ title, passed: ok })));

/** What Vitest and our own tests say to their child processes: a shop's own tests begin without it. */
const isOfOurTests = (name) => /^(?:VITEST.*|TEST_(?:CLOCK|TODAY|RING|SEED)|NODE_ENV)$/.test(name);

/** The environment of a shop's own machine: the clock of a tester's Node must be that of its browser. */
const shopEnvironment = () => {
  const { NODE_OPTIONS = '', ...others } = process.env;
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !isOfOurTests(name))),
    NODE_OPTIONS: NODE_OPTIONS.replaceAll(/--import=\S*\/install-clock\.mjs/g, '').trim(),
  };
};

/** Runs a project's own test command; what went wrong is what it printed. */
const test = async (tester, place) => {
  const cwd = join(place, tester);
  const report = join(cwd, 'test-results', 'report.json');
  rmSync(report, { force: true });
  initWorker(place, tester);
  const reporter =
    tester === 'playwright' ? [] : ['--reporter=default', `--outputFile.json=${report}`];
  const env = {
    ...shopEnvironment(),
    CHROMIUM: findChromium(),
    PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    STORYBOOK_DISABLE_TELEMETRY: '1',
  };
  const args = ['test', '--', ...reporter, '--reporter=json'];
  const fault = await run('npm', args, { cwd, shell, env }).then(
    () => null,
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  );
  return { fault, tests: fault === null ? testsIn(JSON.parse(readFileSync(report, 'utf8'))) : [] };
};

/** Whether the projects agree with the types of the package and of their tools. */
const check = async (place) => {
  const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  return run(process.execPath, [tsc, '--noEmit', '-p', place]).then(
    () => null,
    ({ stdout }) => stdout,
  );
};

/**
 * Runs these projects with each msw: a line of work for each, as long as a machine with two cores allows.
 */
export const runTesters = async (chosen) => {
  await ensureTesters();
  announce('Packing the package and installing it in the testers’ projects');
  await installPacked(folder);
  copyForMsw3();
  const work = Object.entries(places).map(async ([msw, place]) => {
    const results = {};
    for (const tester of chosen[msw]) {
      announce(`Running the tests of ${tester} with msw ${msw}`);
      results[tester] = await test(tester, place);
    }
    return [msw, { msw: mswOf(place), types: await check(place), ...results }];
  });
  return Object.fromEntries(await Promise.all(work));
};
