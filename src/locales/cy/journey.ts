import type { Counted } from '../counted.js';
import type { JourneyWords } from '../en-gb/journey.js';
import { alike } from './alike.js';

const problems: JourneyWords['problems'] = {
  offline:
    'Nid oedd modd cysylltu â’n gwasanaeth trefnu. Gwiriwch eich bod ar-lein a rhowch gynnig arall arni.',
  'timed-out':
    'Mae ein gwasanaeth trefnu yn cymryd gormod o amser i ateb. Rhowch gynnig arall arni.',
  'rate-limited':
    'Mae ein gwasanaeth trefnu yn brysur iawn. Arhoswch funud a rhowch gynnig arall arni.',
  unavailable:
    'Nid yw ein gwasanaeth trefnu yn gweithio ar hyn o bryd. Rhowch gynnig arall arni ymhen ychydig funudau.',
  'outcome-unknown':
    'Nid ydym yn gwybod eto a yw eich ymweliad wedi’i drefnu. Pwyswch y botwm eto i gael gwybod: ni fydd yn cael ei drefnu ddwywaith.',
  'script-failed':
    'Ni lwythodd rhan o’r dudalen hon. Gwiriwch eich bod ar-lein a rhowch gynnig arall arni.',
  'window-unavailable': 'Mae’r amser hwnnw newydd fynd. Dewiswch amser arall.',
  'outside-coverage':
    'Nid ydym yn ymweld â’r cyfeiriad hwn. Newidiwch y cod post i roi cynnig ar un arall.',
  'validation-failed':
    'Ni allai ein gwasanaeth trefnu dderbyn y manylion hyn. Gwiriwch nhw a rhowch gynnig arall arni.',
  refused:
    'Nid oes modd trefnu ymweliadau yma ar hyn o bryd. Gallwch ddal i ofyn i’r siop am help.',
};

export const journeyWords = (counted: Counted<'cy'>): JourneyWords => {
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
