/** What is said once there is an appointment. */
export const confirmationWords = {
  bookedTitle: 'Your visit is booked',
  /** The patient is still to choose a time. */
  arrangingTitle: 'We are arranging your visit',
  /** Names before what they name: the task, the date, the address, the patient's first name, the number to give. */
  what: 'Visit',
  when: 'When',
  where: 'Where',
  who: 'Patient',
  reference: 'Reference',
  price: 'Price',
  nextTitle: 'What happens next',
  /** "This time" is the one above. */
  nextText: 'We come to you within this time.',
  arrangingText: 'You will get a text message and an email with a link to choose a time.',
  changeLater: 'To change or cancel your visit, contact the shop and give the reference.',
  /** A button: the person's own calendar, in their phone or computer. */
  addToCalendar: 'Add to calendar',
};

export type ConfirmationWords = typeof confirmationWords;
