/** Messages of the review step. They load with the later steps. */
export const reviewWords = {
  /** In `checkout` mode: the visit is booked with the order. */
  readyTitle: 'Your visit is ready to book',
  readyText: 'It is booked when you place your order. You will then get the details by email.',
  /** In `instant` mode: the visit is booked by the button below. */
  checkTitle: 'Check your visit',
  checkText: 'Nothing is booked yet.',
  book: 'Book this visit',
  booking: 'Booking…',
  /** The heading of the clinic's instructions, such as not to eat before. */
  preparation: 'How to prepare',
};

export type ReviewWords = typeof reviewWords;
