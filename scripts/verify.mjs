/** Every check that is not a test. All of them run, so that one look shows everything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { announce, root, runPackage } from './lib/run.mjs';

await ensurePackages();

const checks = [
  ['types', 'typescript/bin/tsc', ['--noEmit']],
  ['lint', 'eslint/bin/eslint.js', ['.']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '.']],
  ['build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn']],
];

const failed = [];
for (const [name, program, args] of checks) {
  announce(name);
  if ((await runPackage(program, args)) !== 0) failed.push(name);
}

announce('size');
const { run } = await import('./lib/run.mjs');
if ((await run(process.execPath, [join(root, 'scripts', 'size.mjs')])) !== 0) failed.push('size');

announce('lock file and versions');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
if (Object.values(packages).some(({ resolved }) => /^https?:/.test(resolved ?? '')))
  failed.push('the lock file names download addresses');
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
  if (!/^\d+\.\d+\.\d+$/.test(version)) failed.push(`${name} is not pinned`);

console.log(
  failed.length === 0 ? '\nverify: all checks hold' : `\nverify failed: ${failed.join(', ')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
