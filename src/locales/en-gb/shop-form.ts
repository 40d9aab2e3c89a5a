/** What is said where the shop's own form is followed. */
export const shopFormWords = {
  postcodeAwaited: 'We look for free times as soon as your address has its full postcode.',
  fromAddress: (postcode: string) => `${postcode}, from your address in this order`,
  changeAddress: 'From your address in this order. Change it there, or here.',
  useAnother: 'Use another postcode',
  takeAddress: (postcode: string) => `Use ${postcode}, from your address`,
  moveTitle: (postcode: string) => `Your address now has the postcode ${postcode}`,
  moveAsked: 'We are checking whether your time is free there.',
  moveMade: (dayAndTime: string) =>
    `${dayAndTime} is free there too. Check the address below and press Continue.`,
  moveGone: 'Your time is not free at the new postcode',
  moveGoneText: (dayAndTime: string, postcode: string) =>
    `${dayAndTime} is not free at ${postcode}. These are the nearest times. Your details are kept.`,
  moveKeptSaid: (postcode: string) =>
    `Your time is free at ${postcode} too. Check the address and press Continue.`,
  moveGoneSaid: (postcode: string) => `Your time is not free at ${postcode}. Choose another time.`,
};

export type ShopFormWords = typeof shopFormWords;
