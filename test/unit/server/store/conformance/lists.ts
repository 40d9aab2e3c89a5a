/** The tests of list, for every store. */
import { describe, expect, it } from 'vitest';
import { changeWith, dataWith, keyOf, refsOf } from '../rows.js';
import type { StoreUnderTest } from './store-under-test.js';

export function testLists(tested: StoreUnderTest): void {
  const { store } = tested;

  describe('list', () => {
    const query = { namespace: 'shop', mode: 'test', limit: 10 } as const;

    it('has what is due, the longest waiting first', async () => {
      for (const [orderRef, dueMs] of [
        ['second', -2_000],
        ['first', -3_000],
        ['third', -1_000],
        ['later', 600_000],
        ['never', null],
      ] as const)
        await store.write(keyOf(orderRef), changeWith({ dueMs }), 0);
      expect(refsOf(await store.list({ ...query, kind: 'due' }))).toEqual([
        'first',
        'second',
        'third',
      ]);
      expect(refsOf(await store.list({ ...query, kind: 'waiting' }))).toEqual([
        'first',
        'second',
        'third',
        'later',
      ]);
      expect(await store.list({ ...query, kind: 'stuck' })).toEqual([]);
    });

    it('has a row as soon as its time has come', async () => {
      await store.write(keyOf('A'), changeWith({ dueMs: 5_000 }), 0);
      expect(await store.list({ ...query, kind: 'due' })).toEqual([]);
      await tested.elapse(5_000);
      expect(refsOf(await store.list({ ...query, kind: 'due' }))).toEqual(['A']);
    });

    it('has what is stuck, the longest unchanged first, until it no longer is', async () => {
      for (const orderRef of ['first', 'second', 'third']) {
        await store.write(keyOf(orderRef), changeWith({ data: dataWith({ stuck: 'why' }) }), 0);
        await tested.elapse(1_000);
      }
      await store.write(keyOf('fine'), changeWith(), 0);
      expect(refsOf(await store.list({ ...query, kind: 'stuck' }))).toEqual([
        'first',
        'second',
        'third',
      ]);
      await store.write(keyOf('first'), changeWith({ data: dataWith({ stuck: 'else' }) }), 1);
      await store.write(keyOf('second'), changeWith(), 1);
      expect(refsOf(await store.list({ ...query, kind: 'stuck' }))).toEqual(['third', 'first']);
    });

    it('has whole rows', async () => {
      const written = await store.write(
        keyOf('A'),
        changeWith({ state: 'unknown', dueMs: 0, leaseMs: 5 }),
        0,
      );
      const [found] = await store.list({ ...query, kind: 'due' });
      expect({ ...found, now: 0 }).toEqual({ ...written, now: 0 });
      expect(found?.now).toBeGreaterThanOrEqual(written?.now ?? Infinity);
    });

    it('has no more rows than its limit', async () => {
      for (const orderRef of ['A', 'B', 'C', 'D'])
        await store.write(keyOf(orderRef), changeWith({ dueMs: -1_000 }), 0);
      for (const [limit, count] of [
        [0, 0],
        [-1, 0],
        [1, 1],
        [2.9, 2],
        [4, 4],
        [Number.POSITIVE_INFINITY, 4],
      ] as const)
        expect(await store.list({ ...query, kind: 'due', limit })).toHaveLength(count);
      await expect(store.list({ ...query, kind: 'due', limit: Number.NaN })).rejects.toThrow(
        'limit',
      );
    });

    it('has no row of another namespace or mode', async () => {
      const change = changeWith({ dueMs: 0, data: dataWith({ stuck: 'why' }) });
      await store.write(keyOf('A'), change, 0);
      await store.write(keyOf('B', { mode: 'live' }), change, 0);
      await store.write(keyOf('C', { namespace: 'other' }), change, 0);
      for (const kind of ['due', 'waiting', 'stuck'] as const) {
        expect(refsOf(await store.list({ ...query, kind }))).toEqual(['A']);
        expect(refsOf(await store.list({ ...query, mode: 'live', kind }))).toEqual(['B']);
        expect(refsOf(await store.list({ ...query, namespace: 'other', kind }))).toEqual(['C']);
      }
    });
  });
}
