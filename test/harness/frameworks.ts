/** Builds the projects of `test/frameworks`: a shop's page in each framework, built with the framework's own tools. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printedBy } from './processes.js';
import { installPacked } from '../../tools/release/pack-and-install.js';
import { ensurePackages } from '../../tools/process/packages.mjs';
import { announce, root } from '../../tools/process/run.mjs';

const folder = join(root, 'test', 'frameworks');
const shell = process.platform === 'win32';
const run = promisify(execFile);

interface BuildResult {
  readonly name: string;
  /** Output of a build that failed, or null. */
  readonly fault: string | null;
}

/** Installs the projects' dependencies from their lock file, without this package itself. */
export const ensureFrameworks = (): Promise<void> =>
  ensurePackages(folder, 'Installing the frameworks (npm ci; a minute or so)');

/** Files and folders in a project that its build writes, and that are therefore not sources. */
const made = new Set(['dist', 'rendered', '.next', 'next-env.d.ts', 'node_modules']);

/** Returns the source files of a project. */
const filesOf = (place: string): string[] =>
  readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !made.has(name))
    .flatMap((entry) => {
      const path = join(place, entry.name);
      return entry.isDirectory() ? filesOf(path) : [path];
    })
    .sort();

/** Returns a hash of everything that a project's page is built from: the package, the tools and the project. */
const sourceOf = (name: string, packed: string): string => {
  const hash = createHash('sha256').update(`${process.version} ${packed}`);
  for (const file of [join(folder, 'package-lock.json'), ...filesOf(join(folder, name))])
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

/**
 * Returns the file that records the hash of a built page. It is in the output folder, so that it is deleted with it.
 */
const markOf = (name: string): string =>
  join(folder, name, name === 'next' ? '.next' : 'dist', '.built-from');

const build = async (name: string, packed: string): Promise<BuildResult> => {
  const mark = markOf(name);
  const source = sourceOf(name, packed);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === source) return { name, fault: null };
  announce(`Building the page of ${name}`);
  rmSync(mark, { force: true });
  try {
    await run('npm', ['run', 'build', '--workspace', name], {
      cwd: folder,
      shell,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    writeFileSync(mark, source);
    return { name, fault: null };
  } catch (error) {
    return { name, fault: printedBy(error) };
  }
};

/** Number of concurrent builds. The machine that runs the tests has two cores. */
const concurrency = 2;

/**
 * Builds the projects that have changed since their last build. Returns the output of failed builds, or null, by
 * project.
 */
export const buildFrameworks = async (
  names: readonly string[],
): Promise<Readonly<Record<string, string | null>>> => {
  await ensureFrameworks();
  announce('Packing the package and installing it in the frameworks’ projects');
  const packed = await installPacked(folder);
  const waiting = [...names];
  const results: BuildResult[] = [];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      results.push(await build(name, packed));
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return Object.fromEntries(results.map(({ name, fault }) => [name, fault]));
};
