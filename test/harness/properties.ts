/**
 * fast-check with one seed for a whole run, so that a run on another day tries the same. The wide ring draws a seed of its
 * own and tries ten times as much; `TEST_SEED`, which every failure prints, repeats it.
 */
import fc from 'fast-check';

const DEFAULT_SEED = 20_261_123;
const FACTOR = process.env.TEST_RING === 'wide' ? 10 : 1;

/** The seed of all values that fast-check draws. */
export const seed = Number(process.env.TEST_SEED ?? DEFAULT_SEED);

/** How often a property is tried: `count` times, ten times that in the wide ring. */
export const runs = (count: number): number => count * FACTOR;

fc.configureGlobal({ seed, numRuns: runs(100) });

export default fc;
