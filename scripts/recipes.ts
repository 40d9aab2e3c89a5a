/**
 * Copies tested code into the documents that show it: the file at a path below each marker `<!-- code: path -->`, and
 * the table of the mock scenarios below `<!-- scenarios -->`. With `--check` it only reports which documents are stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withCode, withScenarios } from '../tools/docs/recipes.js';
import { scenarioTable } from '../src/mocks/scenarios/scenarios.js';
import { root } from '../tools/process/run.mjs';

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
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
