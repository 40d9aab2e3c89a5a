import { ally } from './options.mjs';

/** Handles a webhook: a web `Request`, or `{ body, headers }` with the bytes of the body. Throws for a forged one. */
export async function receiveWebhook(webhook) {
  const { event } = await ally.webhooks.parse(webhook);
  // Null: the appointment belongs to another system of the organisation.
  if (event.orderRef !== null) await ally.orders.reconcile(event.orderRef);
  await ally.webhooks.done(event);
}
