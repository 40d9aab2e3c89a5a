import { describe, expect, it, vi } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import { addDays, placeTime, spanWords } from '../../../../src/domain/time/zoned-time.js';
import type { AppointmentWindow } from '../../../../src/domain/window/window.js';
import { groupByDay } from '../../../../src/domain/window/by-day.js';
import { clockWords } from '../../../../src/locales/en-gb/time.js';
import { cy } from '../../../../src/entries/locale-cy.js';

const { timeWords } = clockWords;
const dayWords = { 'en-GB': clockWords.dayWords, cy: cy.dayWords };

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
  it.each([
    ['2026-08-06', 'en-GB', 'Thursday 6 August'],
    ['2026-03-29', 'en-GB', 'Sunday 29 March'],
    ['2026-10-25', 'en-GB', 'Sunday 25 October'],
    ['2026-12-31', 'cy', 'Dydd Iau 31 Rhagfyr'],
  ] as const)('%s in %s is %s', (date, language, words) => {
    expect(dayWords[language](date)).toBe(words);
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

/** Every kind of clock: whole hours, halves and quarters, changes at midnight and of half an hour, none. */
const places = [
  ...['Europe/London', 'America/New_York', 'America/Santiago', 'America/Havana'],
  ...['Asia/Kathmandu', 'Asia/Beirut', 'Asia/Gaza', 'Australia/Lord_Howe', 'Africa/Casablanca'],
  ...['Pacific/Apia', 'Pacific/Chatham', 'Antarctica/Troll', 'UTC'],
];

/** What Intl itself says, asked for the one instant. */
const intlTime = (instant: number, timeZone: string): ReturnType<typeof placeTime> => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  };
};

describe('the clock of a place, which is asked of Intl once a day', () => {
  it('says what Intl says at any instant', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2045, 0, 1) }),
        (place, instant) => {
          expect(placeTime(instant, place)).toEqual(intlTime(instant, place));
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it.each(['2026-03-29', '2026-10-25'])('says what Intl says in every minute of %s', (odd) => {
    const start = Date.parse(`${addDays(odd, -1)}T22:00Z`);
    for (let instant = start; instant < start + 28 * 3_600_000; instant += 60_000)
      expect(placeTime(instant, london)).toEqual(intlTime(instant, london));
  });

  it('asks Intl twice for a day of windows, however many there are', () => {
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    for (let minute = 0; minute < 24 * 60; minute += 5)
      placeTime(Date.UTC(2033, 5, 15, 0, minute), london);
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
  });
});
