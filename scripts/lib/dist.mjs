import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './run.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Where the scripts are built: what lies under a version's own path never changes. */
export const versionFolder = `v${version}`;

const dist = join(root, 'dist', versionFolder);

/** Where a file of theirs is. */
export const inScripts = (file) => join(dist, file);

export const bytesIn = (file) => readFileSync(inScripts(file));

/** Everything that a page can load, by its path in the version's folder. */
export const scriptFiles = () =>
  [
    ...readdirSync(dist),
    ...readdirSync(join(dist, 'chunks')).map((file) => `chunks/${file}`),
  ].filter((file) => file.endsWith('.js'));

/** What the hashes of the chunks must be, as the module script reads it. */
export const hashesFile = 'chunks/hashes.js';

/** A chunk by its name: the folder has the version in its own, so the files need no more than that. */
export const chunkNamed = (name) => {
  const file = `chunks/${name}.js`;
  if (!scriptFiles().includes(file)) throw new Error(`There is no chunk named ${name}.`);
  return file;
};

/** All that a file imports, each behind what it imports itself, and the file at the end: the order in which they run. */
export const withImports = (file, seen = new Set(), within = []) => {
  if (within.includes(file)) throw new Error(`Each imports the next: ${[...within, file].join()}.`);
  for (const [, plain, quoted] of bytesIn(file)
    .toString()
    .matchAll(/\.got(?:\.(\w+)|\[["'`]([\w-]+)["'`]\])/g))
    withImports(chunkNamed(plain ?? quoted), seen, [...within, file]);
  return seen.add(file);
};

/** As an `integrity` attribute has it. */
export const integrityOf = (file, hash = 'sha384') =>
  `${hash}-${createHash(hash).update(bytesIn(file)).digest('base64')}`;

/**
 * The module by which the script knows each chunk that is loaded after the first step: for a chunk, the list of
 * all that it imports and of itself, each with its hash. SHA-256 is as safe as any here, and a shopper downloads it.
 */
export const laterHashes = () => {
  const first = withImports(chunkNamed('booking'));
  const nameOf = (file) => posix.basename(file, '.js');
  const known = Object.fromEntries(
    scriptFiles()
      .filter((file) => file.startsWith('chunks/') && file !== hashesFile && !first.has(file))
      .map((file) => {
        const imported = [...withImports(file)].filter((part) => part !== file && !first.has(part));
        const hash = integrityOf(file, 'sha256').replace('sha256-', '');
        return [nameOf(file), [hash, ...imported.map(nameOf)]];
      }),
  );
  const list = 'c=>[...k[c].slice(1),c].map(n=>[`chunks/${n}.js`,`sha256-${k[n][0]}`])';
  return `const k=${JSON.stringify(known)};export default ${list};\n`;
};

/** A name for exactly these files, for a page that may not meet them mixed with older ones. */
export const scriptsHash = () => {
  const hash = createHash('sha256');
  for (const file of scriptFiles()) hash.update(file).update(bytesIn(file));
  return hash.digest('hex').slice(0, 12);
};
