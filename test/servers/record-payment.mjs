import { ally, taskId } from './options.mjs';

/**
 * Records what the payment provider reports. Both calls are idempotent, and need no order: a refund may be reported
 * before the payment.
 */
export async function recordPayment({ orderRef, status }) {
  if (status === 'paid') await ally.orders.accept({ orderRef, taskId, paid: true });
  if (status === 'refunded') await ally.orders.cancel({ orderRef, reason: 'Refunded.' });
}
