import { canRetry, type ServiceProblem } from '../booking/problem.js';

/** What is known of the request that failed: never its address, its body or a value from it. */
export interface FailureFacts {
  /** The HTTP status; null when nothing answered. */
  readonly status?: number | null;
  /** The relay's id of the request, for whoever is asked for help. */
  readonly requestId?: string | null;
  readonly cause?: unknown;
}

/** A failure of the booking service. Each cause has a class of its own; `code` tells them apart across realms. */
export abstract class BookingError extends Error {
  abstract readonly code: ServiceProblem;
  readonly status: number | null;
  readonly requestId: string | null;

  constructor(message: string, { status = null, requestId = null, cause }: FailureFacts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.requestId = requestId;
  }

  /** Whether the same question may well get an answer when it is asked again. */
  get canRetry(): boolean {
    return canRetry(this.code);
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
  readonly code = 'timed-out';
  constructor(facts?: FailureFacts) {
    super('The booking service did not answer in time.', facts);
  }
}

/** The answer had the wrong shape: the relay and this version do not speak the same contract. */
export class ContractError extends BookingError {
  override readonly name = 'ContractError';
  readonly code = 'contract-broken';
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
  readonly code = 'script-failed';
  constructor(facts?: FailureFacts) {
    super('A part of the booking script could not be loaded.', facts);
  }
}

/** 409: somebody else has taken the window, or it has closed. */
export class WindowUnavailableError extends BookingError {
  override readonly name = 'WindowUnavailableError';
  readonly code = 'window-unavailable';
  constructor(facts?: FailureFacts) {
    super('The window is no longer free.', facts);
  }
}

/** 422: clinicians do not visit there. */
export class OutsideCoverageError extends BookingError {
  override readonly name = 'OutsideCoverageError';
  readonly code = 'outside-coverage';
  constructor(facts?: FailureFacts) {
    super('The place is outside the coverage area.', facts);
  }
}

/** 422: the service refuses a field. */
export class ValidationFailedError extends BookingError {
  override readonly name = 'ValidationFailedError';
  readonly code = 'validation-failed';
  /** The field's path in what was sent, such as `patients.0.phone`; null when the service named none. */
  readonly param: string | null;
  constructor(param: string | null, facts?: FailureFacts) {
    super('The booking service refused a field.', facts);
    this.param = param;
  }
}

/** 403: the relay does not serve this page's origin. */
export class ForbiddenOriginError extends BookingError {
  override readonly name = 'ForbiddenOriginError';
  readonly code = 'forbidden-origin';
  constructor(facts?: FailureFacts) {
    super("The relay does not serve this page's origin: add it to the relay's origins.", facts);
  }
}

/** 404: no such Task, or no relay at `api-base`. */
export class NotFoundError extends BookingError {
  override readonly name = 'NotFoundError';
  readonly code = 'not-found';
  constructor(facts?: FailureFacts) {
    super('Not found: check api-base and task-id.', facts);
  }
}

/** 429: asked too often. */
export class RateLimitedError extends BookingError {
  override readonly name = 'RateLimitedError';
  readonly code = 'rate-limited';
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

/** Whether a failure is one of ours; holds across realms and two copies of the script. */
export const isBookingError = (error: unknown): error is BookingError =>
  // Not `instanceof`: another frame has an Error of its own.
  Object.prototype.toString.call(error) === '[object Error]' &&
  ['code', 'canRetry', 'requestId'].every((fact) => fact in (error as Error));
