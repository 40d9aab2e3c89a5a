/** Whether the wide ring of tests runs. See docs/testing-the-project.md. */
export const isWide = process.env.TEST_RING === 'wide';

/** Whether the quick ring runs. */
export const isQuick = process.env.TEST_RING === 'quick';

/** Returns all items in the wide ring, and otherwise those for which `belongs` is true. Throws if there is none. */
export const inRing = <Item>(all: readonly Item[], belongs: (item: Item) => boolean): Item[] => {
  const kept = all.filter((item) => isWide || belongs(item));
  if (kept.length === 0) throw new Error('Nothing of this list runs in the whole ring.');
  return kept;
};
