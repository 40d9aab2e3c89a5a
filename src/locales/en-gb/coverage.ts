/** What the postcode step says. */
export const coverageWords = {
  postcode: 'Postcode',
  postcodeHint: 'The place where we should come',
  checkPostcode: 'Check postcode',
  'postcode-missing': 'Enter your postcode',
  'postcode-incomplete': 'Enter a full UK postcode',
  postcodeRest: (outward: string) => `Enter a full UK postcode, for example ${outward} 1AA`,
  notCovered: (postcode: string) => `We do not visit ${postcode} yet`,
  notCoveredText: 'You can try another postcode, such as where you work.',
  tellMe: 'Tell me when you visit here',
  told: 'The shop will let you know.',
  paused: (postcode: string) => `We are not taking bookings in ${postcode} just now`,
  pausedText: 'You can try another postcode, or come back later.',
};

export type CoverageWords = typeof coverageWords;
