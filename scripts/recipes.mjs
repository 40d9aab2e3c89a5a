/**
 * Puts what is tested into the documents that show it: where one says `<!-- code: path -->`, the file at that path
 * follows, and at `<!-- scenarios -->` the table of the pretend clinic's scenarios. With `--check` it only says whether they show what is tested.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withCode, withScenarios } from './lib/recipes.mjs';
import { runTs } from './lib/run-ts.mjs';
import { root } from './lib/run.mjs';

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

const read = (file) => readFileSync(join(root, file), 'utf8');
const { scenarioTable } = await runTs('src/mocks/scenarios/scenarios.ts');
const table = await format(scenarioTable(), {
  ...(await resolveConfig(join(root, 'README.md'))),
  parser: 'markdown',
});
const stale = documents
  .map((file) => ({ file, shown: withScenarios(withCode(read(file), read), table) }))
  .filter(({ file, shown }) => shown !== read(file));

if (process.argv.includes('--check'))
  for (const { file } of stale)
    console.error(`✗ ${file} does not show the code that is tested: npm run recipes`);
else for (const { file, shown } of stale) writeFileSync(join(root, file), shown);
process.exit(process.argv.includes('--check') && stale.length > 0 ? 1 : 0);
