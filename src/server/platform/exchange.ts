import { platformOperations, type PlatformOperationName } from '../../platform/operations.js';
import type { Log } from '../log.js';
import type { PlatformOptions } from '../options.js';

/** The longest body that is read, in bytes. Longer ones are no answer of an API. */
export const MAX_BODY_BYTES = 4_000_000;

/** Longer timers fire at once. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Options of the platform, and the log, which never throws. */
export interface ExchangeContext {
  readonly options: PlatformOptions;
  readonly log: Log;
}

/** One HTTP request to the platform. */
export interface ExchangeRequest {
  readonly operation: PlatformOperationName;
  readonly url: URL;
  /** JSON. */
  readonly body?: string | undefined;
  /** The time limit of the request and of the body of its response. */
  readonly timeoutMs: number;
}

/** The end of one HTTP request. */
export interface Exchange {
  /** The HTTP status; null if no response came. */
  readonly status: number | null;
  readonly headers: Headers | null;
  /** Whether the whole body came, in time, with at most `MAX_BODY_BYTES`. */
  readonly isComplete: boolean;
  /** The parsed body; undefined if it is not JSON. */
  readonly json: unknown;
}

/** A promise that is left alone must not become an unhandled rejection. */
function ignore(): undefined {
  return undefined;
}

/** Rejects after a time limit, whether or not the work takes notice of its signal. */
async function inTime<Value>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const stop = (): void => {
      reject(new Error('The time limit has passed.'));
      controller.abort();
    };
    timer = setTimeout(stop, Math.min(timeoutMs, MAX_TIMER_MS));
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a body as UTF-8. Rejects if it is too long. */
async function readText({ body, headers }: Response, signal: AbortSignal): Promise<string> {
  if (!body) return '';
  if (Number(headers.get('content-length')) > MAX_BODY_BYTES) {
    body.cancel().catch(ignore);
    throw new RangeError('The body is too long.');
  }
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(ignore));
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      reader.cancel().catch(ignore);
      throw new RangeError('The body is too long.');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The status of a response. A redirect that a browser's `fetch` hides has no status of its own. */
function statusOf({ status, type }: Response): number | null {
  if (type === 'opaqueredirect') return 302;
  return status >= 200 ? status : null;
}

/**
 * Sends one HTTP request. Never rejects. The texts of `fetch` are dropped: they may hold the address, which has the
 * order's reference.
 */
export async function exchange(
  { options, log }: ExchangeContext,
  { operation, url, body, timeoutMs }: ExchangeRequest,
): Promise<Exchange> {
  const { fetch = globalThis.fetch, key } = options;
  const startedAt = performance.now();
  const headers: Record<string, string> = { Authorization: key, Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const { method } = platformOperations[operation];
  // A redirect that is followed would carry the key to its target.
  const init: RequestInit = { method, redirect: 'manual', headers };
  if (body !== undefined) init.body = body;
  const head: { status: number | null; headers: Headers | null } = { status: null, headers: null };
  let text: string | null = null;
  try {
    text = await inTime(timeoutMs, async (signal) => {
      const response = await fetch(url.href, { ...init, signal });
      if (signal.aborted) {
        response.body?.cancel().catch(ignore);
        throw new Error('The response came too late.');
      }
      head.status = statusOf(response);
      head.headers = response.headers;
      return await readText(response, signal);
    });
  } catch {
    // Not reached, not in time, broken off or too long: `isComplete` says so.
  }
  const milliseconds = Math.round(performance.now() - startedAt);
  log({ event: 'platform.asked', operation, status: head.status, milliseconds });
  const { status } = head;
  const isComplete = status !== null && text !== null;
  return { status, headers: head.headers, isComplete, json: parseJson(text ?? '') };
}
