/** Measures what a shopper downloads, brotli, and holds it to its limits and to what the documents say. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { bytesIn, chunkNamed, hashesFile, scriptFiles, withImports } from './lib/dist.mjs';
import { root } from './lib/run.mjs';

/** Lit and zod/mini are shipped as published: see docs/decisions. */
const baseLimits = {
  first: 17_000,
  journey: 47_500,
  calendar: 10_000,
  appointment: 37_600,
  classic: 53_000,
  welsh: 4_000,
};

/** What a planned feature may add to these limits, in bytes, once it is there. Others make room for themselves. */
const allowances = [
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

const limits = Object.fromEntries(
  Object.entries(baseLimits).map(([name, base]) => [
    name,
    allowances.reduce(
      (limit, allowance) => limit + (allowance.isThere ? (allowance[name] ?? 0) : 0),
      base,
    ),
  ]),
);

const bytesOf = (file) => brotliCompressSync(bytesIn(file)).length;
const sum = (list) => [...list].reduce((total, file) => total + bytesOf(file), 0);
const load = (...names) => names.flatMap((name) => [...withImports(chunkNamed(name))]);

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

const sizes = Object.fromEntries(
  Object.entries({ first, journey, calendar, appointment, classic, welsh }).map(([name, list]) => [
    name,
    sum(list),
  ]),
);

const faults = [];
const kilobytes = (bytes) => (Math.ceil(bytes / 100) / 10).toFixed(1);
for (const file of scriptFiles()) console.log(`${String(bytesOf(file)).padStart(7)}  ${file}`);
for (const [name, limit] of Object.entries(limits)) {
  console.log(`${String(sizes[name]).padStart(7)}  ${name}, at most ${limit}`);
  if (sizes[name] > limit) faults.push(`${name} is larger than ${limit} bytes`);
}
if (sum(inTestMode.files) > inTestMode.limit)
  faults.push(`what test mode loads is larger than ${inTestMode.limit} bytes`);

const counted = new Set([
  ...[...journey, ...calendar, ...appointment, ...classic, ...welsh, ...asked],
  ...inTestMode.files,
]);
/** What the classic script loads from beside it as well. */
for (const alone of [welsh, inTestMode.files])
  if (alone.length > 1)
    faults.push(`${alone.at(-1)} imports others, which the classic script has not`);
for (const file of scriptFiles()) {
  if (!counted.has(file)) faults.push(`${file} is in no sum: say in scripts/size.mjs who loads it`);
  // A hash may spell anything.
  if (file !== hashesFile && /mockServiceWorker|msw|ZZ99/.test(bytesIn(file)))
    faults.push(`${file} holds mocks`);
}

/** The documents that name sizes, and what they say. */
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
].map((file) => ({ file, said: readFileSync(join(root, file), 'utf8') }));
for (const name of Object.keys(limits))
  if (!documents.some(({ said }) => said.includes(`<!-- size:${name} -->`)))
    faults.push(`no document names ${name}`);
for (const { file, said } of documents) {
  const measured = said.replace(
    /(<!-- size:(\w+) -->)[^<]*(<!-- \/size -->)/g,
    (_, open, name, close) => `${open}${kilobytes(sizes[name])} kB${close}`,
  );
  if (measured === said) continue;
  const options = { ...(await resolveConfig(join(root, file))), parser: 'markdown' };
  if (process.argv.includes('--write'))
    writeFileSync(join(root, file), await format(measured, options));
  else faults.push(`${file} names other sizes: npm run size -- --write`);
}

for (const fault of faults) console.error(`✗ ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
