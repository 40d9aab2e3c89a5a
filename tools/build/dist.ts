import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../process/run.mjs';

/** The part of `package.json` that is used. */
interface Package {
  readonly version: string;
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;

/**
 * The folder in `dist` that the scripts are built into. It is named for the version, so that its files never change
 * once published.
 */
export const versionFolder: string = `v${version}`;

const dist = join(root, 'dist', versionFolder);

/** Returns the path of a built script. */
export const inScripts = (file: string): string => join(dist, file);

/** Reads a built script. */
export const bytesIn = (file: string): Buffer => readFileSync(inScripts(file));

/** Lists every script that a page can load, relative to the folder of the version. */
export const scriptFiles = (): string[] =>
  [
    ...readdirSync(dist),
    ...readdirSync(join(dist, 'chunks')).map((file) => `chunks/${file}`),
  ].filter((file) => file.endsWith('.js'));

/** The module that gives the module script the hashes of the chunks. */
export const hashesFile = 'chunks/hashes.js';

/** Returns the file of a chunk. Its name has no hash, because the folder is named for the version. */
export const chunkNamed = (name: string): string => {
  const file = `chunks/${name}.js`;
  if (!scriptFiles().includes(file)) throw new Error(`There is no chunk named ${name}.`);
  return file;
};

/** Returns a file with all its imports, in the order in which they run: the file comes last. */
export const withImports = (
  file: string,
  visited = new Set<string>(),
  importers: readonly string[] = [],
): Set<string> => {
  if (importers.includes(file))
    throw new Error(`Each imports the next: ${[...importers, file].join()}.`);
  for (const [, plain, quoted] of bytesIn(file)
    .toString()
    .matchAll(/\.got(?:\.(\w+)|\[["'`]([\w-]+)["'`]\])/g))
    withImports(chunkNamed(plain ?? quoted ?? ''), visited, [...importers, file]);
  return visited.add(file);
};

/** Returns the hash of a script as the value of an `integrity` attribute. */
export const integrityOf = (file: string, hash: 'sha256' | 'sha384' = 'sha384'): string =>
  `${hash}-${createHash(hash).update(bytesIn(file)).digest('base64')}`;

/**
 * Returns the code of the module with the hashes of all chunks that are loaded after the first step. For a chunk, the
 * module lists its imports and the chunk itself, each with its hash. SHA-256 keeps that download small, and a longer
 * hash would be no safer here.
 */
export const laterHashes = (): string => {
  const first = withImports(chunkNamed('booking'));
  const nameOf = (file: string): string => posix.basename(file, '.js');
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

/** Returns one hash of all scripts. As a folder name it keeps a page from mixing these files with cached older ones. */
export const scriptsHash = (): string => {
  const hash = createHash('sha256');
  for (const file of scriptFiles()) hash.update(file).update(bytesIn(file));
  return hash.digest('hex').slice(0, 12);
};
