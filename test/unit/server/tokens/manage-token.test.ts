import { describe, expect, it } from 'vitest';
import { makeManageToken, readManageToken } from '../../../../src/server/tokens/manage-token.js';
import { noon, sealingKeys } from '../options.js';
import { manageByNode } from '../token.js';

const day = 86_400_000;
const at = (time: number) => ({ sealingKeys, now: () => new Date(time) });
const atNoon = at(noon.getTime());

describe('the token of an appointment', () => {
  it('is its own, and nobody else’s', async () => {
    const token = await makeManageToken('app_1', atNoon);
    expect(await readManageToken(token, 'app_1', atNoon)).toBe(true);
    expect(await readManageToken(token, 'app_2', atNoon)).toBe(false);
  });

  it('has the form that the documents describe', async () => {
    const exp = (noon.getTime() + 180 * day) / 1000;
    const secret = sealingKeys[0]?.secret ?? '';
    expect(await makeManageToken('app_1', atNoon)).toBe(
      manageByNode('app_1', { kid: 'k1', exp, secret }),
    );
  });

  it('ends after 180 days', async () => {
    const token = await makeManageToken('app_1', atNoon);
    const end = noon.getTime() + 180 * day;
    expect(await readManageToken(token, 'app_1', at(end - 1))).toBe(true);
    expect(await readManageToken(token, 'app_1', at(end))).toBe(false);
  });

  it('is refused when any letter of it is another', async () => {
    const token = await makeManageToken('app_1', atNoon);
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, place) + other + token.slice(place + 1);
      expect(await readManageToken(changed, 'app_1', atNoon)).toBe(false);
    }
  });

  it.each(['', 'man1', 'man1.k1.1.A', 'man1.k9.1795521600.AAAA', 'x'.repeat(100_000)])(
    'is not %o',
    async (token) => {
      expect(await readManageToken(token, 'app_1', atNoon)).toBe(false);
    },
  );
});
