/** The part of contract 1 that no page asks: it is between the merchant's servers. */
import * as z from 'zod/mini';
import { booking, failure, instant, orderRef } from './schemas.js';

/**
 * `POST /orders` asks, once the order is paid. `lastAttemptAt` says when it was last asked, as long as nobody knows
 * how that ended: written down before each call, and replaced by what the answer says.
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

/** As every failure's body; with `booking_unsettled` comes what to send as `lastAttemptAt` in the next call. */
export const orderFailure = z.object({
  error: z.extend(failure.shape.error, { lastAttemptAt: z.optional(instant) }),
});
