/** Runs the projects of `test/testers`: tests of a shop with third-party test tools. */
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

/** Projects, by the names of their tools. */
export const testers = ['vitest-browser', 'vitest-dom', 'playwright', 'storybook'] as const;

export type Tester = (typeof testers)[number];

/** Major version of msw. The projects run with each of them. */
export type MswMajor = '2' | '3';

/** Result of one test of a project. */
export interface TesterTest {
  readonly title: string;
  readonly passed: boolean;
}

/** Result of a project's test run. */
export interface TesterResult {
  /** Output of a run that failed, or null. */
  readonly fault: string | null;
  readonly tests: readonly TesterTest[];
}

/** Results of the projects that were run with one version of msw. */
export interface TesterResults extends Readonly<Partial<Record<Tester, TesterResult>>> {
  /** Exact version of msw that the package resolved. */
  readonly msw: string;
  /** Type errors in the projects, or null. */
  readonly types: string | null;
}

/** Part of Vitest's JSON report that is read here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Part of Playwright's JSON report that is read here. */
interface PlaywrightReport {
  readonly suites: readonly {
    readonly specs: readonly { readonly title: string; readonly ok: boolean }[];
  }[];
}

/**
 * Folder of the projects for each version of msw. For 3 it is a copy with packages of its own, which Node resolves
 * first.
 */
const places: Readonly<Record<MswMajor, string>> = { 2: folder, 3: join(folder, '.msw-3') };

/** Installs the projects' dependencies from their lock file, without this package itself. */
export const ensureTesters = (): Promise<void> =>
  ensurePackages(folder, 'Installing the testers’ tools (npm ci; a minute or so)');

/**
 * Copies the projects for msw 3, with this package beside that version. The other tools are shared with the original.
 */
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

/** Does the same as `npx msw init public`, with the version of msw that this package resolves. */
const initWorker = (place: string, tester: Tester): void => {
  const { resolve } = createRequire(join(place, 'node_modules', name, 'package.json'));
  const worker = resolve('msw/mockServiceWorker.js');
  cpSync(worker, join(place, tester, 'public', 'mockServiceWorker.js'));
};

/** Returns the version of msw that this package resolves in a folder. */
const mswOf = (place: string): string => {
  const { resolve } = createRequire(join(place, 'node_modules', name, 'package.json'));
  const text = readFileSync(resolve('msw/package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
};

/** Returns the test results in a report of Vitest or Playwright. */
const testsIn = (report: VitestReport | PlaywrightReport): TesterTest[] =>
  'testResults' in report
    ? report.testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ title, status }) => ({ title, passed: status === 'passed' })),
      )
    : report.suites.flatMap(({ specs }) => specs.map(({ title, ok }) => ({ title, passed: ok })));

/**
 * Returns true for environment variables that Vitest and this project's tests set. The projects must run without them,
 * as in a shop.
 */
const isOfOurTests = (name: string): boolean =>
  /^(?:VITEST.*|TEST_(?:CLOCK|TODAY|RING|SEED)|NODE_ENV)$/.test(name);

/**
 * Returns the environment of a shop's machine, without the clock of the tests: in the projects only Node would get it,
 * not the browser.
 */
const shopEnvironment = (): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS = '', ...others } = process.env;
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !isOfOurTests(name))),
    NODE_OPTIONS: NODE_OPTIONS.replaceAll(/--import=\S*\/install-clock\.mjs/g, '').trim(),
  };
};

/** Runs the test command of a project. */
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

/** Checks the types of the projects. Returns the errors, or null. */
const check = (place: string): Promise<string | null> => {
  const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  return run(process.execPath, [tsc, '--noEmit', '-p', place]).then(
    () => null,
    (error: unknown) => (error as ProgramError).stdout,
  );
};

/** Runs projects with a version of msw, one after another. */
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
 * Runs the projects of `chosen` with each version of msw. The two versions run concurrently, because the machine that
 * runs the tests has two cores.
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
