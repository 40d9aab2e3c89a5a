/** What the calendar says; it comes with the calendar's code. */
export const calendarWords = {
  calendarOf: 'Dates with free times',
  monthBefore: 'Previous month',
  monthAfter: 'Next month',
  noTimes: 'no times',
  unknownTimes: 'not looked up yet',
  closeCalendar: 'Close calendar',
};

export type CalendarWords = typeof calendarWords;
