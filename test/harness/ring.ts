/** Which ring of tests runs: see docs/testing-the-project.md. */
export const isWide = process.env.TEST_RING === 'wide';

/** All of a list in the wide ring; elsewhere those that `belongs` keeps, of which there must be some. */
export const inRing = <Item>(all: readonly Item[], belongs: (item: Item) => boolean): Item[] => {
  const kept = all.filter((item) => isWide || belongs(item));
  if (kept.length === 0) throw new Error('Nothing of this list runs in the whole ring.');
  return kept;
};
