import { describe, expect, it } from 'vitest';
import {
  isManageToken,
  makeManageToken,
  type ManageContext,
} from '../../../../src/server/tokens/manage-token.js';
import { noon, sealingKeys } from '../ally.js';
import { manageByNode } from '../token.js';

const day = 86_400_000;
const newKeys = [{ kid: 'k2', secret: 'wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8' }];
const at = (time: number, sealing: object = {}): ManageContext => ({
  sealing: { keys: sealingKeys, ...sealing },
  now: () => new Date(time),
  mode: 'test',
});
const atNoon = at(noon.getTime());

describe('the token of an appointment', () => {
  it('fits its own appointment only', async () => {
    const token = await makeManageToken('app_1', atNoon);
    expect(await isManageToken(token, 'app_1', atNoon)).toBe(true);
    for (const other of ['app_2', 'app_11', 'app_', '', 'APP_1'])
      expect(await isManageToken(token, other, atNoon)).toBe(false);
  });

  it('fits no appointment of the other mode', async () => {
    const token = await makeManageToken('app_1', atNoon);
    expect(await isManageToken(token, 'app_1', { ...atNoon, mode: 'live' })).toBe(false);
    expect(await isManageToken(token, 'test.app_1', atNoon)).toBe(false);
  });

  it('has the form that the documents describe', async () => {
    const exp = (noon.getTime() + 90 * day) / 1000;
    const secret = sealingKeys[0]?.secret ?? '';
    expect(await makeManageToken('app_1', atNoon)).toBe(
      manageByNode('app_1', { kid: 'k1', exp, mode: 'test', secret }),
    );
  });

  it.each([
    ['90 days', {}, 90 * day],
    ['sealing.lifetimeMs', { lifetimeMs: 3 * day }, 3 * day],
  ])('ends after %s', async (_, sealing, lifetimeMs) => {
    const token = await makeManageToken('app_1', at(noon.getTime(), sealing));
    const end = noon.getTime() + lifetimeMs;
    expect(await isManageToken(token, 'app_1', at(end - 1))).toBe(true);
    expect(await isManageToken(token, 'app_1', at(end))).toBe(false);
  });

  it('outlives a rotation of the sealing keys, for as long as the old key is kept', async () => {
    const token = await makeManageToken('app_1', atNoon);
    const rotated = at(noon.getTime() + day, { keys: [...newKeys, ...sealingKeys] });
    expect(await isManageToken(token, 'app_1', rotated)).toBe(true);
    const anew = await makeManageToken('app_1', rotated);
    expect(anew).toMatch(/^man1\.k2\./);
    expect(await isManageToken(token, 'app_1', at(noon.getTime(), { keys: newKeys }))).toBe(false);
  });

  it('is refused when any letter of it is another', async () => {
    const token = await makeManageToken('app_1', atNoon);
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, place) + other + token.slice(place + 1);
      expect(await isManageToken(changed, 'app_1', atNoon)).toBe(false);
    }
  });

  it.each([
    ...['', 'man1', 'man1.k1.1.A', 'man1.k9.1795521600.AAAA', 'x'.repeat(100_000)],
    `man1.k1.999999999999.${'A'.repeat(43)}`,
    `man1.k1.1e99.${'A'.repeat(43)}`,
    'null',
  ])('is not %o', async (token) => {
    expect(await isManageToken(token, 'app_1', atNoon)).toBe(false);
  });

  it('cannot be extended: its end is signed', async () => {
    const token = await makeManageToken('app_1', atNoon);
    const [form, kid, exp = '', mac] = token.split('.');
    const later = [form, kid, String(Number(exp) + 1), mac].join('.');
    expect(await isManageToken(later, 'app_1', atNoon)).toBe(false);
    const padded = [form, kid, `0${exp}`, mac].join('.');
    expect(await isManageToken(padded, 'app_1', atNoon)).toBe(false);
  });
});
