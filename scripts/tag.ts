/**
 * Builds the scripts and prints the tag for a page's head, with the hash of every file: `npm run tag -- https://…`
 * for where their folder is served. With `--write` it puts the tag into the documents that show it, with
 * `--check` it compares it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runScript } from '../tools/process/run.mjs';
import { tagFor, withTag } from '../tools/docs/tag.js';

const documents = ['README.md', 'docs/embedding.md'];
const base = process.argv.slice(2).find((word) => !word.startsWith('--'));

const code = await runScript('build', ['--script']);
if (code !== 0) process.exit(code);

const stale = documents
  .map((file) => ({ file, said: readFileSync(join(root, file), 'utf8') }))
  .filter(({ said }) => withTag(said) !== said);
if (process.argv.includes('--write'))
  for (const { file, said } of stale) writeFileSync(join(root, file), withTag(said));
else if (!process.argv.includes('--check')) console.log(tagFor(base ?? 'https://cdn.example.com'));
else if (stale.length > 0) {
  for (const { file } of stale)
    console.error(`✗ ${file} shows another tag: npm run tag -- --write`);
  process.exit(1);
}
