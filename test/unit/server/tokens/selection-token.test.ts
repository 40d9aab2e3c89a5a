import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import { longestNote } from '../../../../src/domain/patient/draft.js';
import type { Selection } from '../../../../src/domain/selection.js';
import * as contract from '../../../../src/api/contract/schemas.js';
import { openSelection } from '../../../../src/server/tokens/open-selection.js';
import {
  longestToken,
  openToken,
  sealSelection,
} from '../../../../src/server/tokens/selection-token.js';
import { window } from '../../../fixtures/platform.js';
import { noon } from '../options.js';
import { markers, selection } from '../selection.js';
import { openByNode, sealByNode } from '../token.js';

const old = { kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' };
const recent = { kid: 'k2', secret: 'ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8' };
const at = (time: number) => ({ sealingKeys: [old], now: () => new Date(time) });
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
  task: 'tsk_blood',
  mode: 'test',
  iat: 1_795_521_600,
  exp: 1_795_608_000,
};
const second = 1_000;
const day = 86_400_000;

const seal = async (what: Selection = selection): Promise<string> =>
  (await sealSelection(what, facts, atNoon)).token;

/** Sealed once by Node's own cryptography, nonce 000102…0b; the same for ever, or old tokens no longer open. */
const vector = sealByNode(header, {
  secret: old.secret,
  nonce: Buffer.from('000102030405060708090a0b', 'hex'),
  plain: JSON.stringify({ selection, summary }),
});
const vectorStart =
  'sel1.eyJraWQiOiJrMSIsInRhc2siOiJ0c2tfYmxvb2QiLCJtb2RlIjoidGVzdCIsImlhdCI6MTc5NTUyMTYwMCwiZXhwIjoxNzk1NjA4MDAwfQ.AAECAwQFBgcICQoL';

describe('a token', () => {
  it('is not given out if it could not be opened', async () => {
    const tooLong = { ...facts, summary: { ...summary, taskName: 'x'.repeat(longestToken) } };
    await expect(sealSelection(selection, tooLong, atNoon)).rejects.toMatchObject({
      code: 'token-refused',
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

  it('has the form that the documents describe: another’s cryptography reads it', async () => {
    const read = openByNode(await seal(), old.secret);
    expect(read).toEqual({ header, plain: { selection, summary } });
  });

  it('of another’s making opens', async () => {
    expect(vector.startsWith(vectorStart)).toBe(true);
    expect((await openToken(vector, atNoon)).selection).toEqual(selection);
  });

  it('shows nothing of a patient, and is another each time', async () => {
    const [one, two] = [await seal(), await seal()];
    expect(one.split('.')[2]).not.toBe(two.split('.')[2]);
    const clear = one.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const marker of markers) expect([one, ...clear].join()).not.toContain(marker);
  });

  it('is about 1.5 kB for a plain selection, and never longer than is opened', async () => {
    expect((await seal()).length).toBeLessThan(2_048);
    const wide = '𝒜'.repeat(100);
    const longest = {
      ...selection,
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
    expect(token.length).toBeLessThan(longestToken);
    expect((await openToken(token, atNoon)).selection).toEqual(longest);
  });
});

describe('a token that was changed is refused', () => {
  it('in any one bit', async () => {
    const bits = vector.length * 8;
    await fc.assert(
      fc.asyncProperty(fc.nat(bits - 1), async (bit) => {
        const bytes = Buffer.from(vector, 'latin1');
        const place = Math.floor(bit / 8);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit % 8));
        const flipped = bytes.toString('latin1');
        await expect(openToken(flipped, atNoon)).rejects.toMatchObject({ code: 'token-refused' });
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
          code: 'token-refused',
        });
      }
  });

  it('however short it is cut', async () => {
    for (let length = 0; length < vector.length; length += 7)
      await expect(openToken(vector.slice(0, length), atNoon)).rejects.toMatchObject({
        code: 'token-refused',
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
    ['too much', `${vector}${'A'.repeat(longestToken)}`],
    ['no JSON', `sel1.${Buffer.from('{').toString('base64url')}.AAAA`],
    ['a list', `sel1.${Buffer.from('[]').toString('base64url')}.AAAA`],
    [
      'prototype keys',
      `sel1.${Buffer.from('{"__proto__":{"kid":"k1"}}').toString('base64url')}.AAAA`,
    ],
  ])('%s', async (_what, token) => {
    await expect(openToken(token, atNoon)).rejects.toMatchObject({
      code: 'token-refused',
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
    await expect(openToken(varied, atNoon)).rejects.toMatchObject({ code: 'token-refused' });
  });
});

describe('keys', () => {
  it('are changed without a token being lost', async () => {
    const token = await seal();
    const both = { ...atNoon, sealingKeys: [recent, old] };
    expect((await openToken(token, both)).selection).toEqual(selection);
    const anew = (await sealSelection(selection, facts, both)).token;
    expect(JSON.parse(Buffer.from(anew.split('.')[1] ?? '', 'base64url').toString())).toMatchObject(
      { kid: 'k2' },
    );
    await expect(openToken(anew, atNoon)).rejects.toMatchObject({ reason: 'unknown-key' });
  });

  it('of the right name and the wrong secret open nothing', async () => {
    const wrong = { ...atNoon, sealingKeys: [{ ...recent, kid: 'k1' }] };
    await expect(openToken(vector, wrong)).rejects.toMatchObject({ reason: 'altered' });
  });

  it.each([
    ['sealingKeys', undefined],
    ['sealingKeys', []],
    ['sealingKeys.0.kid', [{ ...old, kid: '' }]],
    ['sealingKeys.0.kid', [{ ...old, kid: 'a.b' }]],
    ['sealingKeys.1.kid', [old, { ...recent, kid: 'k1' }]],
    ['sealingKeys.0.secret', [{ kid: 'k1', secret: 'too short' }]],
    ['sealingKeys.0.secret', [{ kid: 'k1', secret: `${old.secret}A` }]],
    ['sealingKeys.0.secret', [{ kid: 'k1' }]],
  ])('that are wrong are named: %s', async (option, sealingKeys) => {
    const open = openSelection(vector, { ...atNoon, sealingKeys: sealingKeys as never });
    await expect(open).rejects.toMatchObject({ code: 'misconfigured', option });
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
    await expect(openToken(vector, late)).rejects.toMatchObject({ code: 'token-expired' });
  });

  it.each([
    [4 * 60 * second, true],
    [6 * 60 * second, false],
  ])('a clock that is %i ms behind: opens %o', async (behind, opens) => {
    const open = openToken(vector, at(noon.getTime() - behind));
    if (opens) expect((await open).isPromised).toBe(true);
    else await expect(open).rejects.toMatchObject({ reason: 'from-the-future' });
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

  it('is the merchant’s to set', async () => {
    const brief = { ...atNoon, promiseFor: 60 * second, openFor: 120 * second };
    const { token } = await sealSelection(selection, facts, brief);
    const after = (seconds: number) => ({ ...brief, ...at(noon.getTime() + seconds * second) });
    expect((await openToken(token, after(59))).isPromised).toBe(true);
    expect((await openToken(token, after(61))).isPromised).toBe(false);
    await expect(openToken(token, after(121))).rejects.toMatchObject({ code: 'token-expired' });
  });
});

describe('openSelection', () => {
  it('tells what was chosen, and nothing of the patient', async () => {
    const opened = await openSelection(vector, atNoon);
    expect(opened).toEqual({
      taskId: 'tsk_blood',
      windowId: 'win_1',
      summary,
      mode: 'test',
      isPromised: true,
      issuedAt: '2026-11-24T12:00:00.000Z',
      expiresAt: '2026-11-25T12:00:00.000Z',
    });
    for (const marker of markers) expect(JSON.stringify(opened)).not.toContain(marker);
  });

  it('tells the patient only when that is asked for', async () => {
    const opened = await openSelection(vector, { ...atNoon, patient: true });
    expect(opened.selection).toEqual(selection);
  });
});
