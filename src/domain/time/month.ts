import { addDays } from './zoned-time.js';

/** Calendar days are `YYYY-MM-DD`: text, so that no zone and no odd day of the year can move them. */
const firstOf = (date: string): string => `${date.slice(0, 7)}-01`;

/** 0 for Monday to 6 for Sunday, as weeks go here (ISO 8601). */
export const weekdayOf = (date: string): number =>
  (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The last day of a date's month. */
export const endOfMonth = (date: string): string =>
  // No month has 32 days: that many on from its first is in the next one.
  addDays(firstOf(addDays(firstOf(date), 32)), -1);

/** The same day of a month before or after, or the last one where that month is shorter. */
export const addMonths = (date: string, months: number): string => {
  const moved = new Date(`${firstOf(date)}T00:00:00Z`);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const end = endOfMonth(moved.toISOString().slice(0, 10));
  const same = end.slice(0, 8) + date.slice(8);
  return same < end ? same : end;
};

/** A month's weeks from Monday to Sunday; null for the days of its neighbours. */
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

/** A date kept within the months of two others. */
export const withinMonths = (date: string, from: string, to: string): string => {
  const first = firstOf(from);
  const last = endOfMonth(to);
  return date < first ? first : date > last ? last : date;
};

/**
 * How far each key goes (ARIA Authoring Practices, Date Picker Dialog). `forward` is -1 where text runs
 * from right to left.
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
