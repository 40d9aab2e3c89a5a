/** Messages for a shop's own form whose postcode is followed. */
export const shopFormWords = {
  /** Shown instead of the postcode field, while the postcode of the shop's form is incomplete. */
  postcodeAwaited: 'We look for free times as soon as your address has its full postcode.',
  /**
   * `postcode`: "SW1A 1AA". `useAnother` is a button after it. `changeAddress` is shown below the completed step.
   */
  fromAddress: (postcode: string) => `${postcode}, from your address in this order`,
  useAnother: 'Use another postcode',
  changeAddress: 'From your address in this order. Change it there, or here.',
  /** A button: returns to the postcode of the shop's form. */
  takeAddress: (postcode: string) => `Use ${postcode}, from your address`,
  /** The address was changed after a time was chosen: the heading, and the result for the time. */
  moveTitle: (postcode: string) => `Your address now has the postcode ${postcode}`,
  moveAsked: 'We are checking whether your time is free there.',
  /** `dayAndTime`: "Wednesday 6 August, 8am to midday". */
  moveMade: (dayAndTime: string) =>
    `${dayAndTime} is free there too. Check the address below and press Continue.`,
  moveGone: 'Your time is not free at the new postcode',
  moveGoneText: (dayAndTime: string, postcode: string) =>
    `${dayAndTime} is not free at ${postcode}. These are the nearest times. Your details are kept.`,
  /** The same results, announced by a screen reader. */
  moveKeptSaid: (postcode: string) =>
    `Your time is free at ${postcode} too. Check the address and press Continue.`,
  moveGoneSaid: (postcode: string) => `Your time is not free at ${postcode}. Choose another time.`,
};

export type ShopFormWords = typeof shopFormWords;
