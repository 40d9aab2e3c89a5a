import { monthNames } from '../time/month-names.js';
import { read, refuse, type Reading } from '../result.js';

/** The three fields of a date of birth, as typed. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export type DatePart = keyof TypedDate;

export type BirthDateProblem =
  | 'birth_date_missing'
  | 'birth_date_day_missing'
  | 'birth_date_month_missing'
  | 'birth_date_year_missing'
  | 'birth_date_year_short'
  | 'birth_date_day_not_real'
  | 'birth_date_month_not_real'
  | 'birth_date_not_real'
  | 'birth_date_in_future'
  | 'under_age';

/** Returns the fields that an error is about: only these are marked as invalid. */
export const blamedParts = (problem: BirthDateProblem): readonly DatePart[] => {
  switch (problem) {
    case 'birth_date_day_missing':
    case 'birth_date_day_not_real':
      return ['day'];
    case 'birth_date_month_missing':
    case 'birth_date_month_not_real':
      return ['month'];
    case 'birth_date_year_missing':
    case 'birth_date_year_short':
      return ['year'];
    default:
      return ['day', 'month', 'year'];
  }
};

/**
 * The earliest year that is accepted. No living person was born before it, so an earlier year is a typing error.
 */
const earliestYear = 1900;

const englishMonths = (): readonly string[] => {
  const format = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  return monthNames((date) => format.format(new Date(date)));
};

/**
 * Parses a month typed as a number, a name or the beginning of a name ("mar"). English names are accepted in every
 * language.
 */
const readMonth = (typed: string, months: readonly string[]): number => {
  if (/^\d{1,2}$/.test(typed)) return Number(typed);
  const beginning = typed.toLowerCase().replace(/\.$/, '');
  if (beginning.length < 3) return NaN;
  for (const names of [months, englishMonths()]) {
    const found = names.filter((name) => name.toLowerCase().startsWith(beginning));
    const [only] = found;
    if (only !== undefined && found.length === 1) return names.indexOf(only) + 1;
  }
  return beginning === 'sept' ? 9 : NaN;
};

const isRealDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * Returns the age on a day, in whole years; both dates are `YYYY-MM-DD`. An age is reached on the anniversary
 * (Family Law Reform Act 1969, section 9). A person born on 29 February reaches it on 1 March of a year without
 * that day.
 */
export const ageOn = (birthDate: string, day: string): number =>
  Number(day.slice(0, 4)) -
  Number(birthDate.slice(0, 4)) -
  (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/**
 * Parses a date of birth from three fields, and returns one error at a time by the rules of GOV.UK's date input
 * (https://design-system.service.gov.uk/components/date-input/): first missing parts, then a short year, then a
 * date that is not real, then a date that is not in the past.
 *
 * @param today the calendar day `YYYY-MM-DD` at the place of the visit
 * @param months names of the months that are accepted besides the English ones, January first
 * @returns the date as `YYYY-MM-DD`
 */
export const readBirthDate = (
  typed: TypedDate,
  { today, months }: { readonly today: string; readonly months: readonly string[] },
): Reading<string, BirthDateProblem> => {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) =>
    part.normalize('NFKC').trim(),
  ) as [string, string, string];
  if (day === '' && month === '' && year === '') return refuse('birth_date_missing');
  if (day === '') return refuse('birth_date_day_missing');
  if (month === '') return refuse('birth_date_month_missing');
  if (year === '') return refuse('birth_date_year_missing');
  if (/^\d{1,3}$/.test(year)) return refuse('birth_date_year_short');
  const monthNumber = readMonth(month, months);
  const isMonth = monthNumber >= 1 && monthNumber <= 12;
  const isDay = /^\d{1,2}$/.test(day) && Number(day) >= 1 && Number(day) <= 31;
  // If only the day or only the month is impossible, the error names it. Otherwise it names the whole date.
  if (isDay && !isMonth) return refuse('birth_date_month_not_real');
  if (isMonth && !isDay) return refuse('birth_date_day_not_real');
  if (
    !/^\d{4}$/.test(year) ||
    Number(year) < earliestYear ||
    !isRealDay(Number(year), monthNumber, Number(day))
  )
    return refuse('birth_date_not_real');
  const date = `${year}-${twoDigits(monthNumber)}-${twoDigits(Number(day))}`;
  return date < today ? read(date) : refuse('birth_date_in_future');
};
