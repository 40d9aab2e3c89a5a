import type { ServiceProblem } from '../../domain/problems.js';
import { errorCodes } from '../contract/error-codes.js';

/** Facts about a failed request. They never include its URL, its body or a value from it. */
export interface FailureFacts {
  /** The HTTP status; null if there was no response. The default is null. */
  readonly status?: number | null;
  /** The relay's id of the request, to quote to support. The default is null. */
  readonly requestId?: string | null;
  /** Seconds to wait before a retry, from `Retry-After`. The default is null. */
  readonly retryAfter?: number | null;
  readonly cause?: unknown;
}

/**
 * The base class of failures of the booking service. Each cause has a class of its own. To distinguish them use
 * `code`, which also works for errors of another frame or another copy of the script.
 */
export abstract class BookingError extends Error {
  abstract readonly code: ServiceProblem;
  /** The HTTP status; null if there was no response. */
  readonly status: number | null;
  /** The relay's id of the request, to quote to support; null if there is none. */
  readonly requestId: string | null;
  /** Seconds to wait before a retry; null if the service did not say. */
  readonly retryAfter: number | null;
  /**
   * The path in the request of the field that was rejected, such as `patients.0.phone`; null if the service named
   * none.
   */
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

/** There was no response: no network, a blocked request, or no relay at the address. */
export class OfflineError extends BookingError {
  override readonly name = 'OfflineError';
  readonly code = 'offline';
  constructor(facts?: FailureFacts) {
    super('The booking service could not be reached.', facts);
  }
}

/**
 * There was no response within the timeout, by default 10 seconds. The request may or may not have been carried
 * out.
 */
export class TimeLimitError extends BookingError {
  override readonly name = 'TimeLimitError';
  readonly code = 'timed_out';
  constructor(facts?: FailureFacts) {
    super('The booking service did not answer in time.', facts);
  }
}

/** A booking was requested, and its outcome is unknown. The same request with the same key finds out. */
export class OutcomeUnknownError extends BookingError {
  override readonly name = 'OutcomeUnknownError';
  readonly code = 'outcome_unknown';
  constructor(facts?: FailureFacts) {
    super('The booking may or may not have been made.', facts);
  }
}

/** The response had the wrong shape: the relay and this version of the widget use different versions of the API. */
export class ContractError extends BookingError {
  override readonly name = 'ContractError';
  readonly code = 'contract_broken';
  /** The path in the response, such as `windows.0.startAt`, never the value there. */
  readonly path: string;
  constructor(path: string, facts?: FailureFacts) {
    super(`The booking service's answer has the wrong shape at ${path || 'its root'}.`, facts);
    this.path = path;
  }
}

/** A part of the script could not be loaded. */
export class ScriptError extends BookingError {
  override readonly name = 'ScriptError';
  readonly code = 'script_failed';
  constructor(facts?: FailureFacts) {
    super('A part of the booking script could not be loaded.', facts);
  }
}

/** 409: another person has booked the window, or it has closed. */
export class WindowUnavailableError extends BookingError {
  override readonly name = 'WindowUnavailableError';
  readonly code = 'window_unavailable';
  constructor(facts?: FailureFacts) {
    super('The window is no longer free.', facts);
  }
}

/** 422: clinicians do not visit the place. */
export class OutsideCoverageError extends BookingError {
  override readonly name = 'OutsideCoverageError';
  readonly code = 'outside_coverage';
  constructor(facts?: FailureFacts) {
    super('The place is outside the coverage area.', facts);
  }
}

/** 422: the service rejected a field; `param` is its path. */
export class ValidationFailedError extends BookingError {
  override readonly name = 'ValidationFailedError';
  readonly code = 'validation_failed';
  override readonly param: string | null;
  constructor(param: string | null, facts?: FailureFacts) {
    super('The booking service refused a field.', facts);
    this.param = param;
  }
}

/** 403: the relay does not accept requests from this page's origin. */
export class ForbiddenOriginError extends BookingError {
  override readonly name = 'ForbiddenOriginError';
  readonly code = 'forbidden_origin';
  constructor(facts?: FailureFacts) {
    super("The relay does not serve this page's origin: add it to the relay's origins.", facts);
  }
}

/** 404: there is no such Task or appointment, or no relay at `api-base`. */
export class NotFoundError extends BookingError {
  override readonly name = 'NotFoundError';
  readonly code = 'not_found';
  constructor(facts?: FailureFacts) {
    super('Not found: check api-base and task-id.', facts);
  }
}

/** 429: there were too many requests. */
export class RateLimitedError extends BookingError {
  override readonly name = 'RateLimitedError';
  readonly code = 'rate_limited';
  constructor(facts?: FailureFacts) {
    super('The booking service was asked too often.', facts);
  }
}

/** 5xx: the service cannot answer at the moment. */
export class UnavailableError extends BookingError {
  override readonly name = 'UnavailableError';
  readonly code = 'unavailable';
  constructor(facts?: FailureFacts) {
    super('The booking service cannot answer just now.', facts);
  }
}

/** 500: the relay lacks some of its configuration. */
export class MisconfiguredError extends BookingError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'misconfigured';
  constructor(facts?: FailureFacts) {
    super("The relay is misconfigured: see the relay's log.", facts);
  }
}

/** Any other rejection; see `status`. */
export class RefusedError extends BookingError {
  override readonly name = 'RefusedError';
  readonly code = 'refused';
  constructor(facts?: FailureFacts) {
    super('The booking service refused the request.', facts);
  }
}

/**
 * Returns whether the request may have been carried out although it failed. A rejection (4xx) has done nothing, and
 * neither has a relay that lacks configuration. The outcome is unknown if there was no response, or none in time;
 * if the service failed during the work (any other 5xx, also from a gateway: the server behind it may have
 * continued); or if the response cannot be parsed.
 */
export const isOutcomeUnknown = (error: unknown): boolean => {
  if (!isBookingError(error)) return false;
  const { code, status } = error;
  if (status === null) return ['offline', 'timed_out', 'contract_broken'].includes(code);
  return status < 400 || (status >= 500 && code !== 'misconfigured');
};

/**
 * Returns whether an error is a `BookingError`. It also works for errors of another frame or another copy of the
 * script.
 */
export const isBookingError = (error: unknown): error is BookingError =>
  // `instanceof` does not work here: another frame has its own `Error`.
  Object.prototype.toString.call(error) === '[object Error]' &&
  ['code', 'canRetry', 'requestId', 'retryAfter', 'param'].every(
    (fact) => fact in (error as Error),
  );
