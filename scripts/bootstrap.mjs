// @ts-check
/**
 * Starts a command of the project: `node scripts/bootstrap.mjs NAME` runs `scripts/NAME.ts`. Installs the packages
 * first when they are missing. Plain JavaScript that imports Node's own modules alone, because it runs before anything
 * is installed.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages } from '../tools/process/packages.mjs';
import { root } from '../tools/process/run.mjs';

// The command reads its own arguments from `process.argv`.
const [name = ''] = process.argv.splice(2, 1);
await ensurePackages();
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(join(root, 'scripts', `${name}.ts`)).href);
