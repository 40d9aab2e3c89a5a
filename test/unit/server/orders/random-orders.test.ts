import { afterAll, describe, expect, it } from 'vitest';
import { UNIT_TEST_MS } from '../../../harness/limits.js';
import { seed } from '../../../harness/properties.js';
import { playRandomOrders, tallyTable } from './random-orders.js';
import { faultClasses } from './random-orders-classes.js';
import type { Tally } from './random-orders-play.js';

/** Orders of each class, by ring. */
const counts: Readonly<Record<string, number>> = { quick: 4, whole: 100, wide: 2_000 };
const count = counts[process.env.TEST_RING ?? 'quick'] ?? 100;

/** A test has a second for each order, which is many times what it needs. */
const limitMs = Math.max(UNIT_TEST_MS, count * 1_000);

const tallies = new Map<string, Tally>();
afterAll(() => {
  console.log(tallyTable(tallies));
});

describe(`a paid order has one appointment, and a cancelled one none (seed ${String(seed)})`, () => {
  for (const faultClass of faultClasses)
    it(
      `whatever goes wrong: ${faultClass.name}`,
      async () => {
        const tally = await playRandomOrders({ faultClass, count });
        tallies.set(faultClass.name, tally);
        // Otherwise the class tries nothing.
        expect(tally.deaths).toBeGreaterThan(count / 2);
        expect(tally.creates).toBeGreaterThan(count / 2);
      },
      limitMs,
    );
});
