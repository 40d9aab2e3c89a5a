import type { ServiceProblem } from '../../domain/problems.js';
import { errorCodes } from '../contract/error-codes.js';
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

type AnsweredCode = Exclude<
  ServiceProblem,
  'offline' | 'timed_out' | 'outcome_unknown' | 'script_failed' | 'contract_broken'
>;

/**
 * The error class of each code that a response may have. `validation_failed` is handled separately: it has a path.
 */
const errorClasses: Readonly<
  Record<Exclude<AnsweredCode, 'validation_failed'>, new (facts: FailureFacts) => BookingError>
> = {
  forbidden_origin: ForbiddenOriginError,
  not_found: NotFoundError,
  window_unavailable: WindowUnavailableError,
  outside_coverage: OutsideCoverageError,
  refused: RefusedError,
  rate_limited: RateLimitedError,
  misconfigured: MisconfiguredError,
  unavailable: UnavailableError,
};

/** Returns the code of a response that has no known one, by its HTTP status. */
const codeOfStatus = (status: number): AnsweredCode => {
  switch (status) {
    case errorCodes.forbidden_origin.status:
      return 'forbidden_origin';
    case errorCodes.not_found.status:
      return 'not_found';
    case errorCodes.window_unavailable.status:
      return 'window_unavailable';
    case errorCodes.validation_failed.status:
      return 'validation_failed';
    case errorCodes.rate_limited.status:
      return 'rate_limited';
  }
  return status >= 500 ? 'unavailable' : 'refused';
};

/** Codes that no user can do anything about, and that have no error of their own. */
const sameAs: ReadonlyMap<string | null, AnsweredCode> = new Map([
  ['key_reused', 'refused'],
  ['unsupported_version', 'misconfigured'],
]);

const isAnsweredCode = (code: string | null): code is AnsweredCode =>
  code === 'validation_failed' || (code !== null && Object.hasOwn(errorClasses, code));

/**
 * Returns the error for a response that is not a success: by the service's code if it is known, else by the status.
 */
export const answeredError = (
  code: string | null,
  param: string | null,
  facts: FailureFacts & { readonly status: number },
): BookingError => {
  const known = isAnsweredCode(code) ? code : (sameAs.get(code) ?? codeOfStatus(facts.status));
  return known === 'validation_failed'
    ? new ValidationFailedError(param, facts)
    : new errorClasses[known](facts);
};
