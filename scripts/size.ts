/** Measures what a shopper downloads, brotli, and holds it to its limits and to what the documents say. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { bytesIn, chunkNamed, hashesFile, scriptFiles, withImports } from '../tools/build/dist.js';
import { root } from '../tools/process/run.mjs';

/** Lit and zod/mini are shipped as published: see docs/decisions. */
const baseLimits = {
  first: 17_000,
  journey: 47_500,
  calendar: 10_000,
  appointment: 37_600,
  classic: 53_000,
  welsh: 4_000,
};

type Name = keyof typeof baseLimits;

/** What a planned feature may add to the limits, in bytes. */
interface Allowance extends Readonly<Partial<Record<Name, number>>> {
  readonly feature: string;
  readonly isThere: boolean;
}

/** What a planned feature may add to these limits, in bytes, once it is there. Others make room for themselves. */
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

const names = Object.keys(baseLimits) as Name[];

const limitOf = (name: Name): number =>
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
/** A whole order page: it has no journey, but loads its code for what asks and says the time. */
const appointment = new Set([...first, hashesFile, ...load('register-appointment')]);
const classic = ['ally-booking.classic.js'];
/** A language is one file, which either script loads; order pages have a few words more. */
const welsh = load('cy');
/** What comes for some alone, beside or after the journey. */
const asked = load('cy-order-page', 'confirmation', 'shop-form');
/** What comes in test mode alone, and may be no larger. */
const inTestMode = { files: load('test-mode'), limit: 4_000 };

const sizes: Readonly<Record<Name, number>> = {
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
  ...[...journey, ...calendar, ...appointment, ...classic, ...welsh, ...asked],
  ...inTestMode.files,
]);
/** What the classic script loads from beside it as well. */
for (const alone of [welsh, inTestMode.files])
  if (alone.length > 1)
    faults.push(`${String(alone.at(-1))} imports others, which the classic script has not`);
for (const file of scriptFiles()) {
  if (!counted.has(file)) faults.push(`${file} is in no sum: say in scripts/size.ts who loads it`);
  // A hash may spell anything.
  if (file !== hashesFile && /mockServiceWorker|msw|ZZ99/.test(bytesIn(file).toString()))
    faults.push(`${file} holds mocks`);
}

/** The documents that name sizes, and what they say. */
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
].map((file) => ({ file, said: readFileSync(join(root, file), 'utf8') }));
for (const name of names)
  if (!documents.some(({ said }) => said.includes(`<!-- size:${name} -->`)))
    faults.push(`no document names ${name}`);
for (const { file, said } of documents) {
  const measured = said.replace(
    /(<!-- size:(\w+) -->)[^<]*(<!-- \/size -->)/g,
    (_, open: string, name: Name, close: string) => `${open}${kilobytes(sizes[name])} kB${close}`,
  );
  if (measured === said) continue;
  const options = { ...(await resolveConfig(join(root, file))), parser: 'markdown' };
  if (process.argv.includes('--write'))
    writeFileSync(join(root, file), await format(measured, options));
  else faults.push(`${file} names other sizes: npm run size -- --write`);
}

for (const fault of faults) console.error(`✗ ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
