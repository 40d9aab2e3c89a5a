/** Every check that is not a test. All of them run, so that one look shows everything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { addressed, unpinned } from './lib/pins.mjs';
import { announce, root, run, runPackage } from './lib/run.mjs';

await ensurePackages();

const checks = [
  ['types', 'typescript/bin/tsc', ['--noEmit']],
  ['lint', 'eslint/bin/eslint.js', ['.']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '.']],
];

const failed = [];
for (const [name, program, args] of checks) {
  announce(name);
  if ((await runPackage(program, args)) !== 0) failed.push(name);
}

for (const name of ['build', 'size']) {
  announce(name);
  if ((await run(process.execPath, [join(root, 'scripts', `${name}.mjs`)])) !== 0)
    failed.push(name);
}

for (const name of ['architecture', 'browsers', 'manifest', 'openapi', 'tag', 'docs']) {
  announce(name);
  if ((await run(process.execPath, [join(root, 'scripts', `${name}.mjs`), '--check'])) !== 0)
    failed.push(name);
}

announce('recipes');
if ((await run(process.execPath, [join(root, 'scripts', 'recipes.mjs'), '--check'])) !== 0)
  failed.push('recipes');

announce('package');
if ((await runPackage('publint/src/cli.js', ['--strict'])) !== 0) failed.push('package');

announce('types of the package');
const resolved = ['--pack', root, '--profile', 'esm-only', '--format', 'table-flipped'];
if ((await runPackage('@arethetypeswrong/cli/dist/index.js', resolved)) !== 0)
  failed.push('types of the package');

announce('lock file and versions');
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const shops = ['test/frameworks', 'test/testers'];
for (const folder of ['.', 'site', ...shops])
  for (const name of addressed(read(`${folder}/package-lock.json`)))
    failed.push(`the lock file of ${folder} names an address for ${name}`);
const projects = shops.flatMap((folder) =>
  read(`${folder}/package.json`).workspaces.map((name) => `${folder}/${name}`),
);
for (const folder of ['.', 'site', ...shops, ...projects])
  for (const name of unpinned(read(`${folder}/package.json`)))
    failed.push(`${name} of ${folder} is not pinned`);

console.log(
  failed.length === 0 ? '\nverify: all checks hold' : `\nverify failed: ${failed.join(', ')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
