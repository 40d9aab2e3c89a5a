import type { ShopFormWords } from '../en-gb/shop-form.js';

export const shopFormWords: ShopFormWords = {
  postcodeAwaited: 'Byddwn yn chwilio am amseroedd pan fydd cod post llawn yn eich cyfeiriad.',
  fromAddress: (postcode) => `${postcode}, o’ch cyfeiriad yn yr archeb hon`,
  useAnother: 'Defnyddio cod post arall',
  changeAddress: 'O’ch cyfeiriad yn yr archeb hon. Newidiwch ef yno, neu yma.',
  takeAddress: (postcode) => `Defnyddio ${postcode}, o’ch cyfeiriad`,
  moveTitle: (postcode) => `Cod post newydd eich cyfeiriad: ${postcode}`,
  moveAsked: 'Rydym yn gwirio a yw eich amser ar gael yno.',
  moveMade: (dayAndTime) =>
    `Mae’r amser hwn ar gael yno hefyd: ${dayAndTime}. Gwiriwch y cyfeiriad isod a phwyswch Parhau.`,
  moveGone: 'Nid yw eich amser ar gael yn y cod post newydd',
  moveGoneText: (dayAndTime, postcode) =>
    `Nid yw’r amser hwn ar gael: ${dayAndTime} (${postcode}). Dyma’r amseroedd agosaf. Mae eich manylion wedi’u cadw.`,
  moveKeptSaid: (postcode) =>
    `Mae eich amser ar gael yn y cod post newydd hefyd: ${postcode}. Gwiriwch y cyfeiriad a phwyswch Parhau.`,
  moveGoneSaid: (postcode) =>
    `Nid yw eich amser ar gael yn y cod post newydd: ${postcode}. Dewiswch amser arall.`,
};
