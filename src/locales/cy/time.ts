import type { ClockWords } from '../en-gb/time.js';

const words = (list: string): readonly string[] => list.split(' ');

const months = words(
  'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr',
);
/** From Sunday on, as `Date` counts them. */
const days = words('Sul Llun Mawrth Mercher Iau Gwener Sadwrn');
const shortDays = words('Sul Llun Maw Mer Iau Gwe Sad');

/** As `Intl` says them, which Chromium does not: it has no Welsh names of days and months. */
export const monthWords = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? '';
const dayOf = (date: string): number => new Date(date).getUTCDay();
export const weekdayWords = (date: string): string => `Dydd ${days[dayOf(date)] ?? ''}`;

export const shortWeekdayWords = (date: string): string => shortDays[dayOf(date)] ?? '';

export const clockWords: ClockWords = {
  timeWords: {
    time(hour, minute) {
      if (minute === 0 && hour % 12 === 0) return `hanner ${hour === 0 ? 'nos' : 'dydd'}`;
      const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
      return `${String(hour % 12 || 12)}${past}${hour < 12 ? 'am' : 'pm'}`;
    },
    span: (start, end) => `${start} i ${end}`,
  },
  dayWords: (date) => `${weekdayWords(date)} ${String(Number(date.slice(8)))} ${monthWords(date)}`,
};
