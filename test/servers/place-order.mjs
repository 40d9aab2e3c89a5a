import { ally, taskId } from './options.mjs';

/** Takes an order with the value of the element's form field. Throws before the customer pays if it cannot be booked. */
export async function placeOrder(token) {
  const orderRef = crypto.randomUUID();
  const { price, willBookWindow } = await ally.selections.open(token, { taskId, orderRef });
  await ally.orders.accept({ orderRef, token, taskId });
  return { orderRef, price, willBookWindow };
}
