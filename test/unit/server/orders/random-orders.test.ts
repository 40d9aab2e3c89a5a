/** Random orders over a platform with faults, class by class, in virtual time. */
import { describe, expect, it } from 'vitest';
import fc, { seed } from '../../../harness/properties.js';
import { isWide } from '../../../harness/ring.js';
import { faultClasses } from './random-orders-classes.js';
import { planOf } from './random-orders-plans.js';
import { emptyTally, play, type Tally } from './random-orders-play.js';

/** Each plan has two orders: 100 orders a class in the whole ring, 2,000 in the wide ring. */
const plans = isWide ? 1_000 : 50;

describe(`random orders, seed ${String(seed)}`, () => {
  it.each(faultClasses)('$name: none lost, none for another person', async (faultClass) => {
    const total = emptyTally();
    const drawn = fc.sample(planOf(faultClass.hasStaff === true), { seed, numRuns: plans });
    const violations: string[] = [];
    for (const [index, plan] of drawn.entries()) {
      const played = await play(faultClass, plan);
      for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += played.tally[key];
      violations.push(...played.violations.map((one) => `plan ${String(index)}: ${one}`));
    }
    console.log(`${faultClass.name}: ${JSON.stringify(total)}`);
    expect(violations).toEqual([]);
    // Otherwise the processes did not die.
    expect(total.deaths).toBeGreaterThan(0);
  });
});
