import { answeredError } from './error-from-response.js';
import { BookingError, OfflineError, TimeLimitError } from './errors.js';

export interface RequestOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly method: string;
  /** Sent as JSON; a GET has none. */
  readonly body?: unknown;
  /** Beside those that every request has. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
  /** For one try, in milliseconds. */
  readonly timeLimit?: number;
  /** How often a read may be tried in all. What is not a read is never repeated by itself. */
  readonly tries?: number;
  /** 0 to 1; full jitter, so that a thousand pages do not come back in step. */
  readonly random?: () => number;
}

/** An answer that arrived, its JSON not yet judged. */
export interface Answer {
  readonly json: unknown;
  readonly status: number;
  readonly requestId: string | null;
}

const defaultTimeLimit = 10_000;

/** The longest pause before the first retry, doubled for the next, in milliseconds. */
const firstPause = 400;

/** When the service asks to wait longer than this, in seconds, the person is told so instead. */
const longestWait = 10;

/** The longest wait that is told, in seconds: a day. */
const longestTold = 86_400;

/** How long to wait before the next try, in milliseconds; null when there is to be none. */
const pauseAfter = (error: unknown, attempt: number, random: () => number): number | null => {
  if (!(error instanceof BookingError) || !error.canRetry) return null;
  // A service that is asked too often, and does not say when to come back, is left alone.
  const wait = error.retryAfter ?? (error.code === 'rate_limited' ? Infinity : 0);
  return wait > longestWait ? null : wait * 1000 + random() * firstPause * 2 ** (attempt - 1);
};

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    // An abort between a try and its pause has been and gone: nothing would be heard of it.
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

/** A field's path, such as `patients.0.phone`. Anything else could be what stood there: it is dropped. */
const pathOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-z][\w.]*$/i.test(value) ? value : null;

/**
 * `Retry-After`, where its meaning for us is defined (RFC 9110, 10.2.3, and RFC 6585, 4): seconds, or a date, read
 * by the clock of who sent it, for the one here may be wrong.
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
  // A fetch of the merchant's own may be deaf to its signal: time is up all the same.
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
      // Nothing of ours is kept by the browser, and no cookie of the merchant's is needed to ask.
      cache: 'no-store',
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
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
    // Our own abort may surface as the reason or as an AbortError: the reason is what happened.
    if (stopped.signal.aborted) throw stopped.signal.reason;
    if (error instanceof BookingError) throw error;
    // The browser's own message may name the address: it is dropped.
    throw new OfflineError();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
};

/**
 * Asks the service once, or for a read up to `tries` times, and names what went wrong.
 * Rejects with a `BookingError`, or with the signal's reason when it was aborted.
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
