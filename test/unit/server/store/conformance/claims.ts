/** The tests of the claims of tokens, and of events, for every store. */
import { describe, expect, it } from 'vitest';
import { changeWith, keyOf } from '../rows.js';
import type { StoreUnderTest } from './store-under-test.js';

export function testClaims(tested: StoreUnderTest): void {
  const { store, secondStore } = tested;

  describe('the claim of a token', () => {
    it('belongs to the first order, until that order ends it', async () => {
      const [first, other] = [keyOf('A'), keyOf('B')];
      expect(await store.tokenOwner('d')).toBeNull();
      expect(await store.claimToken('d', first)).toEqual(first);
      expect(await store.claimToken('d', first)).toEqual(first);
      expect(await store.claimToken('d', other)).toEqual(first);
      await store.releaseToken('d', other);
      expect(await store.tokenOwner('d')).toEqual(first);
      await store.releaseToken('d', first);
      expect(await store.tokenOwner('d')).toBeNull();
      expect(await store.claimToken('d', other)).toEqual(other);
    });

    it.each([{ namespace: 'other' }, { mode: 'live' as const }])(
      'is not that of the same reference with %o',
      async (more) => {
        await store.claimToken('d', keyOf('A'));
        expect(await store.claimToken('d', keyOf('A', more))).toEqual(keyOf('A'));
        await store.releaseToken('d', keyOf('A', more));
        expect(await store.tokenOwner('d')).toEqual(keyOf('A'));
      },
    );

    it('is won by one of many orders, and each gets the same answer', async () => {
      for (const digest of ['d1', 'd2', 'd3']) {
        const owners = await tested.race((by, index) =>
          by.claimToken(digest, keyOf(`R${String(index)}`)),
        );
        const [owner] = owners;
        expect(owners).toEqual(owners.map(() => owner));
        expect(await store.tokenOwner(digest)).toEqual(owner);
      }
    });

    it('always has an owner while it is claimed and released at once', async () => {
      const owners = await tested.race(async (by, index) => {
        const key = keyOf(`R${String(index)}`);
        const owner = await by.claimToken('d', key);
        await by.releaseToken('d', key);
        return owner;
      });
      for (const owner of owners) expect(owner.orderRef).toMatch(/^R\d+$/);
      expect(await store.tokenOwner('d')).toBeNull();
    });

    it('outlives the removal of the order', async () => {
      await store.write(keyOf('A'), changeWith(), 0);
      await store.claimToken('d', keyOf('A'));
      await store.remove(keyOf('A'), 0);
      expect(await store.tokenOwner('d')).toEqual(keyOf('A'));
    });
  });

  describe('events', () => {
    it('are known once they are marked, and may be marked again', async () => {
      expect(await store.hasEvent('evt_1')).toBe(false);
      await tested.race((by) => by.markEvent('evt_1'));
      expect(await secondStore.hasEvent('evt_1')).toBe(true);
      expect(await store.hasEvent('EVT_1')).toBe(false);
    });
  });
}
