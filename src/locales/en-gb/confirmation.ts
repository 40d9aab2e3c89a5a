/** What is said once there is an appointment. */
export const confirmationWords = {
  bookedTitle: 'Your visit is booked',
  arrangingTitle: 'We are arranging your visit',
  what: 'Visit',
  when: 'When',
  where: 'Where',
  who: 'Patient',
  reference: 'Reference',
  price: 'Price',
  nextTitle: 'What happens next',
  nextText: 'A clinician comes to you within this time.',
  arrangingText: 'You will get a text message and an email with a link to choose a time.',
  changeLater: 'To change or cancel your visit, contact the shop and give the reference.',
  addToCalendar: 'Add to calendar',
};

export type ConfirmationWords = typeof confirmationWords;
