/** Measures what a shopper downloads, brotli, and holds it to its limits and to what the README says. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from './lib/run.mjs';

const dist = join(root, 'dist');
const limits = { first: 16_000, journey: 38_000 };

const files = readdirSync(dist, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.js'));
const sourceOf = (file) => readFileSync(join(dist, file), 'utf8');
const bytesOf = (file) => brotliCompressSync(readFileSync(join(dist, file))).length;

/** A file with all that it imports statically: what must arrive before it runs. */
const withImports = (file, seen = new Set()) => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of sourceOf(file).matchAll(/\b(?:import|from)\s*["'](\.[^"']+)["']/g))
    withImports(join(file, '..', path).replaceAll('\\', '/'), seen);
  return seen;
};

const sum = (list) => [...list].reduce((total, file) => total + bytesOf(file), 0);
const sizes = { first: sum(withImports('ally-booking.js')), journey: sum(files) };

const faults = [];
const kilobytes = (bytes) => (Math.ceil(bytes / 100) / 10).toFixed(1);
for (const file of files) console.log(`${String(bytesOf(file)).padStart(7)}  ${file}`);
for (const [name, limit] of Object.entries(limits)) {
  console.log(`${String(sizes[name]).padStart(7)}  ${name}, at most ${limit}`);
  if (sizes[name] > limit) faults.push(`${name} is larger than ${limit} bytes`);
}

for (const file of files)
  if (/mockServiceWorker|msw|ZZ99/.test(sourceOf(file))) faults.push(`${file} holds mocks`);

const readme = join(root, 'README.md');
const said = readFileSync(readme, 'utf8');
for (const name of Object.keys(limits))
  if (!said.includes(`<!-- size:${name} -->`)) faults.push(`README.md does not name ${name}`);
const measured = said.replace(
  /(<!-- size:(first|journey) -->)[^<]*(<!-- \/size -->)/g,
  (_, open, name, close) => `${open}${kilobytes(sizes[name])} kB${close}`,
);
if (measured !== said) {
  if (process.argv.includes('--write')) writeFileSync(readme, measured);
  else faults.push('README.md names other sizes: npm run size -- --write');
}

for (const fault of faults) console.error(`✗ ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
