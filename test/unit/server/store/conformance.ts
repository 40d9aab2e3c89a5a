/** The tests that every store passes. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClaims } from './conformance/claims.js';
import { testLists } from './conformance/lists.js';
import { testPurge } from './conformance/purge.js';
import { testRows } from './conformance/rows.js';
import { StoreUnderTest, type OpenStore } from './conformance/store-under-test.js';
import { testTexts } from './conformance/texts.js';
import { testTimes } from './conformance/times.js';
import { changeWith, keyOf } from './rows.js';

export type { OpenStore } from './conformance/store-under-test.js';

/** Tests a store. `open` is called once. */
export function describeStore(
  name: string,
  { isDurable, open }: { readonly isDurable: boolean; readonly open: () => Promise<OpenStore> },
): void {
  describe(name, () => {
    const tested = new StoreUnderTest();
    const { store, secondStore } = tested;
    beforeAll(() => tested.open(open));
    beforeEach(() => tested.clear());
    afterAll(() => tested.close());

    testRows(tested);
    testTimes(tested);
    testLists(tested);
    testClaims(tested);
    testPurge(tested);
    testTexts(tested);

    it('says whether its rows survive the process', () => {
      expect(store.isDurable).toBe(isDurable);
    });

    it('passes its own check, twice at once, and keeps its rows', async () => {
      await store.write(keyOf('A'), changeWith(), 0);
      await Promise.all([store.check(), secondStore.check()]);
      expect(await store.read(keyOf('A'))).toMatchObject({ version: 1 });
    });
  });
}
