import { announcementWords } from '../../src/locales/en-gb/announcements.js';
import { appointmentWords } from '../../src/locales/en-gb/appointment.js';
import { calendarWords } from '../../src/locales/en-gb/calendar.js';
import { confirmationWords } from '../../src/locales/en-gb/confirmation.js';
import { coverageWords } from '../../src/locales/en-gb/coverage.js';
import { journeyWords } from '../../src/locales/en-gb/journey.js';
import { patientWords } from '../../src/locales/en-gb/patient.js';
import { reviewWords } from '../../src/locales/en-gb/review.js';
import { shopFormWords } from '../../src/locales/en-gb/shop-form.js';
import { clockWords } from '../../src/locales/en-gb/time.js';
import { windowWords } from '../../src/locales/en-gb/window.js';
import type { Words as Messages } from '../../src/locales/catalogue.js';

/** All English messages. In a page they are loaded in parts, with the code that needs them. */
export const english: Messages = {
  ...journeyWords,
  ...clockWords,
  ...announcementWords,
  ...coverageWords,
  ...windowWords,
  ...calendarWords,
  ...patientWords,
  ...reviewWords,
  ...confirmationWords,
  ...appointmentWords,
  ...shopFormWords,
};
