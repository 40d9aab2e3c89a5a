import type { DateWords } from '../../domain/time/month-names.js';
import type { TimeWords } from '../../domain/time/zoned-time.js';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Returns a function that formats days. It keeps its formatter, because creating one is slow. */
export const datesIn = (options: Intl.DateTimeFormatOptions): DateWords => {
  let format: Intl.DateTimeFormat | undefined;
  return (date) =>
    // The parts are joined here: some browsers put a comma after the weekday, which the NHS style does not have.
    (format ??= new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }))
      .formatToParts(new Date(`${date}T12:00:00Z`))
      .filter((part) => part.type !== 'literal')
      .map((part) => part.value)
      .join(' ');
};

/**
 * The NHS style (https://service-manual.nhs.uk/content/numbers-measurements-dates-time): 5pm, 5:30pm, midday,
 * midnight, "to".
 */
const timeWords: TimeWords = {
  time(hour, minute) {
    if (minute === 0 && hour === 0) return 'midnight';
    if (minute === 0 && hour === 12) return 'midday';
    const clock = hour % 12 === 0 ? 12 : hour % 12;
    const past = minute === 0 ? '' : `:${twoDigits(minute)}`;
    return `${String(clock)}${past}${hour < 12 ? 'am' : 'pm'}`;
  },
  span: (start, end) => `${start} to ${end}`,
};

/** Formats of days and times. They load with the code of the journey. */
export const clockWords = {
  timeWords,
  /** "Wednesday 6 August". */
  dayWords: datesIn({ weekday: 'long', day: 'numeric', month: 'long' }),
};

export type ClockWords = typeof clockWords;
