import type { ServiceProblem } from '../../domain/problems.js';
import { errorCodes } from '../contract/error-codes.js';

/** What is known of the request that failed: never its address, its body or a value from it. */
export interface FailureFacts {
  /** The HTTP status; null when nothing answered. */
  readonly status?: number | null;
  /** The relay's id of the request, for whoever is asked for help. */
  readonly requestId?: string | null;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter?: number | null;
  readonly cause?: unknown;
}

/** A failure of the booking service. Each cause has a class of its own; `code` tells them apart across realms. */
export abstract class BookingError extends Error {
  abstract readonly code: ServiceProblem;
  readonly status: number | null;
  readonly requestId: string | null;
  /** When to ask again, in seconds, where the service says so. */
  readonly retryAfter: number | null;
  /** The field's path in what was sent, such as `patients.0.phone`; null when the service named none. */
  readonly param: string | null = null;

  constructor(
    message: string,
    { status = null, requestId = null, retryAfter = null, cause }: FailureFacts = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get canRetry(): boolean {
    return errorCodes[this.code].canRetry;
  }
}

/** Nothing answered: no network, a blocked request, or a relay that is not there. */
export class OfflineError extends BookingError {
  override readonly name = 'OfflineError';
  readonly code = 'offline';
  constructor(facts?: FailureFacts) {
    super('The booking service could not be reached.', facts);
  }
}

/** No answer within the time limit; what was asked may or may not have been done. */
export class TimeLimitError extends BookingError {
  override readonly name = 'TimeLimitError';
  readonly code = 'timed_out';
  constructor(facts?: FailureFacts) {
    super('The booking service did not answer in time.', facts);
  }
}

/** A booking was asked for, and nobody knows whether it was made: the same question, with its key, tells. */
export class OutcomeUnknownError extends BookingError {
  override readonly name = 'OutcomeUnknownError';
  readonly code = 'outcome_unknown';
  constructor(facts?: FailureFacts) {
    super('The booking may or may not have been made.', facts);
  }
}

/** The answer had the wrong shape: the relay and this version do not speak the same contract. */
export class ContractError extends BookingError {
  override readonly name = 'ContractError';
  readonly code = 'contract_broken';
  /** Where in the answer, such as `windows.0.startAt`; never what stood there. */
  readonly path: string;
  constructor(path: string, facts?: FailureFacts) {
    super(`The booking service's answer has the wrong shape at ${path || 'its root'}.`, facts);
    this.path = path;
  }
}

/** A part of this script could not be loaded. */
export class ScriptError extends BookingError {
  override readonly name = 'ScriptError';
  readonly code = 'script_failed';
  constructor(facts?: FailureFacts) {
    super('A part of the booking script could not be loaded.', facts);
  }
}

/** 409: somebody else has taken the window, or it has closed. */
export class WindowUnavailableError extends BookingError {
  override readonly name = 'WindowUnavailableError';
  readonly code = 'window_unavailable';
  constructor(facts?: FailureFacts) {
    super('The window is no longer free.', facts);
  }
}

/** 422: clinicians do not visit there. */
export class OutsideCoverageError extends BookingError {
  override readonly name = 'OutsideCoverageError';
  readonly code = 'outside_coverage';
  constructor(facts?: FailureFacts) {
    super('The place is outside the coverage area.', facts);
  }
}

/** 422: the service refuses a field. */
export class ValidationFailedError extends BookingError {
  override readonly name = 'ValidationFailedError';
  readonly code = 'validation_failed';
  override readonly param: string | null;
  constructor(param: string | null, facts?: FailureFacts) {
    super('The booking service refused a field.', facts);
    this.param = param;
  }
}

/** 403: the relay does not serve this page's origin. */
export class ForbiddenOriginError extends BookingError {
  override readonly name = 'ForbiddenOriginError';
  readonly code = 'forbidden_origin';
  constructor(facts?: FailureFacts) {
    super("The relay does not serve this page's origin: add it to the relay's origins.", facts);
  }
}

/** 404: no such Task, or no relay at `api-base`. */
export class NotFoundError extends BookingError {
  override readonly name = 'NotFoundError';
  readonly code = 'not_found';
  constructor(facts?: FailureFacts) {
    super('Not found: check api-base and task-id.', facts);
  }
}

/** 429: asked too often. */
export class RateLimitedError extends BookingError {
  override readonly name = 'RateLimitedError';
  readonly code = 'rate_limited';
  constructor(facts?: FailureFacts) {
    super('The booking service was asked too often.', facts);
  }
}

/** 5xx: the service cannot answer just now. */
export class UnavailableError extends BookingError {
  override readonly name = 'UnavailableError';
  readonly code = 'unavailable';
  constructor(facts?: FailureFacts) {
    super('The booking service cannot answer just now.', facts);
  }
}

/** The relay lacks what it needs. */
export class MisconfiguredError extends BookingError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'misconfigured';
  constructor(facts?: FailureFacts) {
    super("The relay is misconfigured: see the relay's log.", facts);
  }
}

/** Any other refusal: the status tells what is known. */
export class RefusedError extends BookingError {
  override readonly name = 'RefusedError';
  readonly code = 'refused';
  constructor(facts?: FailureFacts) {
    super('The booking service refused the request.', facts);
  }
}

/**
 * Whether what was asked for may have been done all the same. A refusal (4xx) has done nothing, nor has a relay
 * that lacks what it needs. But where nothing answered, or not in time, where the service broke while it
 * worked (any other 5xx, a gateway's too: what stands behind it may have gone on), or where the answer cannot be
 * read, it may be done.
 */
export const isOutcomeUnknown = (error: unknown): boolean => {
  if (!isBookingError(error)) return false;
  const { code, status } = error;
  if (status === null) return ['offline', 'timed_out', 'contract_broken'].includes(code);
  return status < 400 || (status >= 500 && code !== 'misconfigured');
};

/** Whether a failure is one of ours; holds across realms and two copies of the script. */
export const isBookingError = (error: unknown): error is BookingError =>
  // Not `instanceof`: another frame has an Error of its own.
  Object.prototype.toString.call(error) === '[object Error]' &&
  ['code', 'canRetry', 'requestId', 'retryAfter', 'param'].every(
    (fact) => fact in (error as Error),
  );
