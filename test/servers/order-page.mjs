import { ally } from './options.mjs';

const escapes = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escape(text) {
  return text.replaceAll(/[&<"]/g, (character) => escapes[character]);
}

/** HTML for the order's own customer: check the session first. */
export async function orderPage(orderRef) {
  const order = await ally.orders.find(orderRef);
  if (!order?.appointmentId) return '<p>We are booking your visit.</p>';
  const { appointmentId, manageToken } = order;
  return `<ally-appointment api-base="/ally" appointment-id="${escape(appointmentId)}"
    manage-token="${escape(manageToken)}">
    Call us on 020 7946 0000 about your visit.
  </ally-appointment>`;
}
