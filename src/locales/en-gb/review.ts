/** What the review says; it comes with the later steps. */
export const reviewWords = {
  /** Where the visit is booked with the order. */
  readyTitle: 'Your visit is ready to book',
  readyText: 'It is booked when you place your order. You will then get the details by email.',
  /** Where it is booked here, by the button below. */
  checkTitle: 'Check your visit',
  checkText: 'Nothing is booked yet.',
  book: 'Book this visit',
  booking: 'Booking…',
  /** Above what the clinic says, such as not to eat before. */
  preparation: 'How to prepare',
};

export type ReviewWords = typeof reviewWords;
