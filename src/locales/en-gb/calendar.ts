import { datesIn } from './time.js';

/** Messages of the calendar. They load with its code. */
export const calendarWords = {
  /** The name of the calendar, announced by a screen reader and not visible. */
  calendarOf: 'Dates with free times',
  /** The names of the buttons `‹` and `›`, announced by a screen reader and not visible. */
  monthBefore: 'Previous month',
  monthAfter: 'Next month',
  /** "August"; "Wednesday"; "Wed". The names of months are also accepted in the date of birth. */
  monthWords: datesIn({ month: 'long' }),
  weekdayWords: datesIn({ weekday: 'long' }),
  shortWeekdayWords: datesIn({ weekday: 'short' }),
  /** "August 2026", above the days. */
  monthOfYear: (month: string, year: string) => `${month} ${year}`,
  /** Announced after a day: "Wednesday 6 August, no times". */
  noTimes: 'no times',
  unknownTimes: 'not looked up yet',
  closeCalendar: 'Close calendar',
};

export type CalendarWords = typeof calendarWords;
