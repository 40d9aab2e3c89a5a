import { recordVisit, type VisitContext } from './visits.js';

/**
 * Handles a webhook of the platform. It is a hint to look: events repeat and overtake each other, so the order is
 * compared with the platform whatever the event says. Rejects with `WebhookRefusedError` for a webhook that the
 * platform did not sign, and with another `ServerError` if it is to be sent again.
 */
export async function receiveWebhook(request: Request, context: VisitContext): Promise<void> {
  const { ally, log } = context;
  const { event, isRepeat } = await ally.webhooks.parse(request);
  const { orderRef, type } = event;
  // Null: an appointment of another system of the organisation.
  if (orderRef !== null) {
    const found = await ally.orders.reconcile(orderRef);
    await recordVisit(context, orderRef, found);
  }
  await ally.webhooks.done(event);
  log('webhook.handled', { orderRef, type, isRepeat });
}
