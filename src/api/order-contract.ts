/** The part of contract 1 that no page asks: it is between the merchant's servers. */
import * as z from 'zod/mini';
import { booking, instant, orderRef } from './contract.js';

/**
 * `POST /orders` asks, once the order is paid. `lastAttemptAt` says when it was last asked and nobody knows how that
 * ended.
 */
export const orderAsk = z.object({
  token: z.string(),
  orderRef,
  lastAttemptAt: z.optional(instant),
});

/** `POST /orders` answers; without a selection there is nothing to book. */
export const bookedOrder = z.union([
  booking,
  z.object({
    outcome: z.literal('no-selection'),
    appointment: z.null(),
    manageToken: z.null(),
  }),
]);
