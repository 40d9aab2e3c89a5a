import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inScripts } from './dist.mjs';
import { root } from './run.mjs';

/** The last file that a whole build writes. */
const last = join(root, 'dist', 'esm', 'server', 'index.js');

/** Whether the package is built, and from the source as it stands now. */
export const isBuilt = () => {
  if (!existsSync(last) || !existsSync(inScripts('integrity.json'))) return false;
  const built = statSync(last).mtimeMs;
  return readdirSync(join(root, 'src'), { recursive: true }).every(
    (file) => statSync(join(root, 'src', file)).mtimeMs <= built,
  );
};
