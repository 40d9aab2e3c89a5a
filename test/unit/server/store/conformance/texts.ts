/** The tests of texts, for every store. */
import { describe, expect, it } from 'vitest';
import { changeWith, dataWith, hostileTexts, keyOf, refsOf } from '../rows.js';
import type { StoreUnderTest } from './store-under-test.js';

export function testTexts(tested: StoreUnderTest): void {
  const { store } = tested;

  describe('any text', () => {
    it('can be each part of a key, and is another key than all others', async () => {
      for (const [failures, text] of hostileTexts.entries()) {
        const change = changeWith({ data: dataWith({ failures }), dueMs: 0 });
        expect(await store.write(keyOf(text), change, 0)).not.toBeNull();
        expect(await store.write(keyOf('A', { namespace: text }), change, 0)).not.toBeNull();
        expect(await store.claimToken(text, keyOf(text))).toEqual(keyOf(text));
        await store.markEvent(text);
      }
      for (const [failures, text] of hostileTexts.entries()) {
        expect((await tested.mustRead(keyOf(text))).data.failures).toBe(failures);
        expect((await tested.mustRead(keyOf('A', { namespace: text }))).data.failures).toBe(
          failures,
        );
        expect(await store.tokenOwner(text)).toEqual(keyOf(text));
        expect(await store.hasEvent(text)).toBe(true);
        const query = { namespace: text, mode: 'test', kind: 'due', limit: 5 } as const;
        expect(refsOf(await store.list(query))).toEqual(['A']);
      }
      const all = { ...keyOf(''), kind: 'due', limit: 100 } as const;
      expect(refsOf(await store.list(all)).sort()).toEqual([...hostileTexts].sort());
    });

    it('can be in data, NUL and lone surrogates too', async () => {
      for (const [index, text] of [...hostileTexts, '\0', '\ud800', ''].entries()) {
        const data = dataWith({
          mark: text,
          token: text,
          digest: text,
          taskId: text,
          windowId: text,
          holder: text,
          appointmentId: text,
          outcome: text,
          cancelReason: text,
          stuck: text,
        });
        const key = keyOf(`R${String(index)}`);
        const written = await store.write(key, changeWith({ data }), 0);
        expect(written?.data).toEqual(data);
        expect((await tested.mustRead(key)).data).toEqual(data);
      }
    });

    it('of a key is refused if a database would store another', async () => {
      for (const text of ['a\0b', '\ud800', 'x'.repeat(501)]) {
        const calls = [
          () => store.read(keyOf(text)),
          () => store.write(keyOf(text), changeWith(), 0),
          () => store.remove(keyOf(text), 0),
          () => store.claimToken(text, keyOf('A')),
          () => store.claimToken('d', keyOf('A', { namespace: text })),
          () => store.releaseToken(text, keyOf('A')),
          () => store.tokenOwner(text),
          () => store.hasEvent(text),
          () => store.markEvent(text),
        ];
        for (const call of calls) await expect(call()).rejects.toThrow(TypeError);
      }
    });
  });
}
