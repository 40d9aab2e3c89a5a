/**
 * Actions for tests: they use the elements as a person does, in a page or by Playwright. No test runner is needed.
 */
export type { VerbOptions, Where } from './context.js';
export type { InPage } from './drivers/dom.js';
export type {
  InPlaywright,
  PlaywrightHandle,
  PlaywrightLocator,
  PlaywrightPage,
} from './drivers/playwright.js';
export { aPatient, type TestPatient } from './test-patient.js';
export type { BookingReading } from './snapshot.js';
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
} from './actions.js';
export type { Which } from './windows.js';
