import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import { searchableRef } from '../../../../src/platform/operations.js';
import { makeMark, readMark } from '../../../../src/server/tokens/mark.js';
import { markKey } from '../ally.js';

const key = { namespace: 'shop-1', mode: 'test', orderRef: 'ORDER-8' } as const;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A second implementation of the mark, by Node's own cryptography. */
const markByNode = ({
  namespace,
  mode,
  orderRef,
}: {
  readonly namespace: string;
  readonly mode: string;
  readonly orderRef: string;
}): string => {
  const mac = createHmac('sha256', Buffer.from(markKey, 'base64url'))
    .update(JSON.stringify(['mark', namespace, mode, orderRef]))
    .digest();
  const number = BigInt(`0x${mac.subarray(0, 10).toString('hex')}`);
  const letters = Array.from(
    { length: 16 },
    (_, index) => BASE32[Number((number >> BigInt(75 - 5 * index)) & 31n)] ?? '',
  );
  return `${namespace}.${orderRef}~${letters.join('')}`;
};

describe('the mark of an order', () => {
  it('has the form that the documents describe', async () => {
    expect(await makeMark(key, markKey)).toBe(markByNode(key));
  });

  it('is searchable and is read back, for every reference', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z\d-]{1,16}$/),
        fc.stringMatching(/^[\w.#-]{1,64}$/),
        fc.constantFrom('test' as const, 'live' as const),
        async (namespace, orderRef, mode) => {
          const mark = await makeMark({ namespace, mode, orderRef }, markKey);
          expect(mark).toMatch(searchableRef);
          expect(await readMark(mark, { namespace, mode }, markKey)).toBe(orderRef);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('is another for another order, namespace, mode and key', async () => {
    const otherKey = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
    const marks = [
      await makeMark(key, markKey),
      await makeMark({ ...key, orderRef: 'ORDER-9' }, markKey),
      await makeMark({ ...key, namespace: 'shop-2' }, markKey),
      await makeMark({ ...key, mode: 'live' }, markKey),
      await makeMark(key, otherKey),
    ];
    expect(new Set(marks.map((mark) => mark.slice(-16))).size).toBe(marks.length);
  });

  it.each([
    'ORDER-8',
    'shop-1.ORDER-8',
    'shop-1.ORDER-8~',
    'shop-1.ORDER-8~aaaaaaaaaaaaaaaa',
    'shop-2.ORDER-8~aaaaaaaaaaaaaaaa',
    '',
    '~',
    `shop-1.${'x'.repeat(100_000)}`,
  ])('of another system is read as null: %s', async (externalRef) => {
    expect(await readMark(externalRef, key, markKey)).toBe(null);
  });

  it('with any letter changed is read as null', async () => {
    const mark = await makeMark(key, markKey);
    for (let place = 0; place < mark.length; place += 1) {
      const changed = `${mark.slice(0, place)}${mark[place] === 'b' ? 'c' : 'b'}${mark.slice(place + 1)}`;
      expect(await readMark(changed, key, markKey)).toBe(null);
    }
    for (const other of [`${mark}a`, ` ${mark}`, mark.toUpperCase()])
      expect(await readMark(other, key, markKey)).toBe(null);
    expect(await readMark(mark, { ...key, mode: 'live' }, markKey)).toBe(null);
  });

  it('cannot be moved to another order by a reference that has a mark in it', async () => {
    const inner = await makeMark(key, markKey);
    const outer = `${key.namespace}.${inner.slice(key.namespace.length + 1)}`;
    expect(outer).toBe(inner);
    const spliced = inner.replace('ORDER-8', 'ORDER-8.ORDER-8');
    expect(await readMark(spliced, key, markKey)).toBe(null);
  });
});
