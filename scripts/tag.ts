/**
 * Builds the scripts and prints the tag for a page's head, with the hash of every file: `npm run tag -- https://…` with
 * the address that their folder is served at. With `--write` it writes the tag into the documents that show it, and
 * with `--check` it only compares them.
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
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  .filter(({ text }) => withTag(text) !== text);
if (process.argv.includes('--write'))
  for (const { file, text } of stale) writeFileSync(join(root, file), withTag(text));
else if (!process.argv.includes('--check')) console.log(tagFor(base ?? 'https://cdn.example.com'));
else if (stale.length > 0) {
  for (const { file } of stale)
    console.error(`✗ ${file} shows another tag: npm run tag -- --write`);
  process.exit(1);
}
