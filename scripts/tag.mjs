/**
 * Builds the scripts and prints the tag for a page's head, with the hash of every file: `npm run tag -- https://…`
 * for where their folder is served. With `--write` it puts the tag into the README, with `--check` it compares it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { root, run } from './lib/run.mjs';
import { tagFor, withTag } from './lib/tag.mjs';

const readme = join(root, 'README.md');
const base = process.argv.slice(2).find((word) => !word.startsWith('--'));

await ensurePackages();
const code = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--script']);
if (code !== 0) process.exit(code);

const said = readFileSync(readme, 'utf8');
if (process.argv.includes('--write')) writeFileSync(readme, withTag(said));
else if (!process.argv.includes('--check')) console.log(tagFor(base ?? 'https://cdn.example.com'));
else if (withTag(said) !== said) {
  console.error('✗ README.md shows another tag: npm run tag -- --write');
  process.exit(1);
}
