/**
 * Welsh. No native speaker has reviewed it yet: before a shop relies on it, one should (see docs/languages.md).
 *
 * What is put into a sentence is never mutated: names, dates, prices and postcodes stand after a colon, in brackets
 * or alone, and never after a word that would change their first letter. Times begin with a digit or with "hanner",
 * whose h no word changes: so midnight is "hanner nos", not "canol nos", which would be "i ganol nos" at the end of
 * a span. Numbers are in figures, with the form of the noun that each takes.
 */
import type { Catalogue } from '../languages.js';
import { announcementWords } from './announcements.js';
import { calendarWords } from './calendar.js';
import { confirmationWords } from './confirmation.js';
import { coverageWords } from './coverage.js';
import { journeyWords } from './journey.js';
import { patientWords } from './patient.js';
import { reviewWords } from './review.js';
import { shopFormWords } from './shop-form.js';
import { clockWords } from './time.js';
import { windowWords } from './window.js';

export const cy: Catalogue<'cy'> = (counted) => ({
  ...journeyWords(counted),
  ...clockWords,
  ...announcementWords(counted),
  ...coverageWords,
  ...windowWords(counted),
  ...calendarWords,
  ...patientWords(counted),
  ...reviewWords,
  ...confirmationWords,
  ...shopFormWords,
});
