/** A visit, as a person's calendar keeps it. */
export interface CalendarVisit {
  /** The appointment's id: a file that is opened twice is one entry. */
  readonly uid: string;
  /** ISO 8601 instants. */
  readonly startAt: string;
  readonly endAt: string;
  readonly now: Date;
  readonly title: string;
  readonly place: string;
  readonly description: string;
}

/** "20260806T070000Z": in UTC, so that neither of the year's two odd days can move it. */
const stamp = (instant: string | Date): string =>
  new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

/** RFC 5545, 3.3.11: what would end a value or begin another. */
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** RFC 5545, 3.1: no line longer than 75 octets; never within a character. */
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

/** An iCalendar file (RFC 5545) of one visit. */
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
