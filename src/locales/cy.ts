/**
 * Welsh. No native speaker has reviewed it yet. One should, before a shop relies on it (see docs/languages.md).
 *
 * Inserted values are never mutated: names, dates, prices and postcodes stand after a colon, in brackets or alone,
 * and never after a word that would change their first letter. Times begin with a digit or with "hanner", whose h
 * never changes. So midnight is "hanner nos", not "canol nos", which would be "i ganol nos" at the end of a time
 * range. Numbers are in figures, with the form of the noun that each takes.
 */
import type { Counted } from './plural.js';
import type { AnnouncementWords } from './en-gb/announcements.js';
import type { CalendarWords } from './en-gb/calendar.js';
import type { ClockWords } from './en-gb/time.js';
import type { ConfirmationWords } from './en-gb/confirmation.js';
import type { CoverageWords } from './en-gb/coverage.js';
import type { JourneyWords } from './en-gb/journey.js';
import type { PatientWords } from './en-gb/patient.js';
import type { ReviewWords } from './en-gb/review.js';
import type { ShopFormWords } from './en-gb/shop-form.js';
import type { WindowWords } from './en-gb/window.js';
import type { Catalogue } from './catalogue.js';

/** The six forms of a text whose noun is the same after every number. */
const alike = (form: string) => ({
  zero: form,
  one: form,
  two: form,
  few: form,
  many: form,
  other: form,
});

const words = (list: string): readonly string[] => list.split(' ');

const months = words(
  'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr',
);
/** From Sunday on, in the order of `getUTCDay()`. */
const days = words('Sul Llun Mawrth Mercher Iau Gwener Sadwrn');
const shortDays = words('Sul Llun Maw Mer Iau Gwe Sad');

/** Returns the name of a month as `Intl` has it. Chromium's `Intl` has no Welsh names of days and months. */
const monthWords = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? '';
const dayOf = (date: string): number => new Date(date).getUTCDay();
const weekdayWords = (date: string): string => `Dydd ${days[dayOf(date)] ?? ''}`;

const shortWeekdayWords = (date: string): string => shortDays[dayOf(date)] ?? '';

const clockWords: ClockWords = {
  timeWords: {
    time(hour, minute) {
      if (minute === 0 && hour % 12 === 0) return `hanner ${hour === 0 ? 'nos' : 'dydd'}`;
      const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
      return `${String(hour % 12 || 12)}${past}${hour < 12 ? 'am' : 'pm'}`;
    },
    span: (start, end) => `${start} i ${end}`,
  },
  dayWords: (date) => `${weekdayWords(date)} ${String(Number(date.slice(8)))} ${monthWords(date)}`,
};

const problems: JourneyWords['problems'] = {
  offline:
    'Nid oedd modd cysylltu â’n gwasanaeth trefnu. Gwiriwch eich bod ar-lein a rhowch gynnig arall arni.',
  timed_out: 'Mae ein gwasanaeth trefnu yn cymryd gormod o amser i ateb. Rhowch gynnig arall arni.',
  rate_limited:
    'Mae ein gwasanaeth trefnu yn brysur iawn. Arhoswch funud a rhowch gynnig arall arni.',
  unavailable:
    'Nid yw ein gwasanaeth trefnu yn gweithio ar hyn o bryd. Rhowch gynnig arall arni ymhen ychydig funudau.',
  outcome_unknown:
    'Nid ydym yn gwybod eto a yw eich ymweliad wedi’i drefnu. Pwyswch y botwm eto i gael gwybod: ni fydd yn cael ei drefnu ddwywaith.',
  script_failed:
    'Ni lwythodd rhan o’r dudalen hon. Gwiriwch eich bod ar-lein a rhowch gynnig arall arni.',
  window_unavailable: 'Mae’r amser hwnnw newydd fynd. Dewiswch amser arall.',
  outside_coverage:
    'Nid ydym yn ymweld â’r cyfeiriad hwn. Newidiwch y cod post i roi cynnig ar un arall.',
  validation_failed:
    'Ni allai ein gwasanaeth trefnu dderbyn y manylion hyn. Gwiriwch nhw a rhowch gynnig arall arni.',
  refused:
    'Nid oes modd trefnu ymweliadau yma ar hyn o bryd. Gallwch ddal i ofyn i’r siop am help.',
};

const journeyWords = (counted: Counted<'cy'>): JourneyWords => {
  const seconds = counted(alike('# eiliad'));
  const minutes = counted({ ...alike('# munud'), two: '# funud' });
  return {
    problems,
    title: 'Trefnu eich ymweliad',
    duration: (count) => `Tua ${minutes(count)}`,
    testMode: 'Modd profi: ni fydd neb yn dod',
    coverageStep: 'Eich cod post',
    windowStep: 'Dyddiad ac amser',
    patientStep: 'Manylion y claf',
    change: 'Newid',
    changeCoverage: 'y cod post',
    changeWindow: 'yr amser',
    changePatient: 'manylion y claf',
    tryAgain: 'Rhoi cynnig arall arni',
    told: 'Bydd y siop yn rhoi gwybod i chi.',
    busyFor: (wait) =>
      `Mae ein gwasanaeth trefnu yn brysur iawn. Rhowch gynnig arall arni ymhen ${
        wait < 100 ? seconds(wait) : minutes(Math.ceil(wait / 60))
      }.`,
    continue: 'Parhau',
    checking: 'Wrthi’n gwirio…',
    loading: 'Wrthi’n llwytho…',
    optional: (label) => `${label} (dewisol)`,
    error: 'Gwall:',
    dayAndTime: (day, time) => `${day}, ${time}`,
    held: (time) => `Rydym yn cadw’r amser hwn i chi tan ${time}`,
    free: 'Am ddim',
    privacy: 'Sut mae eich manylion yn cael eu defnyddio (yn agor mewn tab newydd)',
    coverageRequired: 'Gwiriwch eich cod post a dewiswch amser ar gyfer eich ymweliad',
    windowRequired: 'Dewiswch amser ar gyfer eich ymweliad',
    patientRequired: 'Rhowch fanylion y claf a phwyswch Parhau',
    bookRequired: 'Pwyswch Trefnu’r ymweliad hwn',
    waitRequired: 'Arhoswch nes bod eich ymweliad wedi’i wirio',
  };
};

const announcementWords = (counted: Counted<'cy'>): AnnouncementWords => ({
  windowsFound: counted({
    ...alike('Mae # amser ar gael.'),
    zero: 'Nid oes amser ar gael.',
    one: 'Mae un amser ar gael.',
  }),
  laterFound: counted({
    ...alike('Mae # amser arall ar gael.'),
    zero: 'Nid oes amser arall ar gael.',
    one: 'Mae un amser arall ar gael.',
  }),
  holdEnding: (time) =>
    `Rydym yn cadw’r amser hwn i chi am ddau funud arall, tan ${time}. Wedyn byddwn yn ceisio ei gadw eto.`,
});

const coverageWords: CoverageWords = {
  postcode: 'Cod post',
  postcodeHint: 'Y lle y dylem ddod iddo',
  checkPostcode: 'Gwirio’r cod post',
  postcode_missing: 'Rhowch eich cod post',
  postcode_incomplete: 'Rhowch god post llawn yn y DU',
  postcodeRest: (outward) => `Rhowch god post llawn yn y DU, er enghraifft ${outward} 1AA`,
  notCovered: (postcode) => `Nid ydym yn ymweld â’r cod post hwn eto: ${postcode}`,
  notCoveredText: 'Gallwch roi cynnig ar god post arall, fel lle rydych yn gweithio.',
  tellMe: 'Rhowch wybod i mi pan fyddwch yn ymweld yma',
  paused: (postcode) => `Nid ydym yn trefnu ymweliadau yma ar hyn o bryd: ${postcode}`,
  pausedText: 'Gallwch roi cynnig ar god post arall, neu ddod yn ôl yn nes ymlaen.',
};

const windowWords = (counted: Counted<'cy'>): WindowWords => ({
  chooseWindow: 'Pryd dylem ni ddod?',
  windowHint: 'Byddwn yn cyrraedd ac yn gorffen o fewn yr amser a ddewiswch',
  window_missing: 'Dewiswch amser ar gyfer eich ymweliad',
  date_missing: 'Dewiswch ddyddiad ar gyfer eich ymweliad',
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

const calendarWords: CalendarWords = {
  calendarOf: 'Dyddiadau ag amseroedd ar gael',
  monthBefore: 'Y mis blaenorol',
  monthAfter: 'Y mis nesaf',
  monthWords,
  weekdayWords,
  shortWeekdayWords,
  monthOfYear: (month, year) => `${month} ${year}`,
  noTimes: 'dim amseroedd',
  unknownTimes: 'heb edrych eto',
  closeCalendar: 'Cau’r calendr',
};

const characters = (end: string) => ({
  ...alike(`Mae gennych # cymeriad ${end}`),
  two: `Mae gennych # gymeriad ${end}`,
  few: `Mae gennych # chymeriad ${end}`,
  many: `Mae gennych # chymeriad ${end}`,
});

const patientWords = (counted: Counted<'cy'>): PatientWords => ({
  visitFor: 'Ar gyfer pwy mae’r ymweliad?',
  me: 'Fi',
  other: 'Rhywun arall',
  contactName: 'Eich enw llawn',
  aboutMe: 'Amdanoch chi',
  aboutOther: 'Am y claf',
  contact: 'Sut i gysylltu â chi',
  firstName: 'Enw cyntaf',
  lastName: 'Cyfenw',
  birthDate: 'Dyddiad geni',
  birthDateHint:
    'Er enghraifft, 27 3 2007. Mae’n sicrhau bod y canlyniadau’n cyrraedd y person iawn',
  day: 'Diwrnod',
  month: 'Mis',
  year: 'Blwyddyn',
  phone: 'Rhif ffôn',
  phoneOther: 'Eich rhif ffôn',
  phoneHint: 'Byddwn yn ffonio os na allwn ddod o hyd i’r drws',
  email: 'Cyfeiriad e-bost',
  emailOther: 'Eich cyfeiriad e-bost',
  emailHint: 'Byddwn yn anfon manylion yr ymweliad iddo',
  place: 'Ble dylem ni ddod?',
  home: 'Cartref',
  work: 'Gwaith',
  elsewhere: 'Rhywle arall',
  line1: 'Llinell cyfeiriad 1',
  line2: 'Llinell cyfeiriad 2',
  town: 'Tref neu ddinas',
  addressPostcode: 'Cod post',
  note: 'Unrhyw beth y mae angen i ni ei wybod',
  noteHint: 'Parcio, sut i fynd i mewn, grisiau, ci, cyfieithydd',
  noteLeft: counted(characters('ar ôl')),
  noteOver: counted(characters('yn ormod')),
  sex: 'Rhyw',
  sexHint: 'Mae ystyr rhai canlyniadau’n wahanol i fenywod a dynion',
  female: 'Benyw',
  male: 'Gwryw',
  nhsNumber: 'Rhif GIG',
  nhsNumberHint: 'Mae’n 10 digid, fel 943 476 5919. Mae i’w weld ar lythyr gan y GIG',
  emailSuggestion: (email) => `Ai hwn oeddech chi’n ei olygu: ${email}?`,
  useEmail: (email) => `Defnyddio ${email}`,
  findAddress: 'Dod o hyd i’r cyfeiriad',
  findingAddress: 'Wrthi’n chwilio am gyfeiriadau…',
  chooseAddress: 'Dewiswch eich cyfeiriad',
  useAddress: 'Defnyddio’r cyfeiriad hwn',
  noAddresses:
    'Nid oedd modd dod o hyd i gyfeiriadau ar gyfer y cod post hwn. Rhowch y cyfeiriad â llaw.',
  addressByHand: 'Rhoi’r cyfeiriad â llaw',
  consents: 'Eich cytundeb',
  problemTitle: 'Mae problem wedi codi',
  visit_for_missing: 'Dewiswch ar gyfer pwy mae’r ymweliad',
  contact_name_missing: 'Rhowch eich enw llawn',
  first_name_missing: 'Rhowch enw cyntaf',
  first_name_too_short: 'Rhaid i’r enw cyntaf fod yn 2 lythyren neu fwy',
  first_name_too_long: 'Rhaid i’r enw cyntaf fod yn 100 o lythrennau neu lai',
  last_name_missing: 'Rhowch gyfenw',
  last_name_too_short: 'Rhaid i’r cyfenw fod yn 2 lythyren neu fwy',
  last_name_too_long: 'Rhaid i’r cyfenw fod yn 100 o lythrennau neu lai',
  birth_date_missing: 'Rhowch ddyddiad geni',
  birth_date_day_missing: 'Rhaid i’r dyddiad geni gynnwys diwrnod',
  birth_date_month_missing: 'Rhaid i’r dyddiad geni gynnwys mis',
  birth_date_year_missing: 'Rhaid i’r dyddiad geni gynnwys blwyddyn',
  birth_date_year_short: 'Rhaid i’r flwyddyn gynnwys 4 rhif',
  birth_date_day_not_real: 'Rhaid i’r dyddiad geni fod yn ddyddiad go iawn',
  birth_date_month_not_real: 'Rhaid i’r dyddiad geni fod yn ddyddiad go iawn',
  birth_date_not_real: 'Rhaid i’r dyddiad geni fod yn ddyddiad go iawn',
  birth_date_in_future: 'Rhaid i’r dyddiad geni fod yn y gorffennol',
  under_age: (age) => `Rhaid i’r claf fod yn ${String(age)} oed neu’n hŷn ar ddiwrnod yr ymweliad`,
  nhs_number_not_real: 'Rhowch rif GIG go iawn, fel 943 476 5919',
  answer_missing: (label) => `Atebwch y cwestiwn hwn: ${label}`,
  phone_missing: 'Rhowch rif ffôn',
  phone_incomplete: 'Rhowch rif ffôn, fel 07700 900 982 neu 020 7946 0000',
  email_missing: 'Rhowch gyfeiriad e-bost',
  email_incomplete: 'Rhowch gyfeiriad e-bost llawn, fel name@example.com',
  line1_missing: 'Rhowch linell cyfeiriad 1, fel rhif y tŷ a’r stryd',
  town_missing: 'Rhowch dref neu ddinas',
  note_too_long: 'Rhaid i’r nodyn fod yn 500 o gymeriadau neu lai',
  consent_missing: 'Dewiswch y blwch i gytuno',
  field_refused: (label) => `Nid yw’r ateb hwn wedi’i dderbyn: ${label}`,
});

const reviewWords: ReviewWords = {
  readyTitle: 'Mae eich ymweliad yn barod i’w drefnu',
  readyText:
    'Caiff ei drefnu pan fyddwch yn gosod eich archeb. Wedyn cewch y manylion drwy e-bost.',
  checkTitle: 'Gwiriwch eich ymweliad',
  checkText: 'Nid oes dim wedi’i drefnu eto.',
  book: 'Trefnu’r ymweliad hwn',
  booking: 'Wrthi’n trefnu…',
  preparation: 'Sut i baratoi',
};

const confirmationWords: ConfirmationWords = {
  bookedTitle: 'Mae eich ymweliad wedi’i drefnu',
  arrangingTitle: 'Rydym wrthi’n trefnu eich ymweliad',
  what: 'Ymweliad',
  when: 'Pryd',
  where: 'Ble',
  who: 'Claf',
  reference: 'Cyfeirnod',
  price: 'Pris',
  nextTitle: 'Beth sy’n digwydd nesaf',
  nextText: 'Byddwn yn dod atoch o fewn yr amser hwn.',
  arrangingText: 'Cewch neges destun ac e-bost gyda dolen i ddewis amser.',
  changeLater: 'I newid neu ganslo eich ymweliad, cysylltwch â’r siop a rhowch y cyfeirnod.',
  addToCalendar: 'Ychwanegu at y calendr',
};

const shopFormWords: ShopFormWords = {
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

export const cy: Catalogue<'cy'> = (counted) => ({
  ...journeyWords(counted),
  ...clockWords,
  ...announcementWords(counted),
  ...coverageWords,
  ...windowWords(counted),
  ...calendarWords,
  ...patientWords(counted),
  ...reviewWords,
  ...confirmationWords,
  ...shopFormWords,
});
