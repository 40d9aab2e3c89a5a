import type { Counted } from '../counted.js';
import type { WindowWords } from '../en-gb/window.js';
import { alike } from './alike.js';

export const windowWords = (counted: Counted<'cy'>): WindowWords => ({
  chooseWindow: 'Pryd dylem ni ddod?',
  windowHint: 'Byddwn yn cyrraedd ac yn gorffen o fewn yr amser a ddewiswch',
  'window-missing': 'Dewiswch amser ar gyfer eich ymweliad',
  'date-missing': 'Dewiswch ddyddiad ar gyfer eich ymweliad',
  earliest: (dayAndTime) => `Cynharaf: ${dayAndTime}`,
  timeOfDay: 'Adeg o’r dydd',
  anyTime: 'Unrhyw bryd',
  morning: 'Bore',
  afternoon: 'Prynhawn',
  evening: 'Gyda’r nos',
  timesOn: (day) => `Amseroedd: ${day}`,
  times: counted({ ...alike('# amser'), zero: 'Dim amser' }),
  calendar: 'Dewis o galendr',
  calendarFailed: 'Ni lwythodd y calendr. Gallwch ddal i ddewis o’r rhestr.',
  earlierTimes: 'Dangos amseroedd cynharach',
  laterTimes: 'Dangos amseroedd diweddarach',
  showLater: 'Dangos dyddiadau diweddarach',
  laterFailed: 'Nid oedd modd chwilio am ddyddiadau diweddarach. Rhowch gynnig arall arni.',
  noLater: 'Nid oes dyddiadau diweddarach ar hyn o bryd',
  left: counted({ ...alike('# ar ôl'), zero: 'Dim ar ôl' }),
  onePrice: (price) => `Pris pob amser: ${price}`,
  allFree: 'Mae pob amser am ddim',
  goneMark: 'Wedi mynd',
  noneFree: 'Nid oes amser ar gael yn y tair wythnos nesaf',
  noneFreeText: 'Gallwch newid y cod post, neu ddod yn ôl yfory: daw mwy o amseroedd bob dydd.',
  lookAgain: 'Edrych eto',
  notify: 'Rhowch wybod i mi pan fydd amseroedd ar gael',
  gone: 'Mae’r amser hwnnw newydd fynd',
  goneText: (dayAndTime) =>
    `Mae rhywun arall wedi trefnu’r amser hwn: ${dayAndTime}. Dyma’r amseroedd agosaf. Mae eich manylion wedi’u cadw.`,
  selectAnother: (dayAndTime) =>
    `Mae rhywun arall wedi trefnu’r amser hwn: ${dayAndTime}. Dewiswch amser arall.`,
  showAll: 'Dangos pob amser',
});
