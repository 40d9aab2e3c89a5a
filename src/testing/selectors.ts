import type { EarlierStep } from '../flow/booking/actions.js';

const enabled = ':not(:disabled):not([aria-disabled="true"])';

/** Where things stand on the screen, by names and parts: they are the same in every language. */
export const places = {
  postcode: 'input[name="postcode"]',
  freeDate: `input[name="date"]${enabled}`,
  freeWindow: `input[name="window"]${enabled}`,
  /** The one button that leads on: Check postcode, Continue, Book this visit, Yes. */
  leadOn: `button[part~="primary"]${enabled}`,
  byHand: '[part~="address-list"] button[part~="link"]',
  consent: 'input[type="checkbox"][name^="consent:"]',
  review: '[id="step-review"]',
  booked: '[id="step-booked"]',
  cancel: '[id="cancel"]',
  question: '[id="question"]',
  failure: '[id="failure"]',
  problem: '[part~="error-summary"], [part~="error"], [part~="notice"]:not([id^="step-"])',
} as const;

/** A field of the patient's form, or one answer of a question. */
export const fieldNamed = (name: string, value?: string): string =>
  `input[name="${name}"]${value === undefined ? '' : `[value="${value}"]`}, textarea[name="${name}"]`;

export const changeOf = (step: EarlierStep): string =>
  `[id="step-${step}"] > .title > button[part~="link"]`;

/** What is told of the screen when something is not on it. */
export const sights = {
  says: `[role="heading"], [role="alert"], ${places.problem}`,
  fields: 'input:not([type="radio"], [type="checkbox"]), textarea',
  choices: 'input[type="radio"], input[type="checkbox"]',
  buttons: 'button',
} as const;
