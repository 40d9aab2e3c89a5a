/**
 * Runs the tests of a ring, and prints their combined count. Installs first what is missing. The ring is `whole`,
 * unless `--ring quick` or `--ring wide` is given. See docs/testing-the-project.md.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ensureNeeds, ensureProjects } from '../tools/tests/requirements.js';
import { printResults, runLanes, runners } from '../tools/tests/runners.js';
import { rings, type Ring, type RunnerName } from '../tools/tests/rings.js';

const { values } = parseArgs({ options: { ring: { type: 'string', default: 'whole' } } });
const isRing = (name: string): name is Ring => Object.hasOwn(rings, name);
const { ring } = values;
if (!isRing(ring)) {
  console.error(`There is no ring "${ring}": ${Object.keys(rings).join(', ')}.`);
  process.exit(1);
}
const lanes = rings[ring];

const names = lanes.flat();
if (names.includes('e2e')) await ensureProjects();
const missing = await ensureNeeds(new Set(names.flatMap((name) => runners[name].needs)));
// On a developer's machine without WebKitGTK its tests are skipped, and the count says so.
const isLeftOut = (name: RunnerName): boolean =>
  !process.env.CI && runners[name].needs.some((need) => missing[need]);
const left = names.filter(isLeftOut);

// The wide ring draws new random cases in each run. The printed seed repeats them.
const environment: Record<string, string> = {};
if (ring === 'wide') environment.TEST_SEED = process.env.TEST_SEED ?? String(randomInt(2 ** 31));
if (environment.TEST_SEED) console.log(`TEST_SEED=${environment.TEST_SEED}`);

const results = await runLanes(
  lanes.map((lane) => lane.filter((name) => !isLeftOut(name))),
  { ring, environment, missing },
);
for (const name of left)
  console.log(
    `${name}: not run. ${runners[name].needs.map((need) => missing[need] ?? '').join('')}`,
  );
process.exit(printResults(results) > 0 ? 1 : 0);
