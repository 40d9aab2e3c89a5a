import type { EarlierStep } from '../flow/booking/actions.js';

const enabled = ':not(:disabled):not([aria-disabled="true"])';

/** The selectors of elements, by names and parts, which are the same in every language. */
export const places = {
  postcode: 'input[name="postcode"]',
  freeDate: `input[name="date"]${enabled}`,
  freeWindow: `input[name="window"]${enabled}`,
  /** The main button: Check postcode, Continue, Book this visit, Yes. */
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

/** Returns the selector of a field in the patient's form, or of one answer to a question. */
export const fieldNamed = (name: string, value?: string): string =>
  `input[name="${name}"]${value === undefined ? '' : `[value="${value}"]`}, textarea[name="${name}"]`;

export const changeOf = (step: EarlierStep): string =>
  `[id="step-${step}"] > .title > button[part~="link"]`;

/** The selectors for the description of the screen in a `NotOnScreenError`. */
export const sights = {
  says: `[role="heading"], [role="alert"], ${places.problem}`,
  fields: 'input:not([type="radio"], [type="checkbox"]), textarea',
  choices: 'input[type="radio"], input[type="checkbox"]',
  buttons: 'button',
} as const;
