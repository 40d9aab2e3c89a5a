import { serverErrorCodes, type ServerErrorCode } from '../api/contract/error-codes.js';

export { serverErrorCodes, type ServerErrorCode } from '../api/contract/error-codes.js';

/** What the platform said about a failed request. Its texts may hold anything: do not show them to customers. */
export interface PlatformDetails {
  /** The HTTP status; null if there was no response. */
  readonly status?: number | null;
  /** The platform's request id, for its support. */
  readonly requestId?: string | null;
  /** The platform's own error code. */
  readonly code?: string | null;
  /** The platform's own message. */
  readonly message?: string | null;
}

/**
 * A failure of the server SDK. The message says what happened and what to do next, and holds nothing about a patient,
 * and no key or token. `code` tells errors apart where `instanceof` cannot, such as across two copies of the package.
 */
export abstract class ServerError extends Error {
  abstract readonly code: ServerErrorCode;
  /** What to do about it. */
  readonly cure: string;
  /** The platform's request id, if the platform answered with one. */
  readonly requestId: string | null;
  /** The platform's own error code, if it gave one. */
  readonly platformCode: string | null;
  /** The platform's own message, if it gave one. It may hold anything: keep it out of logs and pages. */
  readonly platformMessage: string | null;

  constructor(
    problem: string,
    cure: string,
    { platform, cause }: { readonly platform?: PlatformDetails; readonly cause?: unknown } = {},
  ) {
    super(`${problem} ${cure}`, cause === undefined ? {} : { cause });
    this.cure = cure;
    this.requestId = platform?.requestId ?? null;
    this.platformCode = platform?.code ?? null;
    this.platformMessage = platform?.message ?? null;
    // Kept out of logs that print an error's own properties.
    Object.defineProperty(this, 'platformMessage', { enumerable: false });
  }

  /** Whether the same call may succeed later. */
  get canRetry(): boolean {
    return serverErrorCodes[this.code].canRetry;
  }
}

/** An option is missing or wrong. Thrown when the server starts, with the option's name and its cure. */
export class MisconfiguredError extends ServerError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'misconfigured';
  /** The option's name, such as `sealing.keys.0.secret`. */
  readonly option: string;
  constructor(option: string, cure: string, options: { readonly cause?: unknown } = {}) {
    super(`${option}:`, cure, options);
    this.option = option;
  }
}

const CHOOSE_AGAIN = 'Do not book it: ask the customer to choose a visit again.';

/** A token that no key of this server has sealed, that was changed or cut short, or that is for something else. */
export class TokenRefusedError extends ServerError {
  override readonly name = 'TokenRefusedError';
  readonly code = 'token_refused';
  readonly reason: 'malformed' | 'altered' | 'other_mode' | 'other_task';
  constructor(reason: TokenRefusedError['reason']) {
    super(`The selection's token is refused (${reason}).`, CHOOSE_AGAIN);
    this.reason = reason;
  }
}

/** A token that this process cannot open yet: its key is not known here, or its time lies in the future. */
export class TokenUnreadableError extends ServerError {
  override readonly name = 'TokenUnreadableError';
  readonly code = 'token_unreadable';
  readonly reason: 'unknown_key' | 'not_yet_valid';
  constructor(reason: TokenUnreadableError['reason']) {
    super(
      `This process cannot open the selection's token (${reason}).`,
      reason === 'unknown_key'
        ? 'Give every process the same sealing.keys, then try again.'
        : 'Correct the clock of this machine, or of the one that sealed it, then try again.',
    );
    this.reason = reason;
  }
}

/** A token older than `sealing.lifetimeMs`. */
export class TokenExpiredError extends ServerError {
  override readonly name = 'TokenExpiredError';
  readonly code = 'token_expired';
  constructor() {
    super('The selection is too old to be opened.', CHOOSE_AGAIN);
  }
}

/** A token that another order has used. The other order is named in the log only. */
export class TokenUsedError extends ServerError {
  override readonly name = 'TokenUsedError';
  readonly code = 'token_used';
  constructor() {
    super('Another order has used this selection.', CHOOSE_AGAIN);
  }
}

/** An order reference that is no text, or that the platform's search could not find. */
export class OrderRefRefusedError extends ServerError {
  override readonly name = 'OrderRefRefusedError';
  readonly code = 'order_ref_refused';
  constructor() {
    super(
      'orderRef:',
      "give a string of 1 to 64 letters, digits, '-', '_', '.' or '#' that never changes.",
    );
  }
}

/** The order is booked with another selection. */
export class OrderHasBookingError extends ServerError {
  override readonly name = 'OrderHasBookingError';
  readonly code = 'order_has_booking';
  constructor() {
    super(
      'The order is booked with another selection.',
      'Show the booking that it has, or cancel the order and use a new reference.',
    );
  }
}

/** The order is paid with another selection. */
export class OrderPaidError extends ServerError {
  override readonly name = 'OrderPaidError';
  readonly code = 'order_paid';
  constructor() {
    super(
      'The order is paid with another selection.',
      'Book the one that was paid, or cancel the order and use a new reference.',
    );
  }
}

/** The order was cancelled, and is not booked any more. */
export class OrderCancelledError extends ServerError {
  override readonly name = 'OrderCancelledError';
  readonly code = 'order_cancelled';
  constructor() {
    super('The order is cancelled.', 'Use a new reference for a new order.');
  }
}

/** The key of a booking from the page was used with another selection. */
export class KeyReusedError extends ServerError {
  override readonly name = 'KeyReusedError';
  readonly code = 'key_reused';
  constructor() {
    super('The key was used with another selection.', 'Make a new key for each selection.');
  }
}

/** For a caller that must name a time, where a person is needed first. */
const PERSON_RETRY_SECONDS = 3_600;

/**
 * It is not known yet whether the appointment was made. Nothing is lost: `runDue` settles the order, and the same call
 * after `retryAfterSeconds` answers what came of it.
 */
export class BookingUnsettledError extends ServerError {
  override readonly name = 'BookingUnsettledError';
  readonly code = 'booking_unsettled';
  readonly retryAfterSeconds: number;
  /**
   * `retryAfterSeconds` is null if only a person can find out (`onUnknown: 'stop'`). `cause` is the error that keeps the
   * outcome unknown, if there is one.
   */
  constructor(retryAfterSeconds: number | null, options: { readonly cause?: unknown } = {}) {
    super(
      'The appointment may or may not have been made.',
      retryAfterSeconds === null
        ? 'Look on the platform: `stuck()` lists the order, and docs/server.md says what to do.'
        : `Call again in ${String(retryAfterSeconds)} seconds, or leave it to runDue.`,
      options,
    );
    this.retryAfterSeconds = retryAfterSeconds ?? PERSON_RETRY_SECONDS;
  }
}

/** The platform refuses a request. A person must look at it. */
export class PlatformRefusedError extends ServerError {
  override readonly name = 'PlatformRefusedError';
  readonly code = 'platform_refused';
  /** Null for a refusal of an earlier call. */
  readonly status: number | null;
  /** The operation, such as `createPatient`. */
  readonly operation: string;
  /** The field that the platform blames, if it names one of ours. */
  readonly param: string | null;
  constructor(
    operation: string,
    status: number | null,
    { param = null, platform }: { param?: string | null; platform?: PlatformDetails } = {},
  ) {
    super(
      status === null
        ? `The platform has refused ${operation} before.`
        : `The platform refused ${operation} with status ${String(status)}.`,
      'Call the customer, or ask the platform with this error’s requestId.',
      { platform: platform ?? {} },
    );
    this.operation = operation;
    this.status = status;
    this.param = param;
  }
}

/**
 * The platform does not accept the key (401), something before it denies access (403), or there is no such operation at
 * the address (404).
 */
export class PlatformAccessError extends ServerError {
  override readonly name = 'PlatformAccessError';
  readonly code = 'platform_access_denied';
  readonly operation: string;
  readonly status: number;
  constructor(operation: string, status: number, platform: PlatformDetails = {}) {
    super(
      `The platform denied access to ${operation} with status ${String(status)}.`,
      'Check platform.key and platform.baseUrl, and whether a firewall stands between; then try again.',
      { platform },
    );
    this.operation = operation;
    this.status = status;
  }
}

/** The platform cannot be reached, is too busy, or failed. Nothing was done. */
export class PlatformUnavailableError extends ServerError {
  override readonly name = 'PlatformUnavailableError';
  readonly code = 'platform_unavailable';
  readonly operation: string;
  /** Null if there was no response. */
  readonly status: number | null;
  /** The platform's Retry-After; null if it gave none. */
  readonly retryAfterSeconds: number | null;
  constructor(
    operation: string,
    {
      retryAfterSeconds = null,
      ...platform
    }: PlatformDetails & { readonly retryAfterSeconds?: number | null } = {},
  ) {
    super(
      `The platform could not do ${operation} just now.`,
      'Keep the order, and try again later.',
      { platform },
    );
    this.operation = operation;
    this.status = platform.status ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request that changes something was sent, and its outcome is not known. */
export class PlatformUnknownError extends ServerError {
  override readonly name = 'PlatformUnknownError';
  readonly code = 'platform_unknown';
  readonly operation: string;
  readonly status: number | null;
  constructor(operation: string, platform: PlatformDetails = {}) {
    super(
      `The platform did not say whether it did ${operation}.`,
      'Read what has become of it before you try again.',
      { platform },
    );
    this.operation = operation;
    this.status = platform.status ?? null;
  }
}

/** A response of the platform's has another shape than its documents say, or than is assumed where they are silent. */
export class PlatformAnswerError extends ServerError {
  override readonly name = 'PlatformAnswerError';
  readonly code = 'platform_answer';
  readonly operation: string;
  /** The place in the response, such as `data.0.id`; never the value. */
  readonly path: string;
  constructor(
    operation: string,
    path: string,
    {
      expected = 'what src/platform/schemas.ts describes',
      platform,
    }: { readonly expected?: string; readonly platform?: PlatformDetails } = {},
  ) {
    super(
      `The platform's answer to ${operation} is not as expected at ${path || 'its root'}: expected ${expected}.`,
      'Give platform.mapping a function that reads it.',
      { platform: platform ?? {} },
    );
    this.operation = operation;
    this.path = path;
  }
}

/** The store cannot be reached, or failed. Nothing was sent to the platform. */
export class StoreUnavailableError extends ServerError {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'store_unavailable';
  constructor(cause: unknown) {
    super(
      'The store of orders failed: nothing was sent to the platform.',
      'Check the database, then try again.',
      { cause },
    );
  }
}

/** A webhook that the platform did not sign, or that cannot be read. Answer 400. */
export class WebhookRefusedError extends ServerError {
  override readonly name = 'WebhookRefusedError';
  readonly code = 'webhook_refused';
  readonly reason:
    'unsigned' | 'signature' | 'too_old' | 'not_yet_valid' | 'too_large' | 'malformed';
  constructor(reason: WebhookRefusedError['reason']) {
    super(`The webhook is refused (${reason}).`, 'Answer 400 and do nothing.');
    this.reason = reason;
  }
}
