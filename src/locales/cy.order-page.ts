import type { AppointmentWords } from './en-gb/appointment.js';

export const appointmentWords: AppointmentWords = {
  completedTitle: 'Mae eich ymweliad wedi digwydd',
  completedText: 'Os oes gennych gwestiwn amdano, cysylltwch â’r siop a rhowch y cyfeirnod.',
  cancelledTitle: 'Mae eich ymweliad wedi’i ganslo',
  cancelledText: 'Ni fydd neb yn dod. Os ydych am gael ymweliad arall, cysylltwch â’r siop.',
  otherTitle: 'Eich ymweliad',
  otherText: 'I gael gwybod beth yw’r sefyllfa, cysylltwch â’r siop a rhowch y cyfeirnod.',
  changeVisit: 'I newid eich ymweliad, cysylltwch â’r siop a rhowch y cyfeirnod.',
  cancelVisit: 'Canslo’r ymweliad hwn',
  cancelQuestion: 'Ydych chi am ganslo’r ymweliad hwn?',
  cancelFree: (time, day) =>
    `Gallwch ganslo am ddim tan: ${day}, ${time}. Ar ôl hynny, efallai y bydd rhaid i chi dalu.`,
  cancelCharged: (time, day) =>
    `Roedd modd canslo am ddim tan: ${day}, ${time}. Os byddwch yn canslo nawr, efallai y bydd rhaid i chi dalu.`,
  cancelPerhaps: 'Efallai y bydd rhaid i chi dalu am ganslo.',
  cancelYes: 'Ydw, canslo’r ymweliad',
  cancelNo: 'Nac ydw, cadw’r ymweliad',
  cancelling: 'Wrthi’n canslo…',
  cancelledNow: (dayAndTime) => `Mae eich ymweliad wedi’i ganslo: ${dayAndTime}.`,
  notCancelled: 'Nid yw eich ymweliad wedi’i ganslo.',
  cancelUnknown:
    'Nid ydym yn gwybod eto a yw eich ymweliad wedi’i ganslo. Rhowch gynnig arall arni i gael gwybod.',
  cannotCancel:
    'Nid oes modd ei ganslo yma ar hyn o bryd. Cysylltwch â’r siop a rhowch y cyfeirnod.',
  notFound:
    'Nid oedd modd dod o hyd i’r ymweliad hwn. Efallai fod y ddolen yn hen neu’n anghyflawn. Cysylltwch â’r siop am help.',
  cannotShow: 'Nid oes modd dangos eich ymweliad yma ar hyn o bryd. Cysylltwch â’r siop am help.',
};
