/**
 * Puts the code that a test runs into the documents that show it: where one says `<!-- code: path -->`, the file
 * at that path follows. With `--check` it only says whether they show what is tested.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCode } from './lib/recipes.mjs';
import { root } from './lib/run.mjs';

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

const read = (file) => readFileSync(join(root, file), 'utf8');
const stale = documents
  .map((file) => ({ file, shown: withCode(read(file), read) }))
  .filter(({ file, shown }) => shown !== read(file));

if (process.argv.includes('--check'))
  for (const { file } of stale)
    console.error(`✗ ${file} does not show the code that is tested: npm run recipes`);
else for (const { file, shown } of stale) writeFileSync(join(root, file), shown);
process.exit(process.argv.includes('--check') && stale.length > 0 ? 1 : 0);
