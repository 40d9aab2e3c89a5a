import { announcementWords } from '../../src/locales/en-gb/announcements.js';
import { appointmentWords } from '../../src/locales/en-gb/appointment.js';
import { calendarWords } from '../../src/locales/en-gb/calendar.js';
import { confirmationWords } from '../../src/locales/en-gb/confirmation.js';
import { coverageWords } from '../../src/locales/en-gb/coverage.js';
import { journeyWords } from '../../src/locales/en-gb/journey.js';
import { patientWords } from '../../src/locales/en-gb/patient.js';
import { reviewWords } from '../../src/locales/en-gb/review.js';
import { shopFormWords } from '../../src/locales/en-gb/shop-form.js';
import { windowWords } from '../../src/locales/en-gb/window.js';
import type { ClockWords } from '../../src/locales/en-gb/time.js';
import type { Words as Messages } from '../../src/locales/catalogue.js';

/** English messages by section. Formats of dates and times are omitted, because they are not sentences. */
const catalogue = {
  announcements: announcementWords,
  appointment: appointmentWords,
  calendar: calendarWords,
  confirmation: confirmationWords,
  coverage: coverageWords,
  journey: journeyWords,
  patient: patientWords,
  review: reviewWords,
  'shop form': shopFormWords,
  window: windowWords,
};

type Sentences = Omit<Messages, keyof ClockWords>;

/** Arguments for every message that takes some. The compiler reports a new message without arguments here. */
type Typical = {
  readonly [
    Key in keyof Sentences as Sentences[Key] extends (...values: never) => string ? Key : never
  ]: readonly Parameters<Extract<Sentences[Key], (...values: never) => string>>[];
};

const postcode = 'SW1A 1AA';
const day = 'Wednesday 6 August';
const dayAndTime = `${day}, 8am to midday`;
const counts: readonly [number][] = [[1], [12]];
const date: readonly [string][] = [['2026-08-05']];

const typical: Typical = {
  windowsFound: counts,
  laterFound: counts,
  holdEnding: [['2:35pm']],
  cancelFree: [['5pm', day]],
  cancelCharged: [['5pm', day]],
  cancelledNow: [[dayAndTime]],
  monthWords: date,
  weekdayWords: date,
  shortWeekdayWords: date,
  monthOfYear: [['August', '2026']],
  postcodeRest: [['SW1A']],
  notCovered: [[postcode]],
  paused: [[postcode]],
  duration: counts,
  busyFor: [[20], [120]],
  optional: [['Address line 2']],
  dayAndTime: [[day, '8am to midday']],
  held: [['2:35pm']],
  noteLeft: counts,
  noteOver: counts,
  emailSuggestion: [['asha@example.com']],
  useEmail: [['asha@example.com']],
  under_age: [[18]],
  answer_missing: [['Phone number']],
  field_refused: [['Phone number']],
  fromAddress: [[postcode]],
  takeAddress: [[postcode]],
  moveTitle: [[postcode]],
  moveMade: [[dayAndTime]],
  moveGoneText: [[dayAndTime, postcode]],
  moveKeptSaid: [[postcode]],
  moveGoneSaid: [[postcode]],
  earliest: [[dayAndTime]],
  timesOn: [[day]],
  times: counts,
  left: counts,
  onePrice: [['£12.50']],
  goneText: [[dayAndTime]],
  selectAnother: [[dayAndTime]],
};

/**
 * Returns the texts of a message: the text itself, its results for the typical arguments, or those of nested messages.
 */
const textsOf = (key: string, message: unknown): readonly string[] => {
  if (typeof message === 'string') return [message];
  if (typeof message !== 'function')
    return Object.entries(message as object).flatMap(([inner, nested]) => textsOf(inner, nested));
  const format = message as (...values: readonly unknown[]) => string;
  return typical[key as keyof Typical].map((values) => format(...(values as readonly unknown[])));
};

/** Text of the English catalogue, with its place in it. */
export interface EnglishText {
  readonly section: string;
  readonly key: string;
  readonly text: string;
}

/** Texts of the English catalogue, with typical values filled in. */
export const englishTexts: readonly EnglishText[] = Object.entries(catalogue).flatMap(
  ([section, messages]) =>
    Object.entries(messages).flatMap(([key, message]) =>
      textsOf(key, message).map((text) => ({ section, key, text })),
    ),
);
