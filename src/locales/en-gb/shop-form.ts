/** What is said where the shop's own form is followed. */
export const shopFormWords = {
  /** Instead of our own postcode field, while the shop's is not filled in. */
  postcodeAwaited: 'We look for free times as soon as your address has its full postcode.',
  /** `postcode`: "SW1A 1AA"; then a button, and below the folded step where it can be changed. */
  fromAddress: (postcode: string) => `${postcode}, from your address in this order`,
  useAnother: 'Use another postcode',
  changeAddress: 'From your address in this order. Change it there, or here.',
  /** A button: back to the shop's postcode. */
  takeAddress: (postcode: string) => `Use ${postcode}, from your address`,
  /** The address was changed after a time was chosen: a heading, and what has become of the time. */
  moveTitle: (postcode: string) => `Your address now has the postcode ${postcode}`,
  moveAsked: 'We are checking whether your time is free there.',
  /** `dayAndTime`: "Wednesday 6 August, 8am to midday". */
  moveMade: (dayAndTime: string) =>
    `${dayAndTime} is free there too. Check the address below and press Continue.`,
  moveGone: 'Your time is not free at the new postcode',
  moveGoneText: (dayAndTime: string, postcode: string) =>
    `${dayAndTime} is not free at ${postcode}. These are the nearest times. Your details are kept.`,
  /** The same, said aloud. */
  moveKeptSaid: (postcode: string) =>
    `Your time is free at ${postcode} too. Check the address and press Continue.`,
  moveGoneSaid: (postcode: string) => `Your time is not free at ${postcode}. Choose another time.`,
};

export type ShopFormWords = typeof shopFormWords;
