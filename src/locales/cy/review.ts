import type { ReviewWords } from '../en-gb/review.js';

export const reviewWords: ReviewWords = {
  readyTitle: 'Mae eich ymweliad yn barod i’w drefnu',
  readyText:
    'Caiff ei drefnu pan fyddwch yn gosod eich archeb. Wedyn cewch y manylion drwy e-bost.',
  checkTitle: 'Gwiriwch eich ymweliad',
  checkText: 'Nid oes dim wedi’i drefnu eto.',
  book: 'Trefnu’r ymweliad hwn',
  booking: 'Wrthi’n trefnu…',
  preparation: 'Sut i baratoi',
};
