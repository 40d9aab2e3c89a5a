import { describe, expect, it } from 'vitest';
import { ageOn, blamedParts, readBirthDate } from '../../../../src/domain/patient/birth-date.js';

const options = { today: '2026-11-23', months: [] };

describe('a date of birth', () => {
  it.each([
    ['27', '3', '2007', '2007-03-27'],
    ['1', '1', '1900', '1900-01-01'],
    [' 27 ', ' 03 ', ' 2007 ', '2007-03-27'],
    ['２７', '３', '２００７', '2007-03-27'],
    ['27', 'march', '2007', '2007-03-27'],
    ['27', 'Mar', '2007', '2007-03-27'],
    ['27', 'MARCH', '2007', '2007-03-27'],
    ['27', 'mar.', '2007', '2007-03-27'],
    ['5', 'sept', '1960', '1960-09-05'],
    ['5', 'June', '1960', '1960-06-05'],
    ['5', 'jul', '1960', '1960-07-05'],
    ['29', '2', '2024', '2024-02-29'],
    ['29', 'feb', '2000', '2000-02-29'],
    ['22', '11', '2026', '2026-11-22'],
  ])('%s %s %s', (day, month, year, date) => {
    expect(readBirthDate({ day, month, year }, options)).toEqual({ ok: true, value: date });
  });

  it('takes months in the page’s language, and English ones in every language', () => {
    const welsh = {
      today: '2026-11-23',
      months:
        'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr'.split(
          ' ',
        ),
    };
    const typed = (month: string) => readBirthDate({ day: '27', month, year: '2007' }, welsh);
    expect(typed('Mawrth')).toEqual({ ok: true, value: '2007-03-27' });
    expect(typed('tach')).toEqual({ ok: true, value: '2007-11-27' });
    expect(typed('march')).toEqual({ ok: true, value: '2007-03-27' });
  });

  it.each([
    ['', '', '', 'birth_date_missing', ['day', 'month', 'year']],
    [' ', '', '', 'birth_date_missing', ['day', 'month', 'year']],
    ['', '3', '2007', 'birth_date_day_missing', ['day']],
    ['27', '', '2007', 'birth_date_month_missing', ['month']],
    ['27', '3', '', 'birth_date_year_missing', ['year']],
    ['', '', '2007', 'birth_date_day_missing', ['day']],
    ['27', '3', '07', 'birth_date_year_short', ['year']],
    ['27', '3', '207', 'birth_date_year_short', ['year']],
    ['27', '13', '2007', 'birth_date_month_not_real', ['month']],
    ['27', '0', '2007', 'birth_date_month_not_real', ['month']],
    ['32', '3', '2007', 'birth_date_day_not_real', ['day']],
    ['0', '3', '2007', 'birth_date_day_not_real', ['day']],
    ['31', '4', '2007', 'birth_date_not_real', ['day', 'month', 'year']],
    ['29', '2', '2023', 'birth_date_not_real', ['day', 'month', 'year']],
    ['29', '2', '1900', 'birth_date_not_real', ['day', 'month', 'year']],
    ['27', '3', '1899', 'birth_date_not_real', ['day', 'month', 'year']],
    ['27', '3', '20077', 'birth_date_not_real', ['day', 'month', 'year']],
    ['27th', '3', '2007', 'birth_date_day_not_real', ['day']],
    ['27', 'ma', '2007', 'birth_date_month_not_real', ['month']],
    ['27', 'marzo', '2007', 'birth_date_month_not_real', ['month']],
    ['27', 'ju', '2007', 'birth_date_month_not_real', ['month']],
    ['x', 'y', 'z', 'birth_date_not_real', ['day', 'month', 'year']],
    ['23', '11', '2026', 'birth_date_in_future', ['day', 'month', 'year']],
    ['24', '11', '2026', 'birth_date_in_future', ['day', 'month', 'year']],
    ['1', '1', '2099', 'birth_date_in_future', ['day', 'month', 'year']],
  ] as const)('%j %j %j: %s', (day, month, year, problem, parts) => {
    expect(readBirthDate({ day, month, year }, options)).toEqual({ ok: false, problem });
    expect(blamedParts(problem)).toEqual(parts);
  });
});

describe('an age', () => {
  it.each([
    ['2008-11-23', '2026-11-22', 17],
    ['2008-11-23', '2026-11-23', 18],
    ['2008-11-23', '2026-11-24', 18],
    ['2008-12-01', '2026-11-30', 17],
    // Born on 29 February: on 1 March of a year without that day.
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['1926-11-23', '2026-11-23', 100],
  ])('of who was born on %s, on %s, is %i', (born, day, age) => {
    expect(ageOn(born, day)).toBe(age);
  });
});
