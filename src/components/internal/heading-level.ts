/** A heading's level further down the page's outline; there are six. */
export const below = (level: number, steps: number): number => Math.min(6, level + steps);
