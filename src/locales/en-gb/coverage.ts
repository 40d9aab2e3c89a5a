/** Messages of the postcode step. */
export const coverageWords = {
  postcode: 'Postcode',
  postcodeHint: 'The place where we should come',
  /** A button. */
  checkPostcode: 'Check postcode',
  postcode_missing: 'Enter your postcode',
  postcode_incomplete: 'Enter a full UK postcode',
  /** For a postcode with only its first half. `outward`: "SW1A". */
  postcodeRest: (outward: string) => `Enter a full UK postcode, for example ${outward} 1AA`,
  /** `postcode`: "SW1A 1AA". A heading. The text is shown below it, and announced after it. */
  notCovered: (postcode: string) => `We do not visit ${postcode} yet`,
  notCoveredText: 'You can try another postcode, such as where you work.',
  /** A button. */
  tellMe: 'Tell me when you visit here',
  /** The place is covered, but no visit can be booked there at the moment. */
  paused: (postcode: string) => `We are not taking bookings in ${postcode} just now`,
  pausedText: 'You can try another postcode, or come back later.',
};

export type CoverageWords = typeof coverageWords;
