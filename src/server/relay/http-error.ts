import {
  relayErrorCodes,
  serverErrorCodes,
  type RelayErrorCode,
  type ServerErrorCode,
} from '../../api/contract/error-codes.js';
import { API_VERSION, VERSION_HEADER } from '../../api/contract/version.js';
import {
  BookingUnsettledError,
  KeyReusedError,
  OrderHasBookingError,
  OrderPaidError,
  OrderRefRefusedError,
  PlatformUnavailableError,
  PlatformAccessError,
  PlatformRefusedError,
  PlatformUnknownError,
  ServerError,
  StoreUnavailableError,
  TokenExpiredError,
  TokenRefusedError,
} from '../errors.js';
import { PlatformSaysNo } from '../platform/request.js';

/** Facts about a refusal beside its code. */
interface RefusalFacts {
  /** The field that is wrong. */
  readonly param?: string | undefined;
  readonly retryAfterSeconds?: number | null | undefined;
  /** For the merchant's servers: whether the same request may succeed later. */
  readonly canRetry?: boolean | undefined;
  /** For the merchant's servers: the platform's own request id. */
  readonly platformRequestId?: string | null | undefined;
  readonly status?: number | undefined;
  /** The error that led to the refusal, for the log. */
  readonly cause?: unknown;
}

/** An error response of the relay. */
export class RelayRefusal extends Error {
  override readonly name = 'RelayRefusal';
  readonly status: number;
  readonly code: RelayErrorCode | ServerErrorCode;
  readonly facts: RefusalFacts;
  constructor(code: RelayErrorCode | ServerErrorCode, message: string, facts: RefusalFacts = {}) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.status = facts.status ?? { ...serverErrorCodes, ...relayErrorCodes }[code].status;
    this.code = code;
    this.facts = facts;
  }
}

export function notFound(): RelayRefusal {
  return new RelayRefusal('not_found', 'Not found: check api-base, task-id and the relay’s tasks.');
}

export function ordersNotServed(): RelayRefusal {
  return new RelayRefusal('not_found', 'Not found: give the relay orderSecret to serve /orders.');
}

export function wrongField(param: string | undefined, message: string): RelayRefusal {
  return new RelayRefusal('validation_failed', message, { param });
}

export function windowUnavailable(): RelayRefusal {
  return new RelayRefusal('window_unavailable', 'The window is no longer free.');
}

function unavailable(retryAfterSeconds?: number | null): RelayRefusal {
  return new RelayRefusal('unavailable', 'The booking platform cannot answer just now.', {
    retryAfterSeconds,
  });
}

/** The parts of the paths of fields that a page has sent. */
const FIELDS: ReadonlySet<string> = new Set([
  ...['patient', 'patients', '0', 'contact', 'location', 'address'],
  ...['firstName', 'lastName', 'dateOfBirth', 'phone', 'email', 'sex', 'nhsNumber', 'note'],
  ...['line1', 'line2', 'town', 'postcode', 'taskId', 'windowId', 'holdId', 'from', 'to'],
]);

/**
 * The platform's field names are the selection's, but for where they stand in it. Undefined for others: they mean
 * nothing to a page, and could be anything.
 */
function paramOf(operation: string, param: string): string | undefined {
  if (!param.split('.').every((part) => FIELDS.has(part))) return undefined;
  return operation === 'createPatient' ? `patients.0.${param}` : param;
}

function refusalOf({ refusal, operation, status }: PlatformSaysNo): RelayRefusal {
  switch (refusal.kind) {
    case 'window_unavailable':
      return windowUnavailable();
    case 'outside_coverage':
      return new RelayRefusal('outside_coverage', 'The place is not covered.');
    case 'field':
      return wrongField(paramOf(operation, refusal.param), 'The platform refuses a field.');
    default:
      return status === 404
        ? notFound()
        : new RelayRefusal('refused', 'The platform refuses this.');
  }
}

/** The response to a page. It has none of the platform's own words, which may hold anything. */
export function toRefusal(error: unknown): RelayRefusal {
  if (error instanceof RelayRefusal) return error;
  if (error instanceof PlatformSaysNo) return refusalOf(error);
  if (error instanceof PlatformRefusedError)
    return new RelayRefusal('refused', 'The platform refuses this.');
  if (error instanceof PlatformUnavailableError)
    return error.status === 429
      ? new RelayRefusal('rate_limited', 'The booking platform was called too often.', {
          retryAfterSeconds: error.retryAfterSeconds,
        })
      : unavailable(error.retryAfterSeconds);
  if (error instanceof BookingUnsettledError)
    return new RelayRefusal('booking_unsettled', 'It is not known yet whether it is booked.', {
      retryAfterSeconds: error.retryAfterSeconds,
    });
  // Two selections may come at once under one key: the first to be booked has it.
  if (
    error instanceof KeyReusedError ||
    error instanceof OrderHasBookingError ||
    error instanceof OrderPaidError
  )
    return new RelayRefusal('key_reused', 'The key was used with another selection.');
  if (
    error instanceof PlatformUnknownError ||
    error instanceof PlatformAccessError ||
    error instanceof StoreUnavailableError
  )
    return unavailable();
  if (error instanceof TokenRefusedError || error instanceof TokenExpiredError)
    return wrongField('token', error.message);
  if (error instanceof OrderRefRefusedError) return wrongField('orderRef', error.message);
  if (error instanceof ServerError)
    return new RelayRefusal('misconfigured', 'The relay is misconfigured: see its log.');
  return new RelayRefusal('internal', 'The relay failed: see its log.');
}

/** The response to one of the merchant's servers: the SDK's own error, with the same verdict. */
export function toServerRefusal(error: unknown): RelayRefusal {
  if (!(error instanceof ServerError)) {
    const { code, message, facts } = toRefusal(error);
    const { canRetry } = { ...serverErrorCodes, ...relayErrorCodes }[code];
    return new RelayRefusal(code, message, { ...facts, canRetry });
  }
  const facts = {
    canRetry: error.canRetry,
    platformRequestId: error.requestId,
    retryAfterSeconds:
      'retryAfterSeconds' in error ? (error.retryAfterSeconds as number | null) : undefined,
    param: 'param' in error ? ((error.param as string | null) ?? undefined) : undefined,
    // Accepted, and not finished: RFC 9110, 15.3.3.
    status: error instanceof BookingUnsettledError ? 202 : undefined,
  };
  return new RelayRefusal(error.code, error.message, facts);
}

/** Responses are for one page: caches must not keep them, and browsers must not guess their type. */
const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  vary: 'Origin',
  [VERSION_HEADER.toLowerCase()]: API_VERSION,
};

interface ReplyOptions {
  readonly status: number;
  readonly requestId: string;
  readonly headers: Record<string, string>;
}

export function reply(body: object | null, { status, requestId, headers }: ReplyOptions): Response {
  const all = { ...ALWAYS, ...headers, 'x-request-id': requestId };
  if (body === null) return new Response(null, { status, headers: all });
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...all, 'content-type': 'application/json; charset=utf-8' },
  });
}

/** The longest wait that is asked for, in seconds. */
const MAX_RETRY_AFTER_SECONDS = 24 * 60 * 60;

/** The header `Retry-After`: a whole number of seconds (RFC 9110, 10.2.3). Null for what is no time to wait. */
function retryAfterHeader(seconds: number | null | undefined): string | null {
  if (typeof seconds !== 'number' || !(seconds >= 0)) return null;
  return String(Math.ceil(Math.min(seconds, MAX_RETRY_AFTER_SECONDS)));
}

export function refuse(
  { status, code, message, facts }: RelayRefusal,
  { requestId, headers }: Omit<ReplyOptions, 'status'>,
): Response {
  const { param, canRetry, platformRequestId, retryAfterSeconds } = facts;
  const retryAfter = retryAfterHeader(retryAfterSeconds);
  return reply(
    {
      error: {
        code,
        message,
        requestId,
        ...(param !== undefined && { param }),
        ...(canRetry !== undefined && { canRetry }),
        ...(platformRequestId != null && { platformRequestId }),
      },
    },
    {
      status,
      requestId,
      headers: {
        ...headers,
        ...(retryAfter !== null && { 'retry-after': retryAfter }),
      },
    },
  );
}
