/** The part of the relay API that pages do not use: it is for the merchant's servers. */
import * as z from 'zod/mini';
import { booking, failure, instant, orderRef } from './schemas.js';

/**
 * The request body of `POST /orders`, sent once the order is paid. `lastAttemptAt` is the time of the last attempt
 * while its outcome is unknown. The caller stores it before each call, and replaces it afterwards as the response
 * says.
 */
export const orderAsk = z.object({
  token: z.string(),
  orderRef,
  lastAttemptAt: z.optional(instant),
});

/** The response body of `POST /orders`. Without a selection there is nothing to book. */
export const bookedOrder = z.union([
  booking,
  z.object({
    outcome: z.literal('no-selection'),
    appointment: z.null(),
    manageToken: z.null(),
  }),
]);

/**
 * The body of an error response: as for every operation, and with `booking_unsettled` the `lastAttemptAt` of the
 * next call.
 */
export const orderFailure = z.object({
  error: z.extend(failure.shape.error, { lastAttemptAt: z.optional(instant) }),
});
