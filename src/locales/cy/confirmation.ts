import type { ConfirmationWords } from '../en-gb/confirmation.js';

export const confirmationWords: ConfirmationWords = {
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
