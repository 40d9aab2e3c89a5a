/** Returns the level of a heading further down the page's outline, at most 6. */
export const below = (level: number, steps: number): number => Math.min(6, level + steps);
