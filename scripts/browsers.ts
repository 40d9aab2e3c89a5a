/**
 * Checks what is built against the oldest supported engines: its syntax by es-check, and the web features in use by
 * Baseline's data. Writes the tables of `docs/browsers.md`; with `--check` it only compares them.
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
/** Files of one kind, and the flags of es-check for it. */
interface FileKind {
  readonly files: readonly string[];
  readonly flags: readonly string[];
}
const kinds: readonly FileKind[] = [
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
