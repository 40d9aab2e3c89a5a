import { isBookingError } from '../api/client/errors.js';
import type { Problem } from '../domain/problems.js';

const nothingMore = { requestId: null, retryAfter: null, param: null };

/** An error as the journey carries it. What is not ours (a merchant's own `api`) may have been passing. */
export const problemOf = (error: unknown): Problem => {
  if (!isBookingError(error)) return { code: 'unavailable', canRetry: true, ...nothingMore };
  const { code, canRetry, requestId, retryAfter, param } = error;
  return { code, canRetry, requestId, retryAfter, param };
};
