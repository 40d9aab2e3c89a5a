import { describe, expect, it, vi } from 'vitest';
import {
  addDays,
  dayWords,
  groupByDay,
  nearestWindows,
  placeTime,
  priceWords,
  spanWords,
  type AppointmentWindow,
} from '../../../src/booking/window.js';
import { timeWords } from '../../../src/locales/en-gb/journey.js';

const london = 'Europe/London';

const windowFrom = (startAt: string, endAt: string, id = startAt): AppointmentWindow => ({
  id,
  startAt,
  endAt,
});

it('runs in the zone that it is meant to run in', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env.ALLY_TEST_ZONE);
});

describe('words for a span, in the place’s zone', () => {
  it.each([
    // The clocks go forward at 1am on 29 March 2026, and back at 2am on 25 October 2026.
    ['2026-03-28T08:00:00Z', '2026-03-28T12:00:00Z', '2026-03-28', '8am to midday'],
    ['2026-03-29T07:00:00Z', '2026-03-29T11:00:00Z', '2026-03-29', '8am to midday'],
    ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-03-29', '12:30am to 2:30am'],
    ['2026-10-24T07:00:00Z', '2026-10-24T11:00:00Z', '2026-10-24', '8am to midday'],
    ['2026-10-25T08:00:00Z', '2026-10-25T12:00:00Z', '2026-10-25', '8am to midday'],
    ['2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', '2026-10-25', '1am to 3am'],
    ['2026-10-24T23:00:00Z', '2026-10-25T07:00:00Z', '2026-10-25', 'midnight to 7am'],
    ['2026-08-06T09:00:00+01:00', '2026-08-06T17:30:00+01:00', '2026-08-06', '9am to 5:30pm'],
    ['2026-08-06T20:00:00+01:00', '2026-08-07T00:00:00+01:00', '2026-08-06', '8pm to midnight'],
    ['2026-08-06T12:00:00+01:00', '2026-08-06T12:05:00+01:00', '2026-08-06', 'midday to 12:05pm'],
    ['2026-08-31T23:30:00+01:00', '2026-09-01T01:00:00+01:00', '2026-08-31', '11:30pm to 1am'],
  ])('%s to %s is %s, %s', (startAt, endAt, date, words) => {
    const window = windowFrom(startAt, endAt);
    expect(spanWords(window, london, timeWords)).toBe(words);
    expect(groupByDay([window], london)).toEqual([{ date, windows: [window] }]);
  });

  it('tells the hour that comes twice by its clock', () => {
    const night = windowFrom('2026-10-25T00:30:00Z', '2026-10-25T02:00:00Z');
    expect(spanWords(night, london, timeWords)).toBe('1:30am to 2am');
  });

  it('is another in another place', () => {
    const window = windowFrom('2026-08-06T08:00:00Z', '2026-08-06T11:00:00Z');
    expect(spanWords(window, 'Europe/Lisbon', timeWords)).toBe('9am to midday');
    expect(spanWords(window, 'Pacific/Auckland', timeWords)).toBe('8pm to 11pm');
  });
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

  it.each([
    ['2026-08-06', 'en-GB', 'Thursday 6 August'],
    ['2026-03-29', 'en-GB', 'Sunday 29 March'],
    ['2026-10-25', 'en-GB', 'Sunday 25 October'],
    ['2026-12-31', 'cy', 'Dydd Iau 31 Rhagfyr'],
  ])('%s in %s is %s', (date, language, words) => {
    expect(dayWords(date, language)).toBe(words);
  });

  it.each([
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 20, '2027-01-20'],
    ['2026-03-30', -1, '2026-03-29'],
  ])('%s and %i days is %s', (date, days, moved) => {
    expect(addDays(date, days)).toBe(moved);
  });

  it('are the place’s at its midnight, not the browser’s', () => {
    expect(placeTime('2026-10-24T22:59:59Z', london).date).toBe('2026-10-24');
    expect(placeTime('2026-10-24T23:00:00Z', london)).toEqual({
      date: '2026-10-25',
      hour: 0,
      minute: 0,
    });
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
  [{ amount: 1200, currency: 'GBP' }, '£12'],
  [{ amount: 1250, currency: 'GBP' }, '£12.50'],
  [{ amount: 5, currency: 'GBP' }, '£0.05'],
  [{ amount: 0, currency: 'GBP' }, '£0'],
  [{ amount: 500, currency: 'JPY' }, 'JP¥500'],
  [{ amount: 1_234_500, currency: 'GBP' }, '£12,345'],
  [{ amount: 1550, currency: 'EUR' }, '€15.50'],
])('%j is %s', (price, words) => {
  expect(priceWords(price, 'en-GB')).toBe(words);
});

it('a price makes two formatters for a currency, however many windows have one', () => {
  const made = vi.fn();
  class Counted extends Intl.NumberFormat {
    constructor(...options: ConstructorParameters<typeof Intl.NumberFormat>) {
      super(...options);
      made();
    }
  }
  vi.stubGlobal('Intl', Object.create(Intl, { NumberFormat: { value: Counted } }));
  for (let amount = 0; amount < 500; amount += 25) priceWords({ amount, currency: 'CHF' }, 'en-GB');
  vi.unstubAllGlobals();
  expect(made).toHaveBeenCalledTimes(2);
});
