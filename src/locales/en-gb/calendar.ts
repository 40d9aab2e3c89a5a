import { datesIn } from './time.js';

/** What the calendar says; it comes with the calendar's code. */
export const calendarWords = {
  /** The name of the whole calendar, heard and not seen. */
  calendarOf: 'Dates with free times',
  /** The buttons `‹` and `›`, heard and not seen. */
  monthBefore: 'Previous month',
  monthAfter: 'Next month',
  /** "August"; "Wednesday"; "Wed". A month may be typed, too. */
  monthWords: datesIn({ month: 'long' }),
  weekdayWords: datesIn({ weekday: 'long' }),
  shortWeekdayWords: datesIn({ weekday: 'short' }),
  /** "August 2026", above the days. */
  monthOfYear: (month: string, year: string) => `${month} ${year}`,
  /** Heard after a day: "Wednesday 6 August, no times". */
  noTimes: 'no times',
  unknownTimes: 'not looked up yet',
  closeCalendar: 'Close calendar',
};

export type CalendarWords = typeof calendarWords;
