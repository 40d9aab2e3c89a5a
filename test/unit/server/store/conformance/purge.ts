/** The tests of purge, for every store. */
import { describe, expect, it } from 'vitest';
import { changeWith, keyOf } from '../rows.js';
import type { StoreUnderTest } from './store-under-test.js';

export function testPurge(tested: StoreUnderTest): void {
  const { store } = tested;

  describe('purge', () => {
    it('removes finished orders that are old enough, and counts them', async () => {
      for (const state of ['accepted', 'booked', 'refused', 'cancelled'] as const)
        await store.write(keyOf(state), changeWith({ state }), 0);
      await tested.elapse(10_000);
      await store.write(keyOf('recent'), changeWith({ state: 'booked' }), 0);
      await store.write(keyOf('old, written again'), changeWith({ state: 'booked' }), 0);
      expect(await store.purge(600_000)).toBe(0);
      expect(await store.purge(5_000)).toBe(4);
      expect(await store.purge(5_000)).toBe(0);
      expect(await store.read(keyOf('booked'))).toBeNull();
      expect(await store.read(keyOf('recent'))).not.toBeNull();
    });

    it('counts from the last write, not from the creation', async () => {
      await store.write(keyOf('A'), changeWith({ state: 'booked' }), 0);
      await tested.elapse(10_000);
      await store.write(keyOf('A'), changeWith({ state: 'booked' }), 1);
      expect(await store.purge(5_000)).toBe(0);
    });

    it('keeps orders that wait for something', async () => {
      for (const state of ['attempting', 'unknown', 'cancelling'] as const)
        await store.write(keyOf(state), changeWith({ state }), 0);
      for (const state of ['accepted', 'booked'] as const)
        await store.write(keyOf(`due ${state}`), changeWith({ state, dueMs: 0 }), 0);
      await tested.elapse(10_000);
      expect(await store.purge(5_000)).toBe(0);
      expect(await store.purge(-1_000.5)).toBe(0);
    });

    it('removes the claims of the orders that it removes, and keeps others', async () => {
      await store.write(keyOf('old'), changeWith({ state: 'booked' }), 0);
      await store.claimToken('old', keyOf('old'));
      await store.write(keyOf('waits'), changeWith({ state: 'unknown' }), 0);
      await store.claimToken('waits', keyOf('waits'));
      await store.claimToken('removed', keyOf('removed'));
      await tested.elapse(10_000);
      await store.claimToken('not written yet', keyOf('new'));
      await store.purge(5_000);
      expect(await store.tokenOwner('old')).toBeNull();
      expect(await store.tokenOwner('removed')).toBeNull();
      expect(await store.tokenOwner('waits')).toEqual(keyOf('waits'));
      expect(await store.tokenOwner('not written yet')).toEqual(keyOf('new'));
    });

    it('removes events that are old enough', async () => {
      await store.markEvent('old');
      await tested.elapse(10_000);
      await store.markEvent('new');
      await store.purge(5_000);
      expect(await store.hasEvent('old')).toBe(false);
      expect(await store.hasEvent('new')).toBe(true);
    });

    it('refuses a duration that is no number', async () => {
      await expect(store.purge(Number.NaN)).rejects.toThrow('olderThanMs');
    });
  });
}
