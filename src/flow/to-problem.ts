import { isBookingError } from '../api/client/errors.js';
import type { Problem } from '../domain/problems.js';

const nothingMore = { requestId: null, retryAfter: null, param: null };

/**
 * Converts an error to a problem for the state. An error of unknown type (from a merchant's own `api`) counts as
 * temporary.
 */
export const problemOf = (error: unknown): Problem => {
  if (!isBookingError(error)) return { code: 'unavailable', canRetry: true, ...nothingMore };
  const { code, canRetry, requestId, retryAfter, param } = error;
  return { code, canRetry, requestId, retryAfter, param };
};
