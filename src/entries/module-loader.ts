/**
 * The module script. It checks for another copy before it loads the rest, so a second script tag costs almost
 * nothing.
 */
import { version } from '../version.js';
import { startOnce } from './singleton.js';

/** A file beside this one, and its hash in the form of an `integrity` attribute. */
type Hashed = readonly [file: string, integrity: string];

/** The module of the hashes. For a chunk it returns the files that the chunk imports, and last the chunk itself. */
interface ChunkHashes {
  readonly default: (chunk: string) => readonly Hashed[];
}

/**
 * Set by the build: the files of the first step, with its entry last; and the hashes of all files that load later.
 */
declare const firstFiles: readonly Hashed[];
declare const hashesFile: Hashed;

/**
 * The URL fragment of each file that has failed. A browser may remember until the page is closed that a module has
 * failed, as Firefox does, and load it again only from another URL. A script tag that was inserted again also has a
 * fragment, which is the default.
 */
const ends: Record<string, string | undefined> = {};

const { hash } = new URL(import.meta.url);

const addressOf = (file: string): string =>
  new URL(file + (ends[file] ?? hash), import.meta.url).href;

const arrivals: Record<string, Promise<unknown> | undefined> = {};

/**
 * Loads a file and checks its hash; a module is imported only after that. `import()` takes no hash, and a browser
 * may fetch a rejected file again without one. So nothing is imported after an error.
 */
const arrival = ([file, integrity]: Hashed): Promise<unknown> =>
  (arrivals[file] ??= new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, {
      rel: 'modulepreload',
      href: addressOf(file),
      integrity,
      onload: resolve,
      // As in the published script tag: Firefox rejects a link whose attribute differs from it.
      crossOrigin: '',
    });
    link.onerror = () => {
      link.remove();
      arrivals[file] = undefined;
      ends[file] = `${ends[file] ?? '#'}1`;
      reject(new Error(`<ally-booking> ${version} could not be loaded.`));
    };
    document.head.append(link);
  }));

const got: Record<string, unknown> = {};

/**
 * Imports files one after another, once all have arrived. The last one is the result, and the others are its
 * imports.
 */
const load = async (files: readonly Hashed[]): Promise<unknown> => {
  await Promise.all(files.map(arrival));
  let last: unknown;
  for (const [file] of files)
    last = got[file.slice('chunks/'.length, -'.js'.length)] ??= (await import(
      /* @vite-ignore */ addressOf(file)
    )) as unknown;
  return last;
};

/**
 * The timeout of a part, in milliseconds. After it the part counts as failed: no user waits longer, and a retry may
 * succeed.
 */
const longest = 20_000;

const hashes: Hashed = hashesFile;

startOnce(
  version,
  () => {
    const started = load(firstFiles).then(
      (first) => (first as typeof import('./module.js')).registered,
    );
    // Loaded early. If it fails, the code that needs it loads it again.
    arrival(hashes).catch(() => 0);
    return started;
  },
  {
    got,
    later: (chunk) =>
      Promise.race([
        load([hashes]).then((known) => load((known as ChunkHashes).default(chunk))),
        new Promise((_, reject) => setTimeout(reject, longest)),
      ]),
  },
);
