import {
  ForbiddenOriginError,
  MisconfiguredError,
  NotFoundError,
  OutsideCoverageError,
  RateLimitedError,
  RefusedError,
  UnavailableError,
  ValidationFailedError,
  WindowUnavailableError,
} from './errors.js';
import type { BookingError, FailureFacts } from './errors.js';

/** The error for an answer that is not a success: by the service's code where we know it, else by the status. */
export const answeredError = (
  code: string | null,
  param: string | null,
  facts: FailureFacts & { readonly status: number },
): BookingError => {
  switch (code) {
    case 'window_unavailable':
      return new WindowUnavailableError(facts);
    case 'outside_coverage':
      return new OutsideCoverageError(facts);
    case 'validation_failed':
      return new ValidationFailedError(param, facts);
    case 'forbidden_origin':
      return new ForbiddenOriginError(facts);
    case 'not_found':
      return new NotFoundError(facts);
    case 'rate_limited':
      return new RateLimitedError(facts);
    case 'unavailable':
      return new UnavailableError(facts);
    case 'misconfigured':
      return new MisconfiguredError(facts);
  }
  switch (facts.status) {
    case 403:
      return new ForbiddenOriginError(facts);
    case 404:
      return new NotFoundError(facts);
    case 409:
      return new WindowUnavailableError(facts);
    case 422:
      return new ValidationFailedError(param, facts);
    case 429:
      return new RateLimitedError(facts);
  }
  return facts.status >= 500 ? new UnavailableError(facts) : new RefusedError(facts);
};
