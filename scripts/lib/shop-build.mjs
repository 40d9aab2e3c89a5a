import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inScripts } from './dist.mjs';
import { root } from './run.mjs';

/** The last file that a whole build writes. */
const last = join(root, 'dist', 'esm', 'server', 'index.js');

/** What the build reads: the source, its plugins and its settings. */
const sources = [
  ...['src', 'build', 'scripts/lib/dist.mjs', 'scripts/build.mjs', 'vite.config.ts'],
  ...['tsconfig.json', 'tsconfig.package.json', 'package-lock.json'],
];

/** When a file was last written, or the newest of a folder's files; a folder is written when a file goes. */
const writtenAt = (path) => {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path, { recursive: true });
  return Math.max(stats.mtimeMs, ...inside.map((file) => statSync(join(path, file)).mtimeMs));
};

/** Whether the package is built, and from the source as it stands now. */
export const isBuilt = () => {
  if (!existsSync(last) || !existsSync(inScripts('integrity.json'))) return false;
  const built = statSync(last).mtimeMs;
  return sources.every((path) => writtenAt(join(root, path)) <= built);
};
