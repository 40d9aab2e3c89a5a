import { expect, it } from 'vitest';
import { timetable } from '../../../../src/mocks/availability/timetable.js';

const places = ['SW1A 1AA', 'M1 1AE', 'E1 6AN', 'CR0 1AA', 'WA14 1AA', 'ZZ99 1AA'];

const on = (day: string, where: string, seed = 'larkspur') =>
  timetable(where, { seed, now: new Date(`${day}T09:00:00Z`) });

const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10),
  );

// Both odd days are Sundays, on which nobody comes: the clock changes between these pairs.
it.each([
  ['2026-03-16', 'Early', '2026-03-28T07:00:00Z', '2026-03-28T09:00:00Z'],
  ['2026-03-16', 'Early', '2026-03-30T06:00:00Z', '2026-03-30T08:00:00Z'],
  ['2026-03-16', 'Evening', '2026-03-28T17:00:00Z', '2026-03-28T20:00:00Z'],
  ['2026-03-16', 'Evening', '2026-03-30T16:00:00Z', '2026-03-30T19:00:00Z'],
  ['2026-10-12', 'Morning', '2026-10-24T08:00:00Z', '2026-10-24T11:00:00Z'],
  ['2026-10-12', 'Morning', '2026-10-26T09:00:00Z', '2026-10-26T12:00:00Z'],
  ['2026-10-12', 'Afternoon', '2026-10-24T12:00:00Z', '2026-10-24T16:00:00Z'],
  ['2026-10-12', 'Afternoon', '2026-10-26T13:00:00Z', '2026-10-26T17:00:00Z'],
])('seen on %s, %s starts at %s and ends at %s', (today, name, startAt, endAt) => {
  const day = startAt.slice(0, 10);
  const found = places
    .flatMap((where) => on(today, where))
    .filter((window) => window.name === name && window.startAt.startsWith(day));
  expect(found.length, 'somewhere it is free').toBeGreaterThan(0);
  for (const window of found) expect(window).toMatchObject({ startAt, endAt });
});

it.each([
  ['2026-03-23', '2026-03-29'],
  ['2026-10-20', '2026-10-25'],
])('seen on %s, the odd Sunday %s is off', (today, sunday) => {
  const days = places.flatMap((where) => on(today, where)).map(({ startAt }) => startAt);
  expect(days.filter((startAt) => startAt.startsWith(sunday))).toEqual([]);
});

it('has twelve days with windows in any three weeks, holidays or not', () => {
  const todays = [
    ...daysFrom('2025-12-08', 18),
    ...daysFrom('2026-03-16', 10),
    ...daysFrom('2026-12-08', 18),
  ];
  for (const today of todays)
    for (const where of places) {
      const days = new Set(on(today, where).map(({ startAt }) => startAt.slice(0, 10)));
      expect(days.size, `${today} ${where}`).toBeGreaterThanOrEqual(12);
    }
});

it('knows a window again the day after, by its id', () => {
  const today = new Map(on('2026-11-23', 'M1 1AE').map((window) => [window.id, window]));
  const shared = on('2026-11-24', 'M1 1AE').filter(({ id }) => today.has(id));
  expect(shared.length).toBeGreaterThan(20);
  for (const window of shared) expect(window).toEqual(today.get(window.id));
});

it('rests on other days in other areas, and sells one to four visits of a window', () => {
  const weekdays = places.map((where) =>
    [...new Set(on('2026-11-23', where).map(({ startAt }) => new Date(startAt).getUTCDay()))]
      .sort()
      .join(),
  );
  expect(new Set(weekdays).size).toBeGreaterThan(1);
  const capacities = new Set(
    places.flatMap((where) => on('2026-11-23', where)).map((w) => w.capacity),
  );
  expect([...capacities].sort()).toEqual([1, 2, 3, 4]);
});
