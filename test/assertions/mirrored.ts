import type { Box } from './boxes.js';

/** What does not lie as it would in a mirror. */
export const notMirrored = (before: readonly Box[], after: readonly Box[]): string[] =>
  before.flatMap(({ name, fromLeft, fromRight }, index) => {
    const mirrored = after[index];
    const isMirrored =
      mirrored !== undefined &&
      Math.abs(mirrored.fromRight - fromLeft) <= 1 &&
      Math.abs(mirrored.fromLeft - fromRight) <= 1;
    return isMirrored ? [] : [`${name}: ${JSON.stringify([fromLeft, fromRight, mirrored])}`];
  });
