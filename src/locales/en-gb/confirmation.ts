/** Messages after a visit is booked. */
export const confirmationWords = {
  bookedTitle: 'Your visit is booked',
  /** The heading while the patient has not chosen a time yet. */
  arrangingTitle: 'We are arranging your visit',
  /**
   * Labels of the task, the date and time, the address, the patient's first name, the reference to quote and the
   * price.
   */
  what: 'Visit',
  when: 'When',
  where: 'Where',
  who: 'Patient',
  reference: 'Reference',
  price: 'Price',
  nextTitle: 'What happens next',
  /** "This time" is the one shown above. */
  nextText: 'We come to you within this time.',
  arrangingText: 'You will get a text message and an email with a link to choose a time.',
  changeLater: 'To change or cancel your visit, contact the shop and give the reference.',
  /** A button: adds the visit to the user's own calendar, on their phone or computer. */
  addToCalendar: 'Add to calendar',
};

export type ConfirmationWords = typeof confirmationWords;
