/**
 * fast-check with a fixed seed, so that each run tries the same values. The wide ring draws a random seed and tries ten
 * times as many values. Every failure prints the seed: set `TEST_SEED` to it to repeat the run.
 */
import fc from 'fast-check';

const DEFAULT_SEED = 20_261_123;
const FACTOR = process.env.TEST_RING === 'wide' ? 10 : 1;

/** Seed of all values that fast-check generates. */
export const seed = Number(process.env.TEST_SEED ?? DEFAULT_SEED);

/** Returns the number of runs of a property: `count`, and ten times that in the wide ring. */
export const runs = (count: number): number => count * FACTOR;

fc.configureGlobal({ seed, numRuns: runs(100) });

export default fc;
