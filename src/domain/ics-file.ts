/** A visit as an entry of a calendar. */
export interface CalendarVisit {
  /** The appointment's id. A calendar keeps one entry for each id, even if the file is opened twice. */
  readonly uid: string;
  /** ISO 8601 instants. */
  readonly startAt: string;
  readonly endAt: string;
  /** The time at which the file is made. */
  readonly now: Date;
  readonly title: string;
  readonly place: string;
  readonly description: string;
}

/** Formats an instant as "20260806T070000Z". It is in UTC, so that a change of the clocks cannot shift it. */
const stamp = (instant: string | Date): string =>
  new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

/** Escapes characters that would end a value or begin another one, and line breaks (RFC 5545, 3.3.11). */
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** Folds a line so that no part is longer than 75 octets, never within a character (RFC 5545, 3.1). */
const folded = (line: string): string => {
  const encoder = new TextEncoder();
  let octets = 0;
  let text = '';
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (octets + length > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += length;
  }
  return text;
};

/** Returns an iCalendar file (RFC 5545) with one visit. */
export const calendarFile = (visit: CalendarVisit): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ally Health//Booking//EN',
    'BEGIN:VEVENT',
    `UID:${escaped(visit.uid)}`,
    `DTSTAMP:${stamp(visit.now)}`,
    `DTSTART:${stamp(visit.startAt)}`,
    `DTEND:${stamp(visit.endAt)}`,
    `SUMMARY:${escaped(visit.title)}`,
    `LOCATION:${escaped(visit.place)}`,
    `DESCRIPTION:${escaped(visit.description)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
