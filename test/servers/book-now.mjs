import { ServerError } from '@ally-health/checkout-booking/server';
import { ally, taskId } from './options.mjs';

/** Books a paid order at once. Returns its outcome, or null if `runDue` goes on with it. */
export async function bookNow(orderRef) {
  try {
    const { outcome } = await ally.orders.book({ orderRef, taskId });
    return outcome;
  } catch (error) {
    if (error instanceof ServerError && error.canRetry) return null;
    // The order needs a person: `stuck` lists it.
    throw error;
  }
}
