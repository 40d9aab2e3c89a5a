import { describe, expect, it } from 'vitest';
import { readHoldId, signHoldId } from '../../../../src/server/tokens/hold-id.js';
import { makeManageToken, type ManageContext } from '../../../../src/server/tokens/manage-token.js';
import { noon, sealingKeys } from '../ally.js';
import { holdByNode } from '../token.js';

const secret = sealingKeys[0]?.secret ?? '';
const newKeys = [{ kid: 'k2', secret: 'wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8' }];
const withKeys = (keys: typeof sealingKeys): ManageContext => ({
  sealing: { keys },
  now: () => noon,
  mode: 'test',
});
const context = withKeys(sealingKeys);

describe('the id of a hold', () => {
  it('is the platform’s with a signature, by which it is read again', async () => {
    for (const id of ['hld_1', 'a', '7', 'x'.repeat(64), 'A-b_C']) {
      const signed = (await signHoldId(id, context)) ?? '';
      expect(signed).toBe(holdByNode(id, { mode: 'test', secret }));
      expect(await readHoldId(signed, context)).toBe(id);
    }
  });

  it.each(['', '.', '..', 'a.b', 'a/b', 'a b', 'a%2Fb', 'ä', 'a\n', 'x'.repeat(65)])(
    'cannot be %j: it becomes part of a path',
    async (id) => {
      expect(await signHoldId(id, context)).toBe(null);
    },
  );

  it('is read with any of the keys, and with no other', async () => {
    const signed = (await signHoldId('hld_1', context)) ?? '';
    expect(await readHoldId(signed, withKeys([...newKeys, ...sealingKeys]))).toBe('hld_1');
    expect(await readHoldId(signed, withKeys(newKeys))).toBe(null);
    expect(await readHoldId(signed, { ...context, mode: 'live' })).toBe(null);
  });

  it('is refused when any letter of it is another, is missing or is added', async () => {
    const signed = (await signHoldId('hld_1', context)) ?? '';
    for (let place = 0; place < signed.length; place += 1) {
      const other = signed[place] === 'A' ? 'B' : 'A';
      const changed = signed.slice(0, place) + other + signed.slice(place + 1);
      expect(await readHoldId(changed, context)).toBe(null);
      expect(await readHoldId(signed.slice(0, place), context)).toBe(null);
    }
    for (const more of [`${signed}A`, ` ${signed}`, `${signed}\n`, `${signed}.x`])
      expect(await readHoldId(more, context)).toBe(null);
  });

  it('has one form: the last letter’s spare bits are none', async () => {
    const signed = (await signHoldId('hld_1', context)) ?? '';
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(signed.slice(-1));
    for (const bits of [1, 2, 3]) {
      const varied = signed.slice(0, -1) + (letters[last ^ bits] ?? '');
      expect(await readHoldId(varied, context)).toBe(null);
    }
  });

  it('is signed with a key of its own: the token of an appointment does not fit', async () => {
    const token = await makeManageToken('hld_1', context);
    const mac = token.split('.').at(-1) ?? '';
    expect(await readHoldId(`hld_1.${mac.slice(0, 22)}`, context)).toBe(null);
  });
});
