import { describe, expect, it, vi } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import * as contract from '../../../../src/api/contract/schemas.js';
import { DAYS_AHEAD } from '../../../../src/domain/limits.js';
import { addDays } from '../../../../src/domain/time/zoned-time.js';
import { MockPlatform, window } from '../../../fixtures/platform.js';
import { selection } from '../selection.js';
import { ask, failureIn, place, startRelay, useNoon } from './ask.js';

useNoon();

const hours = 3_600_000;

/** Windows of two hours, each day at 00:00, 09:00 and 22:00 UTC, from four days ago to 40 days ahead. */
const everyDay = Array.from({ length: 44 }, (_, day) =>
  [0, 9, 22].map((hour) => {
    const startAt = Date.UTC(2026, 10, 20 + day, hour);
    return {
      id: `win_${String(day)}_${String(hour)}`,
      startAt: new Date(startAt).toISOString(),
      endAt: new Date(startAt + 2 * hours).toISOString(),
    };
  }),
).flat();

/** A platform that answers every window that it has, whatever days it is asked for. */
class WidePlatform extends MockPlatform {
  timeZone = 'Europe/London';
  override readonly fetch: MockPlatform['fetch'] = (input) =>
    Promise.resolve(
      String(input).endsWith('/availability')
        ? Response.json({ timeZone: this.timeZone, windows: everyDay })
        : Response.json({ covered: true }),
    );
}

const list = async (
  relay: ReturnType<typeof startRelay>['relay'],
  days: { readonly from: string; readonly to: string },
) => {
  const response = await ask(relay, '/windows', { body: { ...place, ...days } });
  return { response, status: response.status };
};

describe('windows', () => {
  it('are those of the days that were asked for', async () => {
    const { relay, platform } = startRelay();
    const { response } = await list(relay, { from: '2026-11-24', to: '2026-12-14' });
    expect(contract.windows.parse(await response.json()).windows).toEqual([window]);
    expect(platform.requests[0]?.body).toEqual({ ...place, from: '2026-11-24', to: '2026-12-14' });
    const before = await list(relay, { from: '2026-11-24', to: '2026-11-30' });
    expect(contract.windows.parse(await before.response.json()).windows).toEqual([]);
  });

  it.each([
    ['2026-11-24', '2026-12-15'],
    ['2026-11-24', '2026-11-23'],
    ['2026-11-24', '2027-11-24'],
    ['9999-12-31', '2026-11-24'],
  ])('are for three weeks at most: from %s to %s is refused', async (from, to) => {
    const { relay, platform } = startRelay();
    const { response } = await list(relay, { from, to });
    expect(await failureIn(response)).toMatchObject({ code: 'validation_failed', param: 'to' });
    expect(platform.requests).toEqual([]);
  });

  it.each([
    ['2026-12-15', '2026-12-20'],
    ['2027-06-01', '2027-06-07'],
    ['2026-11-01', '2026-11-20'],
    ['1900-01-01', '1900-01-01'],
  ])('before today and beyond three weeks are none: from %s to %s', async (from, to) => {
    const { relay, platform } = startRelay();
    const { response } = await list(relay, { from, to });
    expect(contract.windows.parse(await response.json())).toEqual({
      timeZone: 'Europe/London',
      windows: [],
    });
    expect(platform.requests).toEqual([]);
  });

  it('that have begun are not offered: no order would be booked into one', async () => {
    const { relay } = startRelay({}, { platform: new WidePlatform() });
    vi.setSystemTime('2026-11-24T09:00:00Z');
    const { response } = await list(relay, { from: '2026-11-24', to: '2026-11-24' });
    const { windows } = contract.windows.parse(await response.json());
    expect(windows.map(({ startAt }) => startAt)).toEqual(['2026-11-24T22:00:00.000Z']);
    const body = { ...selection, windowId: 'win_4_9' };
    expect((await ask(relay, '/selections', { body })).status).toBe(409);
  });

  it('of which one is odd are offered without it', async () => {
    const odd = [
      { ...window, id: 'win_odd', startAt: 'soon' },
      { ...window, id: '' },
      { ...window, id: '..' },
      { ...window, price: { amount: 12.5, currency: 'GBP' } },
      { ...window, endAt: window.startAt },
      null,
      'text',
      [],
    ];
    for (const [index, one] of odd.entries()) {
      const { relay, platform } = startRelay();
      const fine = Array.from({ length: 9 }, (_, number) => ({
        ...window,
        id: `win_${String(number)}`,
      }));
      const windows = [...fine.slice(0, index), one, ...fine.slice(index)];
      platform.plan('listWindows', { json: { windows } });
      const { response } = await list(relay, { from: '2026-12-01', to: '2026-12-01' });
      expect(contract.windows.parse(await response.json()).windows).toEqual(fine);
    }
  });

  it('whose properties only describe are kept without an odd one', async () => {
    const { relay, platform } = startRelay();
    const described = { ...window, name: 7, remaining: 'few' };
    platform.plan('listWindows', { json: { windows: [described], timeZone: 'Mars/Olympus' } });
    const { response } = await list(relay, { from: '2026-12-01', to: '2026-12-01' });
    const { id, startAt, endAt, price } = window;
    expect(contract.windows.parse(await response.json())).toEqual({
      timeZone: 'Europe/London',
      windows: [{ id, startAt, endAt, price }],
    });
  });
});

it('every window that is listed can be sealed, at any time and in any zone of the place', async () => {
  const platform = new WidePlatform();
  const { relay } = startRelay({}, { platform });
  const day = fc.integer({ min: -10, max: 50 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 24 * 60 - 1 }),
      fc.constantFrom('Europe/London', 'Pacific/Auckland', 'America/Los_Angeles', 'UTC'),
      day,
      fc.integer({ min: 0, max: DAYS_AHEAD }),
      fc.nat(),
      async (minute, timeZone, start, length, which) => {
        vi.setSystemTime(Date.UTC(2026, 10, 24, 0, minute));
        platform.timeZone = timeZone;
        const from = addDays('2026-11-24', start);
        const { response } = await list(relay, { from, to: addDays(from, length) });
        const listed = contract.windows.parse(await response.json()).windows;
        const coverage = await ask(relay, '/coverage', { body: place });
        const first = contract.coverage.parse(await coverage.json()).windows ?? [];
        const all = [...listed, ...first];
        const windowId = all[which % all.length]?.id ?? '';
        const sealed = await ask(relay, '/selections', { body: { ...selection, windowId } });
        expect([windowId, sealed.status]).toEqual([windowId, 200]);
        const ids = new Set(first.map(({ id }) => id));
        expect(listed.filter(({ id }) => !ids.has(id))).toEqual([]);
      },
    ),
    { numRuns: runs(100) },
  );
});
