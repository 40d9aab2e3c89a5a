/** The tests of times, for every store. */
import { describe, expect, it, vi } from 'vitest';
import { changeWith, keyOf } from '../rows.js';
import type { StoreUnderTest } from './store-under-test.js';

export function testTimes(tested: StoreUnderTest): void {
  const { store } = tested;

  describe('times', () => {
    const durations = { leaseMs: 30_000, settleMs: 60_000, dueMs: -5_000 };

    it('are counted from the time of the store', async () => {
      const before = await tested.readNow();
      const row = await store.write(keyOf('A'), changeWith(durations), 0);
      const after = await tested.readNow();
      if (!row) throw new Error('It was not written.');
      expect(row.now).toBeGreaterThanOrEqual(row.updatedAt);
      for (const [time, durationMs] of [
        [row.leaseUntil, 30_000],
        [row.settlesAt, 60_000],
        [row.dueAt, -5_000],
        [row.createdAt, 0],
        [row.updatedAt, 0],
        [row.now, 0],
      ] as const) {
        expect(time).toBeGreaterThanOrEqual(before + durationMs);
        expect(time).toBeLessThanOrEqual(after + durationMs);
        expect(time).toBe(Math.floor(time ?? 0.5));
      }
    });

    it('of one write are of one instant', async () => {
      const row = await store.write(keyOf('A'), changeWith(durations), 0);
      expect(row?.updatedAt).toBe(row?.createdAt);
      expect(row?.leaseUntil).toBe((row?.createdAt ?? 0) + 30_000);
      expect(row?.settlesAt).toBe((row?.createdAt ?? 0) + 60_000);
      const next = await store.write(keyOf('A'), changeWith(durations), 1);
      expect(next?.leaseUntil).toBe((next?.updatedAt ?? 0) + 30_000);
      expect(next?.dueAt).toBe((next?.updatedAt ?? 0) - 5_000);
    });

    it.each([-600_000, 600_000])(
      'are the same when the clock of the process is off by %s ms',
      async (offsetMs) => {
        const before = await tested.readNow();
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offsetMs });
        try {
          const row = await store.write(keyOf('A'), changeWith({ leaseMs: 1_000, dueMs: 0 }), 0);
          const found = await store.list({ ...keyOf('A'), kind: 'due', limit: 1 });
          const after = await tested.readNow();
          expect(row?.leaseUntil).toBeGreaterThanOrEqual(before + 1_000);
          expect(row?.leaseUntil).toBeLessThanOrEqual(after + 1_000);
          expect(found).toHaveLength(1);
          expect(found[0]?.now).toBeLessThanOrEqual(after);
        } finally {
          vi.useRealTimers();
        }
      },
    );

    it('are kept by undefined, removed by null, and set by a number', async () => {
      const key = keyOf('A');
      const first = await store.write(key, changeWith(durations), 0);
      await tested.elapse(0);
      const kept = await store.write(key, changeWith({ leaseMs: undefined }), 1);
      const { leaseUntil, settlesAt, dueAt } = first ?? {};
      expect(kept).toMatchObject({ leaseUntil, settlesAt, dueAt });
      const oneSet = await store.write(key, changeWith({ settleMs: null, dueMs: 0 }), 2);
      expect(oneSet).toMatchObject({ leaseUntil, settlesAt: null, dueAt: oneSet?.updatedAt });
      const leaseEnded = await store.write(key, changeWith({ leaseMs: null }), 3);
      expect(leaseEnded).toMatchObject({ leaseUntil: null, dueAt: oneSet?.dueAt });
      expect(await tested.mustRead(key)).toMatchObject({ leaseUntil: null, settlesAt: null });
    });

    it('of a new row are null unless they are set', async () => {
      expect(await store.write(keyOf('A'), changeWith({ dueMs: null }), 0)).toMatchObject({
        leaseUntil: null,
        settlesAt: null,
        dueAt: null,
      });
    });

    it('are whole milliseconds, rounded up', async () => {
      const change = changeWith({ leaseMs: 10.2, settleMs: -10.9, dueMs: -0.1 });
      const row = await store.write(keyOf('A'), change, 0);
      const at = row?.createdAt ?? 0;
      expect(row).toMatchObject({ leaseUntil: at + 11, settlesAt: at - 10, dueAt: at });
    });

    it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
      'refuse a duration of %s, and write nothing',
      async (durationMs) => {
        for (const name of ['leaseMs', 'settleMs', 'dueMs'])
          await expect(
            store.write(keyOf('A'), changeWith({ [name]: durationMs }), 0),
          ).rejects.toThrow(name);
        expect(await store.read(keyOf('A'))).toBeNull();
      },
    );

    it('keep the creation, and move the last write', async () => {
      const first = await store.write(keyOf('A'), changeWith(), 0);
      await tested.elapse(1_000);
      const second = await store.write(keyOf('A'), changeWith(), 1);
      expect((second?.updatedAt ?? 0) - (second?.createdAt ?? 0)).toBeGreaterThanOrEqual(1_000);
      expect(second?.createdAt).toBeLessThanOrEqual(first?.createdAt ?? 0);
    });
  });
}
