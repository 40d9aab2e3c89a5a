/** The projects of `test/testers`: how shops test with other people's tools, run by those tools. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from './find-browser.js';
import { printedBy, type ProgramError } from './processes.js';
import { freePort } from '../../tools/process/free-port.js';
import { installPacked } from '../../tools/release/pack-and-install.js';
import { ensurePackages } from '../../tools/process/packages.mjs';
import { announce, root } from '../../tools/process/run.mjs';

const folder = join(root, 'test', 'testers');
const name = '@ally-health/checkout-booking';
const shell = process.platform === 'win32';
const run = promisify(execFile);

/** The projects, named for their tools. */
export const testers = ['vitest-browser', 'playwright', 'storybook'] as const;

/** One of these projects. */
export type Tester = (typeof testers)[number];

/** A major version of msw that the projects run with. */
export type MswMajor = '2' | '3';

/** One test that a project ran. */
export interface TesterTest {
  readonly title: string;
  readonly passed: boolean;
}

/** What became of one project. */
export interface TesterResult {
  /** What was printed by a run that failed. */
  readonly fault: string | null;
  readonly tests: readonly TesterTest[];
}

/** What became of those projects that were run. */
export interface TesterResults extends Readonly<Partial<Record<Tester, TesterResult>>> {
  /** The version of msw that was used. */
  readonly msw: string;
  /** What the types say against the projects. */
  readonly types: string | null;
}

/** What is read of Vitest's report. */
interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** What is read of Playwright's report. */
interface PlaywrightReport {
  readonly suites: readonly {
    readonly specs: readonly { readonly title: string; readonly ok: boolean }[];
  }[];
}

/** Where the projects stand with each major version of msw: with 3 as a copy, whose packages come first. */
const places: Readonly<Record<MswMajor, string>> = { 2: folder, 3: join(folder, '.msw-3') };

/** Installs everything but the package itself, by the projects' own lock file. */
export const ensureTesters = (): Promise<void> =>
  ensurePackages(folder, 'Installing the testers’ tools (npm ci; a minute or so)');

/** What a shop has that has chosen msw 3: the same projects and tools, and the package beside that msw. */
const copyForMsw3 = (): void => {
  const place = places[3];
  const from = (...path: readonly string[]): string => join(folder, 'node_modules', ...path);
  const to = (...path: readonly string[]): string => join(place, 'node_modules', ...path);
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
const initWorker = (place: string, tester: Tester): void => {
  const { resolve } = createRequire(join(place, 'node_modules', name, 'package.json'));
  const worker = resolve('msw/mockServiceWorker.js');
  cpSync(worker, join(place, tester, 'public', 'mockServiceWorker.js'));
};

/** The version of msw that the package finds in a place. */
const mswOf = (place: string): string => {
  const { resolve } = createRequire(join(place, 'node_modules', name, 'package.json'));
  const text = readFileSync(resolve('msw/package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
};

/** Every test of Vitest's report or of Playwright's: its title, and whether it passed. */
const testsIn = (report: VitestReport | PlaywrightReport): TesterTest[] =>
  'testResults' in report
    ? report.testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ title, status }) => ({ title, passed: status === 'passed' })),
      )
    : report.suites.flatMap(({ specs }) => specs.map(({ title, ok }) => ({ title, passed: ok })));

/** What Vitest and our own tests say to their child processes: a shop's own tests begin without it. */
const isOfOurTests = (name: string): boolean =>
  /^(?:VITEST.*|TEST_(?:CLOCK|TODAY|RING|SEED)|NODE_ENV)$/.test(name);

/** The environment of a shop's own machine: the clock of a tester's Node must be that of its browser. */
const shopEnvironment = (): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS = '', ...others } = process.env;
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !isOfOurTests(name))),
    NODE_OPTIONS: NODE_OPTIONS.replaceAll(/--import=\S*\/install-clock\.mjs/g, '').trim(),
  };
};

/** Runs a project's own test command; what went wrong is what it printed. */
const test = async (tester: Tester, place: string): Promise<TesterResult> => {
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
    (error: unknown) => printedBy(error),
  );
  if (fault !== null) return { fault, tests: [] };
  const text = readFileSync(report, 'utf8');
  return { fault, tests: testsIn(JSON.parse(text) as VitestReport | PlaywrightReport) };
};

/** Whether the projects agree with the types of the package and of their tools. */
const check = (place: string): Promise<string | null> => {
  const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  return run(process.execPath, [tsc, '--noEmit', '-p', place]).then(
    () => null,
    (error: unknown) => (error as ProgramError).stdout,
  );
};

/** Runs these projects with a version of msw, one after another. */
const runWith = async (msw: MswMajor, chosen: readonly Tester[]): Promise<TesterResults> => {
  const place = places[msw];
  const results: Partial<Record<Tester, TesterResult>> = {};
  for (const tester of chosen) {
    announce(`Running the tests of ${tester} with msw ${msw}`);
    results[tester] = await test(tester, place);
  }
  return { msw: mswOf(place), types: await check(place), ...results };
};

/**
 * Runs these projects with each msw: a line of work for each, as long as a machine with two cores allows. `chosen` says
 * which run with each major version of it.
 */
export const runTesters = async (
  chosen: Readonly<Record<MswMajor, readonly Tester[]>>,
): Promise<Readonly<Record<MswMajor, TesterResults>>> => {
  await ensureTesters();
  announce('Packing the package and installing it in the testers’ projects');
  await installPacked(folder);
  copyForMsw3();
  const [two, three] = await Promise.all([runWith('2', chosen[2]), runWith('3', chosen[3])]);
  return { 2: two, 3: three };
};
