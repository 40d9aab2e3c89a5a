/**
 * Holds what is built against the oldest engines: its syntax, by es-check, and what it asks of the page, by the data
 * that Baseline is made from. Writes the tables of `docs/browsers.md`; with `--check` it compares them.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withTables } from './lib/browsers-page.mjs';
import { inScripts, scriptFiles } from './lib/dist.mjs';
import { enginesQuery } from './lib/engines.mjs';
import { writeGenerated } from './lib/generated.mjs';
import { newerInUse } from './lib/newer-in-use.mjs';
import { root, runPackage } from './lib/run.mjs';

const document = 'docs/browsers.md';

const { features, faults, modules } = newerInUse();
for (const fault of faults) console.error(`✗ ${fault}: see scripts/lib/newer-features.mjs`);

const classic = scriptFiles().filter((file) => file.includes('.classic.'));
const others = scriptFiles().filter((file) => !classic.includes(file));
const inProject = (file) => relative(root, inScripts(file));
const kinds = [
  [classic.map(inProject), []],
  [[...others.map(inProject), ...modules], ['--module']],
];
let isReadable = true;
for (const [files, flags] of kinds) {
  const paths = files.map((file) => file.replaceAll('\\', '/')).join();
  const args = ['checkBrowser', `--browserslistQuery=${enginesQuery}`, `--files=${paths}`];
  if ((await runPackage('es-check/lib/cli/index.js', [...args, ...flags])) !== 0)
    isReadable = false;
}

await writeGenerated(
  { [document]: withTables(readFileSync(join(root, document), 'utf8'), features) },
  { command: 'npm run browsers', isCheck: process.argv.includes('--check') },
);
if (faults.length > 0 || !isReadable) process.exit(1);
