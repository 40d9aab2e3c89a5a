import { MisconfiguredError, WebhookRefusedError } from './errors.js';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A webhook as Express, Next.js and Node have it: the bytes of the body, and the headers in any case. */
export interface RawWebhook {
  /** A Node `Buffer` is a `Uint8Array`. */
  readonly body: Uint8Array | ArrayBuffer;
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
}

const MAX_BODY_BYTES = 256 * 1024;
const BODY_TIMEOUT_MS = 10_000;

const RAW_BODY_CURE =
  'give the request before its body is read, or { body, headers } with the body as bytes: in Express, put ' +
  "express.raw({ type: 'application/json' }) on this route, before any express.json(). A signature covers bytes, " +
  'which a parsed body or a string has lost.';

/** Joins bytes. */
export function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Copies headers. Names and values that HTTP does not allow are omitted, such as `:path` of HTTP/2 in Node. */
function toHeaders(input: RawWebhook['headers'] | null | undefined): Headers {
  if (typeof input !== 'object' || input === null)
    throw new MisconfiguredError('webhooks.parse', 'give { body, headers } with the headers.');
  const headers = new Headers();
  const entries = Symbol.iterator in input ? input : Object.entries(input);
  for (const [name, value] of entries)
    for (const line of [value].flat())
      try {
        if (line !== undefined) headers.append(name, line);
      } catch {
        // The signature's own header is then missing, and the webhook is refused.
      }
  return headers;
}

/** Reads the body of a request, within the limits of length and time. The rest of a longer body stays unread. */
async function readStream(body: ReadableStream<Uint8Array>): Promise<Bytes> {
  const reader = body.getReader();
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), BODY_TIMEOUT_MS);
  const startedAt = performance.now();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A body that was cut short by the time limit ends like a whole one.
      if (performance.now() - startedAt >= BODY_TIMEOUT_MS)
        throw new WebhookRefusedError('malformed');
      if (done) return concat(chunks);
      length += value.byteLength;
      if (!(length <= MAX_BODY_BYTES)) throw new WebhookRefusedError('too_large');
      chunks.push(value);
    }
  } catch (error) {
    if (error instanceof WebhookRefusedError) throw error;
    // The sender has closed the connection.
    throw new WebhookRefusedError('malformed');
  } finally {
    clearTimeout(timer);
    reader.releaseLock();
  }
}

/** Whether the input is a web `Request`, also of another realm or of a framework's own class. */
function isRequest(input: Request | RawWebhook): input is Request {
  return 'arrayBuffer' in input && typeof input.arrayBuffer === 'function';
}

/** Returns the headers, and a function that reads the body. Throws if the bytes of the body are lost. */
export function openWebhook(input: unknown): { headers: Headers; readBody: () => Promise<Bytes> } {
  if (typeof input !== 'object' || input === null)
    throw new MisconfiguredError('webhooks.parse', RAW_BODY_CURE);
  const webhook = input as Request | RawWebhook;
  const headers = toHeaders(webhook.headers);
  if (isRequest(webhook)) {
    const { body, bodyUsed } = webhook;
    if (bodyUsed || body?.locked === true)
      throw new MisconfiguredError('webhooks.parse', RAW_BODY_CURE);
    const readBody = async (): Promise<Bytes> => {
      if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES)
        throw new WebhookRefusedError('too_large');
      return body === null ? new Uint8Array() : await readStream(body);
    };
    return { headers, readBody };
  }
  const bytes = toBytes(webhook.body);
  const readBody = (): Promise<Bytes> => {
    if (bytes.length > MAX_BODY_BYTES) throw new WebhookRefusedError('too_large');
    // A copy, so that the bytes that are verified are the bytes that are read.
    return Promise.resolve(new Uint8Array(bytes));
  };
  return { headers, readBody };
}

/** Throws for a string and for a parsed body. `instanceof` fails between realms, such as in Jest. */
function toBytes(body: unknown): Uint8Array {
  if (ArrayBuffer.isView(body))
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]')
    return new Uint8Array(body as ArrayBuffer);
  throw new MisconfiguredError('webhooks.parse', RAW_BODY_CURE);
}
