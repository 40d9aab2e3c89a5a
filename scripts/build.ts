/**
 * Builds what is shipped into `dist`: the scripts for script tags, and the modules of the package with their types.
 * With `--script` it builds the scripts alone.
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

// A locale with a missing message or plural form must not be shipped. `npm run check` checks all other types.
if ((await runPackage('typescript/bin/tsc', ['--project', 'tsconfig.locales.json'])) !== 0)
  process.exit(1);

const isWhole = !process.argv.includes('--script');
// Files of an earlier version would be packed with this one.
if (isWhole) rmSync(join(root, 'dist'), { recursive: true, force: true });

// The chunks come first, because their build empties the folder. The module script needs the hash of the hashes file.
await make('production');
writeFileSync(inScripts(hashesFile), laterHashes());
await make('module');
await make('classic');

// The value of an `integrity` attribute for each file, for developers who host the files.
const hashes = Object.fromEntries(scriptFiles().map((file) => [file, integrityOf(file)]));
writeFileSync(inScripts('integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);

if (isWhole)
  process.exit(await runPackage('typescript/bin/tsc', ['--project', 'tsconfig.package.json']));
