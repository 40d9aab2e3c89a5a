import { bookOrder, ServerError } from '@ally-health/checkout-booking/server';
import { options } from './options.mjs';

/**
 * Books a paid order's visit. Call it after payment, and again as often as you like: from a queue, a timer, a second
 * server. `save` writes to the order's row; one call per order at a time.
 */
export const book = async (order, save) => {
  const { ref, token, lastAttemptAt } = order;
  await save({ lastAttemptAt: new Date() });
  try {
    const visit = await bookOrder(token, { ...options, orderRef: ref, lastAttemptAt });
    await save({ state: visit.outcome, visit, lastAttemptAt: null });
  } catch (error) {
    // A fault of our own: what was written down stands, and the next call goes by it.
    if (!(error instanceof ServerError)) throw error;
    const { canRetry, code, retryAfter } = error;
    await save({
      state: canRetry ? 'to book' : `ask a person: ${code}`,
      lastAttemptAt: error.lastAttemptAt ?? lastAttemptAt,
      tryAgainAt: new Date(Date.now() + (retryAfter ?? 60) * 1000),
    });
  }
};
