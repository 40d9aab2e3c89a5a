/** The module script: so small that a second one costs nothing, for it looks for a first before it loads. */
import { version } from '../version.js';
import { startOnce } from './singleton.js';

/** A file beside this one, and what its hash must be. */
type Hashed = readonly [file: string, integrity: string];

/** The module of the hashes: for a chunk, the list of what it imports, and of itself at the end. */
interface ChunkHashes {
  readonly default: (chunk: string) => readonly Hashed[];
}

/** What the first step needs, its entry last; and the hashes of all that is loaded later. Set by the build. */
declare const firstFiles: readonly Hashed[];
declare const hashesFile: Hashed;

/**
 * What each file's address ends in: a browser may keep until the page's end that a module has failed, as Firefox does,
 * and then asks again at another address alone. So does a script that was put in again.
 */
const ends: Record<string, string | undefined> = {};

const { hash } = new URL(import.meta.url);

const addressOf = (file: string): string =>
  new URL(file + (ends[file] ?? hash), import.meta.url).href;

const arrivals: Record<string, Promise<unknown> | undefined> = {};

/**
 * A module is imported when it has arrived whole. `import()` cannot say what a hash must be, and a browser may ask
 * anew, without a hash, for what was refused: so nothing is imported after an error.
 */
const arrival = ([file, integrity]: Hashed): Promise<unknown> =>
  (arrivals[file] ??= new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, {
      rel: 'modulepreload',
      href: addressOf(file),
      integrity,
      onload: resolve,
      // As in the printed tag: Firefox refuses a link beside one that differs in it.
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

/** Imports these one after another, once all have arrived: the last one is asked for, the others are what it needs. */
const load = async (files: readonly Hashed[]): Promise<unknown> => {
  await Promise.all(files.map(arrival));
  let last: unknown;
  for (const [file] of files)
    last = got[file.slice('chunks/'.length, -'.js'.length)] ??= (await import(
      /* @vite-ignore */ addressOf(file)
    )) as unknown;
  return last;
};

/** In milliseconds: after so long a part counts as failed, for nobody waits longer, and another try may find it. */
const longest = 20_000;

const hashes: Hashed = hashesFile;

startOnce(
  version,
  () => {
    const started = load(firstFiles).then(
      (first) => (first as typeof import('./module.js')).registered,
    );
    // Asked for early; whoever needs it asks again if it fails.
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
