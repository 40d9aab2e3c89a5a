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
import type { Words } from '../../src/locales/catalogue.js';

/** The catalogue by room; days and times by themselves are no sentences. */
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

type Sentences = Omit<Words, keyof ClockWords>;

/** What every saying that holds something is tried with: the compiler misses one that is new. */
type Typical = {
  readonly [
    Key in keyof Sentences as Sentences[Key] extends (...put: never) => string ? Key : never
  ]: readonly Parameters<Extract<Sentences[Key], (...put: never) => string>>[];
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

const textsOf = (key: string, words: unknown): readonly string[] => {
  if (typeof words === 'string') return [words];
  if (typeof words !== 'function')
    return Object.entries(words as object).flatMap(([inner, more]) => textsOf(inner, more));
  const say = words as (...put: readonly unknown[]) => string;
  return typical[key as keyof Typical].map((put) => say(...(put as readonly unknown[])));
};

/** A text of the English catalogue, with its place there. */
export interface EnglishText {
  readonly section: string;
  readonly key: string;
  readonly text: string;
}

/** Every text of the English catalogue as a person may meet it. */
export const englishTexts: readonly EnglishText[] = Object.entries(catalogue).flatMap(([room, words]) =>
  Object.entries(words).flatMap(([key, message]) =>
    textsOf(key, message).map((text) => ({ room, key, text })),
  ),
);
