import {
  platformBase,
  platformOperations,
  type PlatformOperationName,
} from '../../platform/operations.js';
import {
  MisconfiguredError,
  PlatformAccessError,
  PlatformAnswerError,
  PlatformRefusedError,
  PlatformUnavailableError,
  PlatformUnknownError,
  type PlatformDetails,
  type ServerError,
} from '../errors.js';
import type { PlatformOptions } from '../options.js';
import { detailsOf, textIn } from './details.js';
import { exchange, type Exchange, type ExchangeContext } from './exchange.js';
import { expectedOf } from './expected.js';
import { readRefusal, type Refusal } from './mapping.js';

/** See `PlatformOptions.timeoutMs`. */
export const PLATFORM_TIMEOUT_MS = 8_000;

/** How often a read is sent. */
const MAX_TRIES = 2;

/** The longest pause for which a platform may ask before a read is sent a second time. */
const MAX_RETRY_AFTER_SECONDS = 1;

/** Spreads second requests of many processes. */
const JITTER_MS = 200;

/** A request to the platform, and the reader of its answer. */
export interface PlatformCall<Answer> {
  readonly operation: PlatformOperationName;
  readonly url: URL;
  /** JSON. */
  readonly body?: string | undefined;
  /** Shortens the time limit of `PlatformOptions`. */
  readonly timeoutMs?: number | undefined;
  /** The time, by `performance.now()`, at which every try must have ended. */
  readonly endsAt?: number | undefined;
  /** Whether an answer without JSON can be read. Default: false. */
  readonly canBeEmpty?: boolean | undefined;
  /** Reads the JSON of a 2xx answer; undefined if there is none. */
  readonly read: (json: unknown) => Answer;
}

/** A refusal. Its meaning depends on the operation: the caller decides whether it is an error. */
export class PlatformSaysNo extends PlatformRefusedError {
  readonly refusal: Refusal;
  constructor(
    operation: PlatformOperationName,
    status: number,
    { refusal, platform }: { readonly refusal: Refusal; readonly platform?: PlatformDetails },
  ) {
    super(operation, status, {
      param: refusal.kind === 'field' ? refusal.param : null,
      platform: platform ?? {},
    });
    this.refusal = refusal;
  }
}

/** Reads change nothing and may be sent twice. */
export function isRead(operation: PlatformOperationName): boolean {
  return (
    platformOperations[operation].method === 'GET' ||
    operation === 'checkCoverage' ||
    operation === 'listWindows'
  );
}

/** The base URL without a slash at its end. */
export function baseUrlOf({ baseUrl = platformBase }: PlatformOptions): URL {
  if (!URL.canParse(baseUrl))
    throw new MisconfiguredError('platform.baseUrl', 'give the platform’s https:// address.');
  return new URL(baseUrl.replace(/\/+$/, ''));
}

/** Returns an id as a part of a path; null if it would name another path. */
function pathPart(id: string): string | null {
  try {
    return /^\.{0,2}$/.test(id) ? null : encodeURIComponent(id);
  } catch {
    // Half of a surrogate pair.
    return null;
  }
}

/** Returns the URL of an operation. An id that cannot be sent is treated as an unknown one. */
export function urlOf(
  options: PlatformOptions,
  operation: PlatformOperationName,
  id?: string,
): URL {
  const path = options.paths?.[operation] ?? platformOperations[operation].path;
  const part = id === undefined ? '' : pathPart(id);
  if (part === null) throw new PlatformSaysNo(operation, 404, { refusal: { kind: 'other' } });
  const url = `${baseUrlOf(options).href.replace(/\/+$/, '')}${path.replace('{id}', part)}`;
  if (!URL.canParse(url))
    throw new MisconfiguredError(
      `platform.paths.${operation}`,
      'give a path that begins with “/”.',
    );
  return new URL(url);
}

/** The platform's Retry-After in seconds. A date is not read: it would need equal clocks. */
function retryAfterOf(headers: Headers | null): number | null {
  const text = headers?.get('retry-after')?.trim() ?? '';
  return /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/** Statuses after which a change may be done all the same. 499: the client of a proxy has gone. */
const unknownStatuses: ReadonlySet<number> = new Set([408, 425, 499]);

/** A proxy may have given up while the platform went on. 501 is a definite answer. */
function isServerFault(status: number): boolean {
  return status >= 500 && status !== 501;
}

const noOperationStatuses: ReadonlySet<number> = new Set([404, 405, 410]);

/**
 * Whether an answer says that there is no such operation at the address, such as that of a gateway. A search finds
 * nothing with 200, and the platform refuses a patient or an appointment in JSON.
 */
function isNoOperation(operation: PlatformOperationName, { status, json }: Exchange): boolean {
  if (!noOperationStatuses.has(status ?? 0)) return false;
  switch (operation) {
    case 'findAppointments':
    case 'findPatients':
      return true;
    case 'createAppointment':
    case 'createPatient':
      return textIn(json, 'code') === null;
    default:
      return false;
  }
}

/** Returns the error for an exchange; null for a complete answer of 2xx, or a redirect of a read. */
function failureOf(
  { options }: ExchangeContext,
  operation: PlatformOperationName,
  got: Exchange,
): ServerError | null {
  const { status, isComplete, json } = got;
  const platform = detailsOf(got);
  const unavailable = (): ServerError => {
    const retryAfterSeconds = retryAfterOf(got.headers);
    return new PlatformUnavailableError(operation, { ...platform, retryAfterSeconds });
  };
  const unknown = (): ServerError =>
    isRead(operation) ? unavailable() : new PlatformUnknownError(operation, platform);
  if (status === null) return unknown();
  // Neither was processed. RFC 9110, 15.5.20; RFC 6585, 4.
  if (status === 421 || status === 429) return unavailable();
  if (!isComplete || unknownStatuses.has(status) || isServerFault(status)) return unknown();
  if (status === 401 || status === 403 || isNoOperation(operation, got))
    return new PlatformAccessError(operation, status, platform);
  if (status >= 400) {
    const refusal = readRefusal(status, json, options.mapping?.refusalFrom);
    return new PlatformSaysNo(operation, status, { refusal, platform });
  }
  return status >= 300 && !isRead(operation) ? unknown() : null;
}

function withCause(error: ServerError, cause: unknown): ServerError {
  // Not enumerable, as the constructor of Error sets it.
  Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
  return error;
}

/** Turns the error of a reader into a `PlatformAnswerError`. The error of a merchant's function is its cause. */
function answerError(
  operation: PlatformOperationName,
  error: unknown,
  platform: PlatformDetails,
): ServerError {
  const wrong = expectedOf(error);
  if (wrong) {
    const { path, expected } = wrong;
    return new PlatformAnswerError(operation, path, { expected, platform });
  }
  const expected = 'what the function in platform.mapping reads';
  return withCause(new PlatformAnswerError(operation, '', { expected, platform }), error);
}

/** Reads a complete answer of 2xx or 3xx. */
function readAnswer<Answer>(call: PlatformCall<Answer>, got: Exchange): Answer {
  const { operation } = call;
  const platform = detailsOf(got);
  if ((got.status ?? 0) >= 300)
    throw new PlatformAnswerError(operation, '', { expected: 'no redirect', platform });
  // A page of a proxy or of a captive portal says nothing about what the platform did.
  const isPage = /^text\/html\b/i.test(got.headers?.get('content-type') ?? '');
  if (isPage || (got.json === undefined && call.canBeEmpty !== true))
    throw isRead(operation)
      ? new PlatformUnavailableError(operation, platform)
      : new PlatformUnknownError(operation, platform);
  try {
    return call.read(got.json);
  } catch (error) {
    const wrong = answerError(operation, error, platform);
    // The patient was made. Patients may repeat, so a second one costs nothing.
    if (operation === 'createPatient')
      throw withCause(new PlatformUnknownError(operation, platform), wrong);
    throw wrong;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/**
 * Sends a request to the platform and reads its answer. A read that fails in passing is sent a second time; a change is
 * sent a second time only if the platform has certainly not processed it (421). Rejects with a `ServerError`.
 */
export async function callPlatform<Answer>(
  context: ExchangeContext,
  call: PlatformCall<Answer>,
): Promise<Answer> {
  const { operation, url, body } = call;
  const limitMs = Math.min(
    call.timeoutMs ?? Number.POSITIVE_INFINITY,
    context.options.timeoutMs ?? PLATFORM_TIMEOUT_MS,
  );
  // Both requests of a change share one time limit: its caller relies on the end.
  const endsAt =
    call.endsAt ?? (isRead(operation) ? Number.POSITIVE_INFINITY : performance.now() + limitMs);
  let failure: ServerError | null = null;
  for (let tries = 1; ; tries += 1) {
    const timeoutMs = Math.min(limitMs, endsAt - performance.now());
    if (!(timeoutMs > 0)) throw failure ?? new PlatformUnavailableError(operation);
    const got = await exchange(context, { operation, url, body, timeoutMs });
    try {
      failure = failureOf(context, operation, got);
      if (failure === null) return readAnswer(call, got);
      throw failure;
    } catch (error) {
      if (tries >= MAX_TRIES || !(error instanceof PlatformUnavailableError)) throw error;
      failure = error;
      if (!isRead(operation)) {
        if (error.status !== 421) throw error;
        continue;
      }
      const waitSeconds = error.retryAfterSeconds ?? 0;
      if (error.status === 429 || waitSeconds > MAX_RETRY_AFTER_SECONDS) throw error;
      const waitMs = waitSeconds * 1000 + Math.random() * JITTER_MS;
      if (performance.now() + waitMs >= endsAt) throw error;
      await pause(waitMs);
    }
  }
}
