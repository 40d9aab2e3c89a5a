/** What the review says; it comes with the later steps. */
export const reviewWords = {
  readyTitle: 'Your visit is ready to book',
  readyText: 'It is booked when you place your order. You will then get the details by email.',
  checkTitle: 'Check your visit',
  checkText: 'Nothing is booked yet.',
  book: 'Book this visit',
  booking: 'Booking…',
  preparation: 'How to prepare',
};

export type ReviewWords = typeof reviewWords;
