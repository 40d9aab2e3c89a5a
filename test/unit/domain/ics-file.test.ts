import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import fc from '../../harness/properties.js';
import { calendarFile } from '../../../src/domain/ics-file.js';

const visit = {
  uid: 'app_1',
  startAt: '2026-08-06T08:00:00+01:00',
  endAt: '2026-08-06T12:00:00+01:00',
  now: new Date('2026-08-01T09:00:00.123Z'),
  title: 'Blood test at home',
  place: '12 Example Street, London, SW1A 1AA',
  description: 'Reference: app_1\nDo not eat; drink water.',
};

/** Reads a file as a calendar does. */
const readBack = (file: string) => {
  const event = new ICAL.Event(
    new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent') ?? undefined,
  );
  const { uid, summary, location, description } = event;
  return {
    uid,
    title: summary,
    place: location,
    description,
    startAt: event.startDate.toJSDate().toISOString(),
    endAt: event.endDate.toJSDate().toISOString(),
  };
};

describe('a calendar file', () => {
  it('is read by a calendar as what was written', () => {
    expect(readBack(calendarFile(visit))).toEqual({
      uid: visit.uid,
      title: visit.title,
      place: visit.place,
      description: visit.description,
      startAt: '2026-08-06T07:00:00.000Z',
      endAt: '2026-08-06T11:00:00.000Z',
    });
  });

  it.each([
    ['the day of 23 hours', '2027-03-28T00:30:00Z', '2027-03-28T02:30:00+01:00'],
    ['the day of 25 hours', '2027-10-31T01:30:00+01:00', '2027-10-31T01:30:00Z'],
  ])('is right across %s', (_day, startAt, endAt) => {
    expect(readBack(calendarFile({ ...visit, startAt, endAt }))).toMatchObject({
      startAt: new Date(startAt).toISOString(),
      endAt: new Date(endAt).toISOString(),
    });
  });

  it('has no line of more than 75 octets, and each ends as the standard asks', () => {
    const long = 'Ünïcödé 🩸 '.repeat(40);
    const file = calendarFile({ ...visit, description: long });
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of file.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(readBack(file).description).toBe(long);
  });

  it('keeps any text whole', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .filter((said) => !/[\p{Cc}]/u.test(said) && said.trim() === said);
    fc.assert(
      fc.property(text, text, (title, place) => {
        expect(readBack(calendarFile({ ...visit, title, place }))).toMatchObject({
          title,
          place,
        });
      }),
    );
  });
});
