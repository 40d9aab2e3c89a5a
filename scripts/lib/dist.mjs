import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './run.mjs';

const dist = join(root, 'dist');

export const bytesIn = (file) => readFileSync(join(dist, file));

/** Everything that a page can load, by its path in `dist`. */
export const scriptFiles = () =>
  [
    ...readdirSync(dist),
    ...readdirSync(join(dist, 'chunks')).map((file) => `chunks/${file}`),
  ].filter((file) => file.endsWith('.js'));

/** A chunk by its name without its hash. */
export const chunkNamed = (name) => {
  const found = scriptFiles().filter(
    (file) => file.replace(/-[\w-]{8}\.js$/, '') === `chunks/${name}`,
  );
  if (found.length !== 1)
    throw new Error(`There are ${found.length} chunks named ${name}, not one.`);
  return found[0];
};

/** A file, then all that it imports statically: what must arrive before it runs. */
export const withImports = (file, seen = new Set()) => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of bytesIn(file)
    .toString()
    .matchAll(/\b(?:import|from)\s*["'](\.[^"']+)["']/g))
    withImports(posix.join(file, '..', path), seen);
  return seen;
};

/** As an `integrity` attribute has it. */
export const integrityOf = (file) =>
  `sha384-${createHash('sha384').update(bytesIn(file)).digest('base64')}`;
