/**
 * Builds what is shipped into `dist`: the script tags, and the package's modules with their types.
 * With `--script` the tags alone: all that a page needs.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import {
  hashesFile,
  integrityOf,
  inScripts,
  laterHashes,
  scriptFiles,
} from '../tools/build/dist.js';
import { root, runPackage } from '../tools/process/run.mjs';

const make = (mode: string): ReturnType<typeof build> =>
  build({ configFile: join(root, 'vite.config.ts'), mode, logLevel: 'warn' });

// A language with a word too few, or a form of a number, is not shipped. All other types are left to `npm run check`.
if ((await runPackage('typescript/bin/tsc', ['--project', 'tsconfig.locales.json'])) !== 0)
  process.exit(1);

const isWhole = !process.argv.includes('--script');
// What an earlier version left there would be packed with this one.
if (isWhole) rmSync(join(root, 'dist'), { recursive: true, force: true });

// The chunks first, for they empty the folder, then their hashes, which the module script knows the hash of.
await make('production');
writeFileSync(inScripts(hashesFile), laterHashes());
await make('module');
await make('classic');

// For whoever publishes the files: what a page's `integrity` attribute says of each.
const hashes = Object.fromEntries(scriptFiles().map((file) => [file, integrityOf(file)]));
writeFileSync(inScripts('integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);

if (isWhole)
  process.exit(await runPackage('typescript/bin/tsc', ['--project', 'tsconfig.package.json']));
