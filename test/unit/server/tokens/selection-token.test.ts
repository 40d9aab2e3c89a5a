import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import { longestNote } from '../../../../src/domain/patient/draft.js';
import type { Selection } from '../../../../src/domain/selection.js';
import * as contract from '../../../../src/api/contract/schemas.js';
import type { SealingOptions } from '../../../../src/server/options.js';
import {
  MAX_TOKEN_LENGTH,
  openToken,
  sealSelection,
  type SealingContext,
} from '../../../../src/server/tokens/selection-token.js';
import { window } from '../../../fixtures/platform.js';
import { noon } from '../ally.js';
import { markers, selection } from '../selection.js';
import { openByNode, sealByNode } from '../token.js';

const old = { kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' };
const recent = { kid: 'k2', secret: 'wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8' };
const at = (time: number, sealing: Partial<SealingOptions> = {}): SealingContext => ({
  sealing: { keys: [old], ...sealing },
  now: () => new Date(time),
});
const atNoon = at(noon.getTime());

const summary = {
  taskName: 'Blood test at home',
  timeZone: 'Europe/London',
  startAt: window.startAt,
  endAt: window.endAt,
  price: window.price,
};
const facts = { summary, mode: 'test' } as const;
const header = {
  kid: 'k1',
  mode: 'test',
  iat: 1_795_521_600,
  exp: 1_795_608_000,
};
const second = 1_000;
const day = 86_400_000;

const seal = async (what: Selection = selection): Promise<string> =>
  (await sealSelection(what, facts, atNoon)).token;

/** Sealed by Node's own cryptography with the nonce 000102…0b. It must not change: tokens in orders must still open. */
const vector = sealByNode(header, {
  secret: old.secret,
  nonce: Buffer.from('000102030405060708090a0b', 'hex'),
  plain: JSON.stringify({ selection, summary }),
});
const vectorStart =
  'sel1.eyJraWQiOiJrMSIsIm1vZGUiOiJ0ZXN0IiwiaWF0IjoxNzk1NTIxNjAwLCJleHAiOjE3OTU2MDgwMDB9.AAECAwQFBgcICQoL';

describe('a token', () => {
  it('is not given out if it could not be opened', async () => {
    const tooLong = { ...facts, summary: { ...summary, taskName: 'x'.repeat(MAX_TOKEN_LENGTH) } };
    await expect(sealSelection(selection, tooLong, atNoon)).rejects.toMatchObject({
      code: 'token_refused',
      reason: 'malformed',
    });
  });

  it('opens to what was sealed', async () => {
    expect(await openToken(await seal(), atNoon)).toEqual({
      selection,
      summary,
      mode: 'test',
      isPromised: true,
      issuedAt: noon,
      promisedUntil: new Date(noon.getTime() + day),
    });
  });

  it('has the form that the documents describe: Node’s own cryptography reads it', async () => {
    const read = openByNode(await seal(), old.secret);
    expect(read).toEqual({ header, plain: { selection, summary } });
  });

  it('that Node’s own cryptography has made opens', async () => {
    expect(vector.startsWith(vectorStart)).toBe(true);
    expect((await openToken(vector, atNoon)).selection).toEqual(selection);
  });

  it('shows neither a patient nor the Task, and is another each time', async () => {
    const [one, two] = [await seal(), await seal()];
    expect(one.split('.')[2]).not.toBe(two.split('.')[2]);
    const clear = one.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const marker of [...markers, 'tsk_blood'])
      expect([one, ...clear].join()).not.toContain(marker);
  });

  it('is about 1.5 kB for a plain selection, and never longer than is opened', async () => {
    expect((await seal()).length).toBeLessThan(2_048);
    const wide = '𝒜'.repeat(100);
    const longest = {
      ...selection,
      windowId: '𝒜'.repeat(100),
      for: 'other',
      contact: {
        name: wide,
        phone: '+447700900123',
        email: `${'a'.repeat(242)}@example.com`,
      },
      patients: [
        {
          ...selection.patients[0],
          firstName: '𝒜'.repeat(50),
          lastName: '𝒜'.repeat(50),
          sex: wide,
          email: `${'a'.repeat(242)}@example.com`,
        },
      ],
      location: {
        kind: 'home',
        address: { line1: wide, line2: wide, town: wide, postcode: 'SW1A 1AA' },
      },
      note: '𝒜'.repeat(longestNote / 2),
      consents: Array.from({ length: 20 }, () => ({
        id: 'x'.repeat(100),
        version: 'x'.repeat(100),
        acceptedAt: '2026-11-24T11:00:00.000000Z',
      })),
    };
    expect(contract.selection.safeParse(longest).success).toBe(true);
    const token = await seal(longest as unknown as Selection);
    expect(token.length).toBeLessThan(MAX_TOKEN_LENGTH);
    expect((await openToken(token, atNoon)).selection).toEqual(longest);
  });
});

describe('a token that was changed is refused', () => {
  /** Where the name of the key was changed, the key is not known. */
  const notOpened: unknown = expect.stringMatching(/^token_(?:refused|unreadable)$/);

  it('in any one bit', async () => {
    const bits = vector.length * 8;
    await fc.assert(
      fc.asyncProperty(fc.nat(bits - 1), async (bit) => {
        const bytes = Buffer.from(vector, 'latin1');
        const place = Math.floor(bit / 8);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit % 8));
        const flipped = bytes.toString('latin1');
        await expect(openToken(flipped, atNoon)).rejects.toMatchObject({ code: notOpened });
      }),
      { numRuns: runs(200) },
    );
  });

  it('in every bit of its meaning: header, nonce, ciphertext and tag', async () => {
    const [form = '', clear = '', body = ''] = vector.split('.');
    const sealed = Buffer.from(body, 'base64url');
    const clearBytes = Buffer.from(clear, 'base64url');
    for (const [bytes, put] of [
      [clearBytes, (changed: string) => `${form}.${changed}.${body}`],
      [sealed, (changed: string) => `${form}.${clear}.${changed}`],
    ] as const)
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(openToken(put(changed.toString('base64url')), atNoon)).rejects.toMatchObject({
          code: notOpened,
        });
      }
  });

  it('however short it is cut', async () => {
    for (let length = 0; length < vector.length; length += 7)
      await expect(openToken(vector.slice(0, length), atNoon)).rejects.toMatchObject({
        code: 'token_refused',
      });
  });

  it('with the header of another', async () => {
    const other = sealByNode(
      { ...header, exp: header.exp + 1 },
      {
        secret: old.secret,
        nonce: Buffer.alloc(12, 7),
        plain: JSON.stringify({ selection, summary }),
      },
    );
    const mixed = [vector.split('.')[0], other.split('.')[1], vector.split('.')[2]].join('.');
    await expect(openToken(mixed, atNoon)).rejects.toMatchObject({ reason: 'altered' });
  });

  it.each([
    ['nothing', ''],
    ['another form', vector.replace('sel1', 'sel2')],
    ['a part more', `${vector}.AA`],
    ['padding', `${vector}=`],
    ['a line break', `${vector}\n`],
    ['a number', 7 as never],
    ['an array', [vector] as never],
    ['undefined', undefined as never],
    ['too much', `${vector}${'A'.repeat(MAX_TOKEN_LENGTH)}`],
    ['no JSON', `sel1.${Buffer.from('{').toString('base64url')}.AAAA`],
    ['a list', `sel1.${Buffer.from('[]').toString('base64url')}.AAAA`],
    [
      'prototype keys',
      `sel1.${Buffer.from('{"__proto__":{"kid":"k1"}}').toString('base64url')}.AAAA`,
    ],
  ])('%s', async (_what, token) => {
    await expect(openToken(token, atNoon)).rejects.toMatchObject({
      code: 'token_refused',
      reason: 'malformed',
    });
  });

  it('written another way: the last letter’s spare bits', async () => {
    const body = vector.split('.')[2] ?? '';
    const spare = (body.length * 6) % 8;
    const padded = spare === 0 ? await seal({ ...selection, note: 'One letter more' }) : vector;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(padded.slice(-1));
    const varied = padded.slice(0, -1) + (letters[last ^ 1] ?? '');
    await expect(openToken(varied, atNoon)).rejects.toMatchObject({ code: 'token_refused' });
  });
});

describe('keys', () => {
  it('are changed without a token being lost', async () => {
    const token = await seal();
    const both = at(noon.getTime(), { keys: [recent, old] });
    expect((await openToken(token, both)).selection).toEqual(selection);
    const anew = (await sealSelection(selection, facts, both)).token;
    expect(JSON.parse(Buffer.from(anew.split('.')[1] ?? '', 'base64url').toString())).toMatchObject(
      { kid: 'k2' },
    );
    // A process that does not have the new key yet can open it later.
    await expect(openToken(anew, atNoon)).rejects.toMatchObject({
      code: 'token_unreadable',
      reason: 'unknown_key',
      canRetry: true,
    });
  });

  it('of the right name and the wrong secret open nothing', async () => {
    const wrong = at(noon.getTime(), { keys: [{ ...recent, kid: 'k1' }] });
    await expect(openToken(vector, wrong)).rejects.toMatchObject({ reason: 'altered' });
  });
});

describe('time', () => {
  it.each([
    ['a moment before the promise ends', day - second, true],
    ['when the promise ends', day, false],
    ['after ninety days', 90 * day, false],
  ])('%s it opens', async (_when, passed, isPromised) => {
    expect((await openToken(vector, at(noon.getTime() + passed))).isPromised).toBe(isPromised);
  });

  it('after more than ninety days it is too old', async () => {
    const late = at(noon.getTime() + 90 * day + second);
    await expect(openToken(vector, late)).rejects.toMatchObject({ code: 'token_expired' });
  });

  it.each([
    [4 * 60 * second, true],
    [6 * 60 * second, false],
  ])('a clock that is %i ms behind: opens %o', async (behind, opens) => {
    const open = openToken(vector, at(noon.getTime() - behind));
    if (opens) expect((await open).isPromised).toBe(true);
    else
      await expect(open).rejects.toMatchObject({
        code: 'token_unreadable',
        reason: 'not_yet_valid',
        canRetry: true,
      });
  });

  it('a window is promised no longer than until it starts', async () => {
    const startAt = new Date(noon.getTime() + 60 * second).toISOString();
    const soon = { ...facts, summary: { ...summary, startAt } };
    const { token } = await sealSelection(selection, soon, atNoon);
    const after = (seconds: number) => at(noon.getTime() + seconds * second);
    expect(await openToken(token, after(59))).toMatchObject({
      isPromised: true,
      promisedUntil: new Date(startAt),
    });
    expect((await openToken(token, after(60))).isPromised).toBe(false);
  });

  it('is set by the merchant', async () => {
    const brief = (milliseconds: number): SealingContext =>
      at(noon.getTime() + milliseconds, { promiseMs: 60 * second, lifetimeMs: 120 * second });
    const { token, expiresAt } = await sealSelection(selection, facts, brief(0));
    expect(expiresAt).toBe('2026-11-24T12:01:00.000Z');
    expect((await openToken(token, brief(59 * second))).isPromised).toBe(true);
    expect((await openToken(token, brief(61 * second))).isPromised).toBe(false);
    await expect(openToken(token, brief(121 * second))).rejects.toMatchObject({
      code: 'token_expired',
      canRetry: false,
    });
  });
});
