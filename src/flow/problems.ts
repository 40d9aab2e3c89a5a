import { isBookingError } from '../api/errors.js';
import type { Problem } from '../booking/problem.js';

/** An error as the journey carries it. What is not ours (a merchant's own `api`) may have been passing. */
export const problemOf = (error: unknown): Problem =>
  isBookingError(error)
    ? { code: error.code, canRetry: error.canRetry, requestId: error.requestId }
    : { code: 'unavailable', canRetry: true, requestId: null };
