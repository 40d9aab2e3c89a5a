/** What the postcode step says. */
export const coverageWords = {
  postcode: 'Postcode',
  postcodeHint: 'The place where we should come',
  /** A button. */
  checkPostcode: 'Check postcode',
  postcode_missing: 'Enter your postcode',
  postcode_incomplete: 'Enter a full UK postcode',
  /** Only the first half was given: `outward` is "SW1A". */
  postcodeRest: (outward: string) => `Enter a full UK postcode, for example ${outward} 1AA`,
  /** `postcode`: "SW1A 1AA". A heading; the text stands below it, and is read after it. */
  notCovered: (postcode: string) => `We do not visit ${postcode} yet`,
  notCoveredText: 'You can try another postcode, such as where you work.',
  /** A button. */
  tellMe: 'Tell me when you visit here',
  /** The place is covered, but nothing can be booked there today. */
  paused: (postcode: string) => `We are not taking bookings in ${postcode} just now`,
  pausedText: 'You can try another postcode, or come back later.',
};

export type CoverageWords = typeof coverageWords;
