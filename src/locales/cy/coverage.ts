import type { CoverageWords } from '../en-gb/coverage.js';

export const coverageWords: CoverageWords = {
  postcode: 'Cod post',
  postcodeHint: 'Y lle y dylem ddod iddo',
  checkPostcode: 'Gwirio’r cod post',
  'postcode-missing': 'Rhowch eich cod post',
  'postcode-incomplete': 'Rhowch god post llawn yn y DU',
  postcodeRest: (outward) => `Rhowch god post llawn yn y DU, er enghraifft ${outward} 1AA`,
  notCovered: (postcode) => `Nid ydym yn ymweld â’r cod post hwn eto: ${postcode}`,
  notCoveredText: 'Gallwch roi cynnig ar god post arall, fel lle rydych yn gweithio.',
  tellMe: 'Rhowch wybod i mi pan fyddwch yn ymweld yma',
  paused: (postcode) => `Nid ydym yn trefnu ymweliadau yma ar hyn o bryd: ${postcode}`,
  pausedText: 'Gallwch roi cynnig ar god post arall, neu ddod yn ôl yn nes ymlaen.',
};
