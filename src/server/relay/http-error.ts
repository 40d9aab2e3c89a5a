import { relayErrorCodes, type RelayErrorCode } from '../../api/contract/error-codes.js';
import {
  BookingUnsettledError,
  MisconfiguredError,
  OrderRefRefusedError,
  PlatformAnswerError,
  PlatformUnavailableError,
  PlatformUnknownError,
  TokenExpiredError,
  TokenRefusedError,
} from '../errors.js';
import { PlatformSaysNo } from '../platform/request.js';

/** What the relay says no to, in contract 1's own words. */
export class RelayRefusal extends Error {
  override readonly name = 'RelayRefusal';
  readonly status: number;
  readonly code: RelayErrorCode;
  readonly param: string | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  readonly lastAttemptAt: Date | undefined;
  constructor(
    code: RelayErrorCode,
    message: string,
    {
      param,
      retryAfter,
      lastAttemptAt,
    }: {
      readonly param?: string;
      readonly retryAfter?: number | undefined;
      readonly lastAttemptAt?: Date;
    } = {},
  ) {
    super(message);
    this.status = relayErrorCodes[code].status;
    this.code = code;
    this.param = param;
    this.retryAfter = retryAfter;
    this.lastAttemptAt = lastAttemptAt;
  }
}

export const notFound = (): RelayRefusal =>
  new RelayRefusal('not_found', 'Not found: check api-base, task-id and the relay’s tasks.');

export const wrongField = (param: string, message: string): RelayRefusal =>
  new RelayRefusal('validation_failed', message, { param });

export const windowGone = (): RelayRefusal =>
  new RelayRefusal('window_unavailable', 'The window is no longer free.');

const unavailable = (retryAfter?: number): RelayRefusal =>
  new RelayRefusal('unavailable', 'The booking platform cannot answer just now.', {
    retryAfter,
  });

/** The platform's field names are the selection's, but for where they stand in it. */
const paramOf = (operation: string, param: string): string =>
  operation === 'createPatient' ? `patients.0.${param}` : param;

const refusalOf = (error: PlatformSaysNo): RelayRefusal => {
  const { refusal, operation, status } = error;
  switch (refusal.kind) {
    case 'window-gone':
      return windowGone();
    case 'outside-coverage':
      return new RelayRefusal('outside_coverage', 'The place is not covered.');
    case 'field':
      return wrongField(paramOf(operation, refusal.param), 'The platform refuses a field.');
    case 'other':
      return status === 404
        ? notFound()
        : new RelayRefusal('refused', 'The platform refuses this.');
  }
};

/** What is said of a failure: nothing of the platform's own words, which may hold anything. */
export const toRefusal = (error: unknown): RelayRefusal => {
  if (error instanceof RelayRefusal) return error;
  if (error instanceof PlatformSaysNo) return refusalOf(error);
  if (error instanceof PlatformUnavailableError)
    return error.status === 429
      ? new RelayRefusal('rate_limited', 'The booking platform was asked too often.', {
          retryAfter: error.retryAfter ?? undefined,
        })
      : unavailable(error.retryAfter ?? undefined);
  if (error instanceof BookingUnsettledError)
    return new RelayRefusal('booking_unsettled', 'Nobody knows yet whether it is booked.', error);
  if (error instanceof PlatformUnknownError) return unavailable();
  if (error instanceof TokenRefusedError || error instanceof TokenExpiredError)
    return wrongField('token', error.message);
  if (error instanceof OrderRefRefusedError) return wrongField('orderRef', error.message);
  if (error instanceof MisconfiguredError || error instanceof PlatformAnswerError)
    return new RelayRefusal('misconfigured', 'The relay is misconfigured: see its log.');
  return new RelayRefusal('internal', 'The relay failed: see its log.');
};

/** Answers are for the one page that asked: nobody keeps them, and no browser guesses what they are. */
const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  vary: 'Origin',
};

export const reply = (
  body: object | null,
  {
    status,
    requestId,
    headers,
  }: { status: number; requestId: string; headers: Record<string, string> },
): Response => {
  const said = { ...always, ...headers, 'x-request-id': requestId };
  if (body === null) return new Response(null, { status, headers: said });
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return new Response(JSON.stringify(body), { status, headers: { ...said, ...type } });
};

export const refuse = (
  { status, code, message, param, retryAfter, lastAttemptAt }: RelayRefusal,
  { requestId, headers }: { requestId: string; headers: Record<string, string> },
): Response =>
  reply(
    {
      error: {
        code,
        message,
        requestId,
        ...(param !== undefined && { param }),
        ...(lastAttemptAt && { lastAttemptAt: lastAttemptAt.toISOString() }),
      },
    },
    {
      status,
      requestId,
      headers: {
        ...headers,
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      },
    },
  );
