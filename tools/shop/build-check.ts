import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inScripts } from '../build/dist.js';
import { root } from '../process/run.mjs';

/** The last file that a build of the package writes. */
const last = join(root, 'dist', 'esm', 'server', 'index.js');

/** The inputs of the build: the source, plugins and settings. */
const sources = [
  ...['src', 'build', 'tools/build/dist.ts', 'scripts/build.ts', 'vite.config.ts'],
  ...['tsconfig.json', 'tsconfig.package.json', 'package-lock.json'],
];

/**
 * Returns when a file, or the newest file of a folder, was last written. The folder itself counts: its time changes
 * when a file is deleted.
 */
function writtenAt(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(stats.mtimeMs, ...inside.map((file) => statSync(join(path, file)).mtimeMs));
}

/** Whether the package is built from the current source. */
export function isBuilt(): boolean {
  if (!existsSync(last) || !existsSync(inScripts('integrity.json'))) return false;
  const built = statSync(last).mtimeMs;
  return sources.every((path) => writtenAt(join(root, path)) <= built);
}
