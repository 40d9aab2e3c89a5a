import { addDays } from './zoned-time.js';

/**
 * Returns the first day of a month. Calendar days are text, `YYYY-MM-DD`: no time zone and no change of the clocks
 * can shift them.
 */
const firstOf = (date: string): string => `${date.slice(0, 7)}-01`;

/** Returns the day of the week, 0 for Monday to 6 for Sunday (weeks of ISO 8601). */
export const weekdayOf = (date: string): number =>
  (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Returns the last day of a date's month. */
export const endOfMonth = (date: string): string =>
  // No month has 32 days: 32 days after its first day is always in the next month.
  addDays(firstOf(addDays(firstOf(date), 32)), -1);

/** Returns the same day some months later (or earlier), or the last day of that month if it is shorter. */
export const addMonths = (date: string, months: number): string => {
  const moved = new Date(`${firstOf(date)}T00:00:00Z`);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const end = endOfMonth(moved.toISOString().slice(0, 10));
  const same = end.slice(0, 8) + date.slice(8);
  return same < end ? same : end;
};

/** Returns the weeks of a month, Monday to Sunday, with null for days of the neighbouring months. */
export const weeksOf = (date: string): readonly (readonly (string | null)[])[] => {
  const first = firstOf(date);
  const end = endOfMonth(date);
  const weeks: (string | null)[][] = [];
  for (let monday = addDays(first, -weekdayOf(first)); monday <= end; monday = addDays(monday, 7))
    weeks.push(
      Array.from({ length: 7 }, (_, weekday) => addDays(monday, weekday)).map((day) =>
        day < first || day > end ? null : day,
      ),
    );
  return weeks;
};

/** Limits a date to the range from the first day of one month to the last day of another. */
export const withinMonths = (date: string, from: string, to: string): string => {
  const first = firstOf(from);
  const last = endOfMonth(to);
  return date < first ? first : date > last ? last : date;
};

/**
 * The date that each key moves to (ARIA Authoring Practices, Date Picker Dialog). `forward` is 1, or -1 where text
 * runs from right to left.
 */
export const dayMoves: Readonly<Record<string, (date: string, forward: number) => string>> = {
  ArrowLeft: (date, forward) => addDays(date, -forward),
  ArrowRight: (date, forward) => addDays(date, forward),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  Home: (date) => addDays(date, -weekdayOf(date)),
  End: (date) => addDays(date, 6 - weekdayOf(date)),
  PageUp: (date) => addMonths(date, -1),
  PageDown: (date) => addMonths(date, 1),
};
