/** Verbs for tests: what a person does with the elements, in a page or by Playwright. No test runner is needed. */
export type { VerbOptions, Where } from './doing.js';
export type { InPage } from './in-page.js';
export type {
  InPlaywright,
  PlaywrightHandle,
  PlaywrightLocator,
  PlaywrightPage,
} from './in-playwright.js';
export { aPatient, type TestPatient } from './patient.js';
export type { BookingReading } from './reading.js';
export { NotOnScreenError, type Screen } from './screen.js';
export {
  bookVisit,
  cancelVisit,
  chooseWindow,
  enterPostcode,
  fillBooking,
  fillPatient,
  leadOn,
  readBooking,
  readScreen,
  reopenStep,
  seeProblem,
  seeReview,
  type Filling,
} from './verbs.js';
export type { Which } from './windows.js';
