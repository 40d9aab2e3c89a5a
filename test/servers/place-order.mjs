import { ally, priceWithoutVisit, taskId } from './options.mjs';

/** Takes an order with the fields of its form. Throws before the customer pays if its visit cannot be booked. */
export async function placeOrder({ orderRef, appointment: token }) {
  // The customer buys without a visit.
  if (!token) return { orderRef, price: priceWithoutVisit, willBookWindow: null };
  const { price, willBookWindow } = await ally.selections.open(token, { taskId, orderRef });
  await ally.orders.accept({ orderRef, token, taskId });
  return { orderRef, price, willBookWindow };
}
