/**
 * Builds what is shipped into `dist`: the script tags, and the package's modules with their types.
 * With `--script` the tags alone: all that a page needs.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { integrityOf, scriptFiles } from './lib/dist.mjs';
import { root, runPackage } from './lib/run.mjs';

// The chunks first, for they empty the folder, and the module script knows their hashes.
for (const mode of ['production', 'module', 'classic'])
  await build({ configFile: join(root, 'vite.config.ts'), mode, logLevel: 'warn' });

// For whoever publishes the files: what a page's `integrity` attribute says of each.
const hashes = Object.fromEntries(scriptFiles().map((file) => [file, integrityOf(file)]));
writeFileSync(join(root, 'dist', 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);

if (!process.argv.includes('--script'))
  process.exit(await runPackage('typescript/bin/tsc', ['--project', 'tsconfig.package.json']));
