/** The projects of `test/frameworks`: what a shop that uses each framework has, built by its own tools. */
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

/** What went wrong in a project; null where nothing did. */
interface BuildResult {
  readonly name: string;
  readonly fault: string | null;
}

/** Installs everything but the package itself, by the projects' own lock file. */
export const ensureFrameworks = (): Promise<void> =>
  ensurePackages(folder, 'Installing the frameworks (npm ci; a minute or so)');

/** What a build of a project makes, beside what it is made of. */
const made = new Set(['dist', 'rendered', '.next', 'next-env.d.ts', 'node_modules']);

/** The files of a project that its build reads. */
const filesOf = (place: string): string[] =>
  readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !made.has(name))
    .flatMap((entry) => {
      const path = join(place, entry.name);
      return entry.isDirectory() ? filesOf(path) : [path];
    })
    .sort();

/** A hash of all that the built page of a project comes from: the package, the tools and the project. */
const sourceOf = (name: string, packed: string): string => {
  const hash = createHash('sha256').update(`${process.version} ${packed}`);
  for (const file of [join(folder, 'package-lock.json'), ...filesOf(join(folder, name))])
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

/** Says what a built page was made from: it lies with it, and goes with it. */
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

/** How many are built at a time: the machine that runs this has two cores. */
const concurrency = 2;

/** Builds those of these projects that have changed since, and says what went wrong, by project; null: nothing. */
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
