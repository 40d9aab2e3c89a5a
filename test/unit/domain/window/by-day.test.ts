import { describe, expect, it } from 'vitest';
import fc from '../../../harness/properties.js';
import { dayPartOf, groupByDay, nearestWindows } from '../../../../src/domain/window/by-day.js';
import { placeTime } from '../../../../src/domain/time/zoned-time.js';
import type { AppointmentWindow } from '../../../../src/domain/window/window.js';

const london = 'Europe/London';

const windowFrom = (startAt: string, endAt: string, id = startAt): AppointmentWindow => ({
  id,
  startAt,
  endAt,
});

describe('days', () => {
  it('are in time order, with their windows in time order', () => {
    const late = windowFrom('2026-10-25T17:00:00Z', '2026-10-25T20:00:00Z');
    const early = windowFrom('2026-10-25T07:00:00Z', '2026-10-25T09:00:00Z');
    const before = windowFrom('2026-10-24T16:00:00Z', '2026-10-24T19:00:00Z');
    expect(groupByDay([late, before, early], london)).toEqual([
      { date: '2026-10-24', windows: [before] },
      { date: '2026-10-25', windows: [early, late] },
    ]);
  });

  it('hold each window once, on its own date, in time order', () => {
    const odd = [Date.UTC(2026, 2, 28), Date.UTC(2026, 9, 24), Date.UTC(2026, 7, 6)];
    fc.assert(
      fc.property(
        fc.constantFrom(london, 'America/Santiago', 'Pacific/Chatham'),
        fc.constantFrom(...odd),
        fc.uniqueArray(fc.integer({ min: 0, max: 4 * 24 * 4 }), { maxLength: 60 }),
        (place, first, quarters) => {
          const windows = quarters.map((quarter) => {
            const start = first + quarter * 900_000;
            return windowFrom(
              new Date(start).toISOString(),
              new Date(start + 900_000).toISOString(),
            );
          });
          const days = groupByDay(windows, place);
          expect(days.map(({ date }) => date)).toEqual([
            ...new Set(
              [...windows]
                .sort((a, b) => a.startAt.localeCompare(b.startAt))
                .map(({ startAt }) => placeTime(startAt, place).date),
            ),
          ]);
          expect(days.flatMap((day) => day.windows)).toEqual(
            [...windows].sort((a, b) => a.startAt.localeCompare(b.startAt)),
          );
        },
      ),
    );
  });
});

it('the nearest three to a window that has gone, in time order, without itself', () => {
  const at = (day: number): AppointmentWindow =>
    windowFrom(
      `2026-08-0${String(day)}T08:00:00Z`,
      `2026-08-0${String(day)}T11:00:00Z`,
      String(day),
    );
  const days = [1, 2, 3, 4, 5, 6].map(at);
  expect(nearestWindows(days, at(4)).map(({ id }) => id)).toEqual(['2', '3', '5']);
  expect(nearestWindows(days.slice(0, 1), at(4)).map(({ id }) => id)).toEqual(['1']);
  expect(nearestWindows([], at(4))).toEqual([]);
});

it.each([
  ['2026-08-06T05:00:00Z', 'morning'],
  ['2026-08-06T10:59:00Z', 'morning'],
  ['2026-08-06T11:00:00Z', 'afternoon'],
  ['2026-08-06T15:59:00Z', 'afternoon'],
  ['2026-08-06T16:00:00Z', 'evening'],
  // The clocks go back at 1am in UTC on 25 October 2026, and forward at 1am on 29 March.
  ['2026-10-24T11:00:00Z', 'afternoon'],
  ['2026-10-25T11:59:00Z', 'morning'],
  ['2026-10-25T12:00:00Z', 'afternoon'],
  ['2026-03-28T11:59:00Z', 'morning'],
  ['2026-03-29T11:00:00Z', 'afternoon'],
])('%s is in the %s', (startAt, part) => {
  expect(dayPartOf(windowFrom(startAt, startAt), london)).toBe(part);
});
