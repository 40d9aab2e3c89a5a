import { ally } from './options.mjs';

const escapes = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escape(text) {
  return text.replaceAll(/[&<"]/g, (character) => escapes[character]);
}

const WE_CALL = 'We will call you about your visit.';

const sentences = {
  scheduled: 'Your visit is booked.',
  other_window: 'Your visit is booked, at another time than you chose.',
  patient_led: 'Your visit is booked. We will ask you to choose a time.',
  cancelled: 'Your visit is cancelled.',
  closed: 'Your visit is over.',
};

function sentenceOf({ state, outcome, stuck, paid, dueAt }) {
  // Later versions may add outcomes.
  if (state === 'booked') return sentences[outcome] ?? 'Call us about your visit.';
  if (state === 'refused' || stuck !== null) return WE_CALL;
  if (state === 'cancelled') return sentences[outcome] ?? sentences.cancelled;
  if (state === 'cancelling') return 'We are cancelling your visit.';
  if (state !== 'accepted' || dueAt !== null) return 'We are booking your visit.';
  // Paid, and not due: its selection never came.
  return paid ? WE_CALL : 'We will book your visit once you have paid.';
}

/** HTML for the order's own customer: check the session first. */
export async function orderPage(orderRef) {
  const order = await ally.orders.find(orderRef);
  if (order === null) return '<p>Your order has no visit.</p>';
  const sentence = `<p>${sentenceOf(order)}</p>`;
  const { appointmentId, manageToken } = order;
  if (appointmentId === null) return sentence;
  return `${sentence}
  <ally-appointment api-base="/ally" appointment-id="${escape(appointmentId)}"
    manage-token="${escape(manageToken)}">
    Call us on 020 7946 0000 about your visit.
  </ally-appointment>`;
}
