/**
 * Measures the downloads of a shopper, compressed by brotli, and compares them with their limits and with the
 * documents.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { bytesIn, chunkNamed, hashesFile, scriptFiles, withImports } from '../tools/build/dist.js';
import { root } from '../tools/process/run.mjs';

/** The limit of each download, in bytes. Lit and zod/mini are shipped as published: see docs/decisions. */
const baseLimits = {
  first: 17_000,
  journey: 47_500,
  calendar: 10_000,
  appointment: 37_600,
  classic: 53_000,
  welsh: 4_000,
};

type DownloadName = keyof typeof baseLimits;

/** The bytes that a planned feature may add to the limits. */
interface Allowance extends Readonly<Partial<Record<DownloadName, number>>> {
  readonly feature: string;
  readonly isThere: boolean;
}

/** The planned features. Their bytes count once a feature is there. Any other feature must fit the limits. */
const allowances: readonly Allowance[] = [
  {
    feature: 'the shortest way through a checkout',
    isThere: false,
    journey: 1_500,
    classic: 1_500,
  },
  { feature: 'tolerance at the public API', isThere: false, journey: 2_500, classic: 2_500 },
  { feature: 'rules of the product', isThere: false, journey: 300, classic: 300 },
  { feature: 'moving a visit', isThere: false, appointment: 3_000 },
];

const names = Object.keys(baseLimits) as DownloadName[];

const limitOf = (name: DownloadName): number =>
  allowances.reduce(
    (limit, allowance) => limit + (allowance.isThere ? (allowance[name] ?? 0) : 0),
    baseLimits[name],
  );

const bytesOf = (file: string): number => brotliCompressSync(bytesIn(file)).length;
const sum = (list: Iterable<string>): number =>
  [...list].reduce((total, file) => total + bytesOf(file), 0);
const load = (...chunks: readonly string[]): readonly string[] =>
  chunks.flatMap((name) => [...withImports(chunkNamed(name))]);

const first = new Set(['ally-booking.js', ...load('booking')]);
const journey = new Set([...first, hashesFile, ...load('journey', 'window-step', 'patient-step')]);
const calendar = load('window-calendar').filter((file) => !journey.has(file));
/** A whole order page. It loads the chunk of the journey for its API client and its formatting of times. */
const appointment = new Set([...first, hashesFile, ...load('register-appointment')]);
const classic = ['ally-booking.classic.js'];
/** A language, which is one file for both scripts. Order pages need a second one. */
const welsh = load('cy');
/** Chunks without a limit, which only some pages load beside or after the journey. */
const optional = load('cy-order-page', 'confirmation', 'shop-form');
/** The chunk that is loaded in test mode alone, and its limit in bytes. */
const inTestMode = { files: load('test-mode'), limit: 4_000 };

const sizes: Readonly<Record<DownloadName, number>> = {
  first: sum(first),
  journey: sum(journey),
  calendar: sum(calendar),
  appointment: sum(appointment),
  classic: sum(classic),
  welsh: sum(welsh),
};

const faults: string[] = [];
const kilobytes = (bytes: number): string => (Math.ceil(bytes / 100) / 10).toFixed(1);
for (const file of scriptFiles()) console.log(`${String(bytesOf(file)).padStart(7)}  ${file}`);
for (const name of names) {
  const limit = limitOf(name);
  console.log(`${String(sizes[name]).padStart(7)}  ${name}, at most ${String(limit)}`);
  if (sizes[name] > limit) faults.push(`${name} is larger than ${String(limit)} bytes`);
}
if (sum(inTestMode.files) > inTestMode.limit)
  faults.push(`what test mode loads is larger than ${String(inTestMode.limit)} bytes`);

const counted = new Set([
  ...[...journey, ...calendar, ...appointment, ...classic, ...welsh, ...optional],
  ...inTestMode.files,
]);
// The classic script loads these as single files.
for (const alone of [welsh, inTestMode.files])
  if (alone.length > 1)
    faults.push(`${String(alone.at(-1))} imports others, which the classic script has not`);
for (const file of scriptFiles()) {
  if (!counted.has(file)) faults.push(`${file} is in no sum: say in scripts/size.ts who loads it`);
  // The file of hashes may contain these letters by chance.
  if (file !== hashesFile && /mockServiceWorker|msw|ZZ99/.test(bytesIn(file).toString()))
    faults.push(`${file} holds mocks`);
}

/** The documents that may name sizes, with their text. */
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
for (const name of names)
  if (!documents.some(({ text }) => text.includes(`<!-- size:${name} -->`)))
    faults.push(`no document names ${name}`);
for (const { file, text } of documents) {
  const measured = text.replace(
    /(<!-- size:(\w+) -->)[^<]*(<!-- \/size -->)/g,
    (_, open: string, name: DownloadName, close: string) =>
      `${open}${kilobytes(sizes[name])} kB${close}`,
  );
  if (measured === text) continue;
  const options = { ...(await resolveConfig(join(root, file))), parser: 'markdown' };
  if (process.argv.includes('--write'))
    writeFileSync(join(root, file), await format(measured, options));
  else faults.push(`${file} names other sizes: npm run size -- --write`);
}

for (const fault of faults) console.error(`✗ ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
