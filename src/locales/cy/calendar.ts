import type { CalendarWords } from '../en-gb/calendar.js';
import { monthWords, shortWeekdayWords, weekdayWords } from './time.js';

export const calendarWords: CalendarWords = {
  calendarOf: 'Dyddiadau ag amseroedd ar gael',
  monthBefore: 'Y mis blaenorol',
  monthAfter: 'Y mis nesaf',
  monthWords,
  weekdayWords,
  shortWeekdayWords,
  monthOfYear: (month, year) => `${month} ${year}`,
  noTimes: 'dim amseroedd',
  unknownTimes: 'heb edrych eto',
  closeCalendar: 'Cau’r calendr',
};
