import { ally, taskId } from './options.mjs';

/**
 * Records what the payment provider reports. Both calls are idempotent, and may come in any order, also before the
 * selection.
 */
export async function recordPayment({ orderRef, status }) {
  if (status === 'paid') {
    const { outcome } = await ally.orders.accept({ orderRef, taskId, paid: true });
    // Raise an alarm, unless your order has no visit.
    if (outcome === 'no_selection') console.error(`order ${orderRef}: paid, without a selection`);
  }
  if (status === 'refunded') await ally.orders.cancel({ orderRef, reason: 'Refunded.' });
}
