/** Runs every check that is not a test. A failure does not stop the others, so that one run reports everything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addressed,
  unpinned,
  type LockFile,
  type PackageManifest,
} from '../tools/release/pinned-versions.js';
import { announce, root, runPackage, runScript } from '../tools/process/run.mjs';

/** The part of a `package.json` with workspaces that is used. */
interface ProjectsManifest extends PackageManifest {
  readonly workspaces: readonly string[];
}

/** The checks that are programs of packages: each with its path below `node_modules` and its arguments. */
const checks: readonly (readonly [name: string, program: string, args: readonly string[]])[] = [
  ['types', 'typescript/bin/tsc', ['--noEmit']],
  ['lint', 'eslint/bin/eslint.js', ['.']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '.']],
];

const failed: string[] = [];
for (const [name, program, args] of checks) {
  announce(name);
  if ((await runPackage(program, args)) !== 0) failed.push(name);
}

for (const name of ['prose', 'build', 'size']) {
  announce(name);
  if ((await runScript(name)) !== 0) failed.push(name);
}

for (const name of ['architecture', 'browsers', 'manifest', 'openapi', 'tag', 'docs']) {
  announce(name);
  if ((await runScript(name, ['--check'])) !== 0) failed.push(name);
}

announce('recipes');
if ((await runScript('recipes', ['--check'])) !== 0) failed.push('recipes');

announce('package');
if ((await runPackage('publint/src/cli.js', ['--strict'])) !== 0) failed.push('package');

announce('types of the package');
const resolved = ['--pack', root, '--profile', 'esm-only', '--format', 'table-flipped'];
if ((await runPackage('@arethetypeswrong/cli/dist/index.js', resolved)) !== 0)
  failed.push('types of the package');

announce('lock file and versions');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const shops = ['test/frameworks', 'test/testers'];
for (const folder of ['.', 'site', ...shops])
  for (const name of addressed(read(`${folder}/package-lock.json`) as LockFile))
    failed.push(`the lock file of ${folder} names an address for ${name}`);
const projects = shops.flatMap((folder) =>
  (read(`${folder}/package.json`) as ProjectsManifest).workspaces.map(
    (name) => `${folder}/${name}`,
  ),
);
for (const folder of ['.', 'site', ...shops, ...projects])
  for (const name of unpinned(read(`${folder}/package.json`) as PackageManifest))
    failed.push(`${name} of ${folder} is not pinned`);

console.log(
  failed.length === 0 ? '\nverify: all checks hold' : `\nverify failed: ${failed.join(', ')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
