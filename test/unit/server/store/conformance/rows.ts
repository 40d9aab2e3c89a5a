/** The tests of rows and their versions, for every store. */
import { describe, expect, it } from 'vitest';
import { changeWith, dataWith, keyOf } from '../rows.js';
import { WRITERS } from './store-under-test.js';
import type { StoreUnderTest } from './store-under-test.js';

export function testRows(tested: StoreUnderTest): void {
  const { store, secondStore } = tested;

  describe('rows', () => {
    it('are absent until they are written', async () => {
      expect(await store.read(keyOf('none'))).toBeNull();
    });

    it('are returned as they were written, by both connections', async () => {
      const key = keyOf('ORDER-1');
      const data = dataWith({ attempts: [{ from: 1, until: null }], failures: 3 });
      const written = await store.write(key, { state: 'attempting', data }, 0);
      expect(written).toMatchObject({ key, version: 1, state: 'attempting', data });
      for (const by of [store, secondStore])
        expect({ ...(await by.read(key)), now: 0 }).toEqual({ ...written, now: 0 });
    });

    it('are not changed by a change of the objects that went in or came out', async () => {
      const key = keyOf('ORDER-1');
      const attempts = [{ from: 1, until: 2 }];
      const written = await store.write(key, changeWith({ data: dataWith({ attempts }) }), 0);
      attempts.push({ from: 3, until: 4 });
      (written?.data.attempts as unknown[]).length = 0;
      expect((await tested.mustRead(key)).data.attempts).toEqual([{ from: 1, until: 2 }]);
    });

    it('keep properties of data that a newer version has written', async () => {
      const key = keyOf('ORDER-1');
      const data = { ...dataWith({ outcome: 'later' }), later: { list: [1] } };
      await store.write(key, changeWith({ data }), 0);
      expect((await tested.mustRead(key)).data).toEqual(data);
    });

    it('are separate by namespace, mode and reference', async () => {
      const keys = [
        keyOf('A'),
        keyOf('a'),
        keyOf('A', { mode: 'live' }),
        keyOf('A', { namespace: 'other' }),
        keyOf('test.A', { namespace: 'shop.test' }),
      ];
      for (const [failures, key] of keys.entries())
        expect(
          await store.write(key, changeWith({ data: dataWith({ failures }) }), 0),
        ).not.toBeNull();
      for (const [failures, key] of keys.entries()) {
        const row = await tested.mustRead(key);
        expect(row.key).toEqual(key);
        expect(row.data.failures).toBe(failures);
      }
    });

    it('are removed alone, and may be written anew', async () => {
      await store.write(keyOf('A'), changeWith(), 0);
      await store.write(keyOf('B'), changeWith(), 0);
      await store.write(keyOf('A', { mode: 'live' }), changeWith(), 0);
      expect(await store.remove(keyOf('A'), 7)).toBe(false);
      expect(await store.remove(keyOf('A'), 1)).toBe(true);
      expect(await store.remove(keyOf('never'), 0)).toBe(false);
      expect(await store.read(keyOf('A'))).toBeNull();
      expect(await store.read(keyOf('B'))).not.toBeNull();
      expect(await store.read(keyOf('A', { mode: 'live' }))).not.toBeNull();
      expect(await store.write(keyOf('A'), changeWith(), 1)).toBeNull();
      expect(await store.write(keyOf('A'), changeWith(), 0)).toMatchObject({ version: 1 });
    });
  });

  describe('compare-and-set', () => {
    it('writes nothing if the version is another', async () => {
      const key = keyOf('ORDER-1');
      expect(await store.write(key, changeWith(), 1)).toBeNull();
      expect(await store.read(key)).toBeNull();
      await store.write(key, changeWith(), 0);
      for (const version of [0, 2, 7])
        expect(await store.write(key, changeWith({ state: 'refused' }), version)).toBeNull();
      expect(await tested.mustRead(key)).toMatchObject({ version: 1, state: 'accepted' });
    });

    it('lets one of many writers insert a row', async () => {
      for (const orderRef of ['A', 'B', 'C']) {
        const results = await tested.race((by, failures) =>
          by.write(keyOf(orderRef), changeWith({ data: dataWith({ failures }) }), 0),
        );
        const winners = results.filter((row) => row !== null);
        expect(winners).toHaveLength(1);
        const { version, data } = await tested.mustRead(keyOf(orderRef));
        expect({ version, data }).toEqual({ version: 1, data: winners[0]?.data });
      }
    });

    it('lets one of many writers win each version', async () => {
      const key = keyOf('ORDER-1');
      await store.write(key, changeWith(), 0);
      for (let version = 1; version <= 5; version += 1) {
        const results = await tested.race((by, failures) =>
          by.write(key, changeWith({ data: dataWith({ failures }), leaseMs: 1_000 }), version),
        );
        const winners = results.filter((row) => row !== null);
        expect(winners).toHaveLength(1);
        expect(winners[0]?.version).toBe(version + 1);
        expect((await tested.mustRead(key)).data).toEqual(winners[0]?.data);
      }
    });

    it('loses no change of writers that read and try again', async () => {
      const key = keyOf('ORDER-1');
      await store.write(key, changeWith(), 0);
      await tested.race(async (by) => {
        for (;;) {
          const row = await by.read(key);
          const failures = (row?.data.failures ?? 0) + 1;
          const change = changeWith({ data: dataWith({ failures }) });
          if (row && (await by.write(key, change, row.version))) return;
        }
      });
      expect(await tested.mustRead(key)).toMatchObject({
        version: WRITERS + 1,
        data: { failures: WRITERS },
      });
    });

    it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
      'refuses %s as a version',
      async (version) => {
        await expect(store.write(keyOf('A'), changeWith(), version)).rejects.toThrow('version');
      },
    );
  });
}
