/**
 * Holds what is built against the oldest engines: its syntax, by es-check, and what it asks of the page, by the data
 * that Baseline is made from. Writes the tables of `docs/browsers.md`; with `--check` it compares them.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withTables } from '../tools/docs/browsers-page.js';
import { inScripts, scriptFiles } from '../tools/build/dist.js';
import { enginesQuery } from '../tools/build/browser-targets.js';
import { writeGenerated } from '../tools/process/check-or-write.js';
import { newerInUse } from '../tools/baseline/report.js';
import { root, runPackage } from '../tools/process/run.mjs';

const document = 'docs/browsers.md';

const { features, faults, modules } = newerInUse();
for (const fault of faults) console.error(`✗ ${fault}: see tools/baseline/known-features.ts`);

const classic = scriptFiles().filter((file) => file.includes('.classic.'));
const others = scriptFiles().filter((file) => !classic.includes(file));
const inProject = (file: string): string => relative(root, inScripts(file));
/** Files that are read alike, and how es-check is told so. */
interface Kind {
  readonly files: readonly string[];
  readonly flags: readonly string[];
}
const kinds: readonly Kind[] = [
  { files: classic.map(inProject), flags: [] },
  { files: [...others.map(inProject), ...modules], flags: ['--module'] },
];
let isReadable = true;
for (const { files, flags } of kinds) {
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
