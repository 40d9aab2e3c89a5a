/** The projects of `test/frameworks`: what a shop that uses each framework has, built by its own tools. */
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPacked } from './packed.mjs';
import { ensurePackages } from './packages.mjs';
import { announce, root } from './run.mjs';

const folder = join(root, 'test', 'frameworks');
const shell = process.platform === 'win32';
const run = promisify(execFile);

/** Everything but the package itself, by the projects' own lock file. */
export const ensureFrameworks = () =>
  ensurePackages(folder, 'Installing the frameworks (npm ci; a minute or so)');

const build = async (name) => {
  try {
    await run('npm', ['run', 'build', '--workspace', name], {
      cwd: folder,
      shell,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    return { name, fault: null };
  } catch (error) {
    return { name, fault: `${error.stdout}${error.stderr}` };
  }
};

/** Builds these projects, as many at once as the machine has cores, and says what went wrong where. */
export const buildFrameworks = async (names) => {
  await ensureFrameworks();
  announce('Packing the package and installing it in the frameworks’ projects');
  await installPacked(folder);
  const waiting = [...names];
  const results = [];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      announce(`Building the page of ${name}`);
      results.push(await build(name));
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  return Object.fromEntries(results.map(({ name, fault }) => [name, fault]));
};
