import { describe, expect, it } from 'vitest';
import fc from '../../../harness/properties.js';
import {
  addMonths,
  dayMoves,
  endOfMonth,
  weekdayOf,
  weeksOf,
  withinMonths,
} from '../../../../src/domain/time/month.js';
import { addDays } from '../../../../src/domain/time/zoned-time.js';

it.each([
  ['2026-08-03', 0],
  ['2026-08-06', 3],
  ['2026-03-29', 6],
  ['2026-10-25', 6],
  ['2028-02-29', 1],
])('%s is %i days after a Monday', (date, weekday) => {
  expect(weekdayOf(date)).toBe(weekday);
});

it.each([
  ['2026-02-01', '2026-02-28'],
  ['2028-02-29', '2028-02-29'],
  ['2026-04-30', '2026-04-30'],
  ['2026-12-31', '2026-12-31'],
])('the month of %s ends on %s', (date, end) => {
  expect(endOfMonth(date)).toBe(end);
});

it.each([
  ['2026-08-06', 1, '2026-09-06'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2027-01-31', -1, '2026-12-31'],
])('%s and %i months is %s', (date, months, moved) => {
  expect(addMonths(date, months)).toBe(moved);
});

describe('the weeks of a month', () => {
  it('are from Monday to Sunday', () => {
    const weeks = weeksOf('2026-03-29');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-03-01']);
    expect(weeks[4]?.at(-1)).toBe('2026-03-29');
    expect(weeks[5]).toEqual(['2026-03-30', '2026-03-31', null, null, null, null, null]);
    expect(weeksOf('2027-02-10')).toHaveLength(4);
  });

  it('hold each of its days once, in order, under its weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (day) => {
        const date = addDays('2000-01-01', day);
        const weeks = weeksOf(date);
        for (const week of weeks)
          week.forEach((each, weekday) => {
            if (each !== null) expect(weekdayOf(each)).toBe(weekday);
          });
        const days = weeks.flat().filter((each) => each !== null);
        expect(days).toContain(date);
        expect(days[0]).toBe(`${date.slice(0, 7)}-01`);
        expect(days.at(-1)).toBe(endOfMonth(date));
        days.slice(1).forEach((each, index) => {
          expect(each).toBe(addDays(days[index] ?? '', 1));
        });
      }),
    );
  });
});

it.each([
  ['2026-07-31', '2026-08-01'],
  ['2026-08-01', '2026-08-01'],
  ['2026-09-30', '2026-09-30'],
  ['2026-10-01', '2026-09-30'],
])('%s within August and September is %s', (date, kept) => {
  expect(withinMonths(date, '2026-08-06', '2026-09-02')).toBe(kept);
});

it.each([
  ['ArrowLeft', '2026-10-24', '2026-10-26'],
  ['ArrowRight', '2026-10-26', '2026-10-24'],
  ['ArrowUp', '2026-10-18', '2026-10-18'],
  ['ArrowDown', '2026-11-01', '2026-11-01'],
  ['Home', '2026-10-19', '2026-10-19'],
  ['End', '2026-10-25', '2026-10-25'],
  ['PageUp', '2026-09-25', '2026-09-25'],
  ['PageDown', '2026-11-25', '2026-11-25'],
])('%s from the day on which the clocks go back', (key, leftToRight, rightToLeft) => {
  expect(dayMoves[key]?.('2026-10-25', 1)).toBe(leftToRight);
  expect(dayMoves[key]?.('2026-10-25', -1)).toBe(rightToLeft);
});
