import { API_VERSION, VERSION_HEADER } from '../contract/version.js';
import { answeredError } from './error-from-response.js';
import { BookingError, OfflineError, TimeLimitError } from './errors.js';

export interface RequestOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly method: string;
  /** Sent as JSON. A GET has no body. */
  readonly body?: unknown;
  /** Headers in addition to those that every request has. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
  /** The timeout of one try, in milliseconds. The default is 10,000. */
  readonly timeLimit?: number;
  /** The total number of tries for a read. The default is 1: other requests are never retried automatically. */
  readonly tries?: number;
  /**
   * Returns a number from 0 to 1 for full jitter, so that many pages do not retry at the same moment. The default
   * is `Math.random`.
   */
  readonly random?: () => number;
}

/** A response whose JSON has not been validated yet. */
export interface Answer {
  readonly json: unknown;
  readonly status: number;
  readonly requestId: string | null;
}

/** In milliseconds. */
const defaultTimeLimit = 10_000;

/** The longest pause before the first retry, in milliseconds. It is doubled for the next one. */
const firstPause = 400;

/**
 * The longest wait before a retry, in seconds. If the service asks for a longer one, the user sees a message
 * instead.
 */
const longestWait = 10;

/** The longest wait that is reported to the user, in seconds: one day. */
const longestTold = 86_400;

/** Returns the pause before the next try, in milliseconds; null if there must be no other try. */
const pauseAfter = (error: unknown, attempt: number, random: () => number): number | null => {
  if (!(error instanceof BookingError) || !error.canRetry) return null;
  // After too many requests there is no retry, unless the service says when.
  const wait = error.retryAfter ?? (error.code === 'rate_limited' ? Infinity : 0);
  return wait > longestWait ? null : wait * 1000 + random() * firstPause * 2 ** (attempt - 1);
};

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    // If the signal was aborted between the try and the pause, its event is over and would never arrive.
    signal.throwIfAborted();
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const failureOf = (json: unknown): Partial<Record<string, unknown>> => {
  const error = (json as { error?: unknown } | null | undefined)?.error;
  return typeof error === 'object' && error !== null ? error : {};
};

/**
 * Returns the path of a field, such as `patients.0.phone`. Any other text could be a typed value, so it is dropped.
 */
const pathOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-z][\w.]*$/i.test(value) ? value : null;

/**
 * Returns the seconds of `Retry-After`, for the statuses that define it (RFC 9110, 10.2.3, and RFC 6585, 4). A date
 * is compared with the sender's clock, because the clock of this machine may be wrong.
 */
const retryAfterOf = ({ status, headers }: Response): number | null => {
  const said = headers.get('retry-after') ?? '';
  if (status !== 429 && status !== 503) return null;
  if (/^\d+$/.test(said)) return Math.min(Number(said), longestTold);
  const sentAt = Date.parse(headers.get('date') ?? '') || Date.now();
  const seconds = said.endsWith(' GMT') ? Math.ceil((Date.parse(said) - sentAt) / 1000) : NaN;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, seconds), longestTold);
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return JSON.parse(await response.text());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const askOnce = async (options: RequestOptions): Promise<Answer> => {
  const { fetch, url, method, body, headers, signal, timeLimit = defaultTimeLimit } = options;
  const stopped = new AbortController();
  const abort = (): void => {
    stopped.abort(signal.reason);
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', abort, { once: true });
  // A merchant's own `fetch` may ignore its signal; the timeout applies all the same.
  const stop = new Promise<never>((_resolve, reject) => {
    stopped.signal.addEventListener('abort', () => {
      reject(stopped.signal.reason as Error);
    });
  });
  const timer = setTimeout(() => {
    stopped.abort(new TimeLimitError());
  }, timeLimit);
  try {
    const asked = fetch(url, {
      method,
      signal: stopped.signal,
      // The browser must not store these responses. No cookie of the merchant is needed on another origin.
      cache: 'no-store',
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        [VERSION_HEADER]: API_VERSION,
        ...headers,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await Promise.race([asked, stop]);
    const json = await Promise.race([readJson(response), stop]);
    const failure = response.ok ? {} : failureOf(json);
    const requestId = textOf(failure.requestId) ?? response.headers.get('x-request-id');
    const { status } = response;
    if (!response.ok)
      throw answeredError(textOf(failure.code), pathOf(failure.param), {
        status,
        requestId,
        retryAfter: retryAfterOf(response),
      });
    return { json, status, requestId };
  } catch (error) {
    // An abort may surface as its reason or as an AbortError. The reason is the actual cause.
    if (stopped.signal.aborted) throw stopped.signal.reason;
    if (error instanceof BookingError) throw error;
    // The browser's own message may contain the URL, so it is dropped.
    throw new OfflineError();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
};

/**
 * Sends a request once, or a read up to `tries` times. Rejects with a `BookingError`, or with the signal's reason
 * if it was aborted.
 */
export const request = async (options: RequestOptions): Promise<Answer> => {
  const { signal, tries = 1, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(options);
    } catch (error) {
      const wait = attempt < tries ? pauseAfter(error, attempt, random) : null;
      if (wait === null) throw error;
      await pause(wait, signal);
    }
  }
};
