/** Formats of the time of day in one language. Hours are 0 to 23. */
export interface TimeWords {
  time(hour: number, minute: number): string;
  span(start: string, end: string): string;
}

/** Caches formatters by time zone: creating one is slow, using it is not. */
const makeOnce = (
  make: (key: string) => Intl.DateTimeFormat,
): ((key: string) => Intl.DateTimeFormat) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (key) => {
    const format = made.get(key) ?? make(key);
    made.set(key, format);
    return format;
  };
};

const clockFormat = makeOnce(
  (timeZone) =>
    // en-CA with h23 gives year-month-day and 00 to 23, whatever the browser's language is.
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

/** In milliseconds. */
const dayLength = 86_400_000;

/** Returns the offset of a place's clock from UTC, in milliseconds. It asks Intl, which is slow. */
const offsetAt = (instant: number, timeZone: string): number => {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of clockFormat(timeZone).formatToParts(instant)) parts[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  const minutes = Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`);
  return minutes - Math.floor(instant / 60_000) * 60_000;
};

/** Offsets by time zone and UTC day, in milliseconds; null for a day on which the clocks change. */
const offsets = new Map<string, Map<number, number | null>>();

/** Returns the local time of a place at an instant, in milliseconds, as if the place were in UTC. */
export const wallTime = (instant: number, timeZone: string): number => {
  let known = offsets.get(timeZone);
  if (!known) offsets.set(timeZone, (known = new Map<number, number | null>()));
  const day = Math.floor(instant / dayLength);
  let offset = known.get(day);
  if (offset === undefined) {
    const [start, end] = [day, day + 1].map((at) => offsetAt(at * dayLength, timeZone));
    offset = start !== undefined && start === end ? start : null;
    known.set(day, offset);
  }
  return instant + (offset ?? offsetAt(instant, timeZone));
};

/** Returns the calendar day and the time of day at a place. The browser's own time zone has no effect. */
export const placeTime = (
  instant: string | number | Date,
  timeZone: string,
): { readonly date: string; readonly hour: number; readonly minute: number } => {
  const wall = new Date(wallTime(new Date(instant).getTime(), timeZone));
  return {
    date: wall.toISOString().slice(0, 10),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
  };
};

/** Adds whole days to a calendar day. It calculates in UTC, where the clocks never change. */
export const addDays = (date: string, days: number): string => {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
};

/** Formats the time range of a window in the place's time zone: "8am to midday". */
export const spanWords = (
  { startAt, endAt }: { readonly startAt: string; readonly endAt: string },
  timeZone: string,
  words: TimeWords,
): string => {
  const start = placeTime(startAt, timeZone);
  const end = placeTime(endAt, timeZone);
  return words.span(words.time(start.hour, start.minute), words.time(end.hour, end.minute));
};
