import type { Box } from './boxes.js';

/** Finds boxes of a left-to-right layout that are not mirrored in the right-to-left layout. */
export const notMirrored = (before: readonly Box[], after: readonly Box[]): string[] =>
  before.flatMap(({ name, fromLeft, fromRight }, index) => {
    const mirrored = after[index];
    const isMirrored =
      mirrored !== undefined &&
      Math.abs(mirrored.fromRight - fromLeft) <= 1 &&
      Math.abs(mirrored.fromLeft - fromRight) <= 1;
    return isMirrored ? [] : [`${name}: ${JSON.stringify([fromLeft, fromRight, mirrored])}`];
  });
