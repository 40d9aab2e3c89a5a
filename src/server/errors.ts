/** Everything that the server's side throws on purpose. `code` tells them apart across realms. */
export type ServerErrorCode =
  | 'misconfigured'
  | 'token-refused'
  | 'token-expired'
  | 'order-ref-refused'
  | 'order-not-found'
  | 'booking-unsettled'
  | 'platform-refused'
  | 'platform-unavailable'
  | 'platform-unknown'
  | 'platform-answer'
  | 'webhook-refused';

/** A failure of the server's side. Its message says what to do next, and holds nothing of a patient, key or token. */
export abstract class ServerError extends Error {
  abstract readonly code: ServerErrorCode;
  /** Whether the same call, made again later and unchanged, may succeed. */
  readonly canRetry: boolean = false;
}

/** An option is missing or wrong: named, with its cure, when the server starts. */
export class MisconfiguredError extends ServerError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'misconfigured';
  /** The option's name, such as `sealingKeys.0.secret`. */
  readonly option: string;
  constructor(option: string, cure: string) {
    super(`${option}: ${cure}`);
    this.option = option;
  }
}

/** A token that nobody's key of ours has sealed, or that was changed, or cut short on its way. */
export class TokenRefusedError extends ServerError {
  override readonly name = 'TokenRefusedError';
  readonly code = 'token-refused';
  readonly reason: 'malformed' | 'unknown-key' | 'altered' | 'from-the-future' | 'other-mode';
  constructor(reason: TokenRefusedError['reason']) {
    super(
      `The selection's token is refused (${reason}). Do not book it: ask the customer to choose a visit again.`,
    );
    this.reason = reason;
  }
}

/** A token older than selections are opened for. */
export class TokenExpiredError extends ServerError {
  override readonly name = 'TokenExpiredError';
  readonly code = 'token-expired';
  constructor() {
    super(
      'The selection is too old to be opened. Do not book it: ask the customer to choose a visit again.',
    );
  }
}

/** A reference that the platform's search could not find again. */
export class OrderRefRefusedError extends ServerError {
  override readonly name = 'OrderRefRefusedError';
  readonly code = 'order-ref-refused';
  constructor() {
    super("orderRef: use 1 to 64 letters, digits, '-', '_', '.' or '#', the same for ever.");
  }
}

/** No appointment of the reference. */
export class OrderNotFoundError extends ServerError {
  override readonly name = 'OrderNotFoundError';
  readonly code = 'order-not-found';
  constructor() {
    super('The platform knows no appointment of this order: there is nothing to cancel.');
  }
}

/**
 * Nobody knows yet whether the appointment was made. Nothing is lost: keep the order as to be booked, with this
 * error's `lastAttemptAt`, and call again with it after `retryAfter`.
 */
export class BookingUnsettledError extends ServerError {
  override readonly name = 'BookingUnsettledError';
  readonly code = 'booking-unsettled';
  override readonly canRetry = true;
  /** Seconds after which the platform must have made up its mind. */
  readonly retryAfter: number;
  /** For the next call's option of that name, in whatever process: later than that, nobody asked for it. */
  readonly lastAttemptAt: Date;
  /** `cause` is what hindered the look, where that was no passing trouble. */
  constructor(retryAfter: number, lastAttemptAt: Date, options: ErrorOptions = {}) {
    super(
      `The appointment may or may not have been made: call again in ${String(retryAfter)} seconds, with this error's lastAttemptAt.`,
      options,
    );
    this.retryAfter = retryAfter;
    this.lastAttemptAt = lastAttemptAt;
  }
}

/** The platform does not take what it was asked: somebody has to look at it. */
export class PlatformRefusedError extends ServerError {
  override readonly name = 'PlatformRefusedError';
  readonly code = 'platform-refused';
  readonly status: number;
  /** What was asked for, such as `createPatient`; never what was sent. */
  readonly operation: string;
  /** The field that the platform blames, where it names one of ours. */
  readonly param: string | null;
  constructor(operation: string, status: number, param: string | null = null) {
    super(
      `The platform refused ${operation} with status ${String(status)}: call the customer, or ask the platform.`,
    );
    this.operation = operation;
    this.status = status;
    this.param = param;
  }
}

/** The platform cannot be reached, is too busy, or broke: nothing was done. */
export class PlatformUnavailableError extends ServerError {
  override readonly name = 'PlatformUnavailableError';
  readonly code = 'platform-unavailable';
  override readonly canRetry = true;
  readonly operation: string;
  /** Null when nothing answered. */
  readonly status: number | null;
  /** Seconds, where the platform says so. */
  readonly retryAfter: number | null;
  constructor(
    operation: string,
    {
      status = null,
      retryAfter = null,
    }: { status?: number | null; retryAfter?: number | null } = {},
  ) {
    super(`The platform could not do ${operation} just now: keep the order, and call again later.`);
    this.operation = operation;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The platform was asked to do something and nobody knows whether it did: look before asking again. */
export class PlatformUnknownError extends ServerError {
  override readonly name = 'PlatformUnknownError';
  readonly code = 'platform-unknown';
  readonly operation: string;
  constructor(operation: string) {
    super(`The platform did not say whether it did ${operation}: look before asking again.`);
    this.operation = operation;
  }
}

/** The platform's answer has another shape than its documents say, or than is assumed where they are silent. */
export class PlatformAnswerError extends ServerError {
  override readonly name = 'PlatformAnswerError';
  readonly code = 'platform-answer';
  readonly operation: string;
  /** Where in the answer, such as `data.0.id`; never what stood there. */
  readonly path: string;
  constructor(operation: string, path: string) {
    super(
      `The platform's answer to ${operation} has another shape than assumed at ${path || 'its root'}: give platformMapping a function that reads it.`,
    );
    this.operation = operation;
    this.path = path;
  }
}

/** A webhook that is not the platform's, or is told again. */
export class WebhookRefusedError extends ServerError {
  override readonly name = 'WebhookRefusedError';
  readonly code = 'webhook-refused';
  readonly reason:
    'unsigned' | 'signature' | 'too-old' | 'from-the-future' | 'replayed' | 'malformed';
  constructor(reason: WebhookRefusedError['reason']) {
    super(`The webhook is refused (${reason}): answer 400 and do nothing.`);
    this.reason = reason;
  }
}
