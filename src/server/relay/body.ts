import * as z from 'zod/mini';
import { RelayRefusal, wrongField } from './http-error.js';

/** No operation needs a longer body. */
const MAX_BODY_BYTES = 32 * 1024;

/** The platform's webhooks are small. */
const MAX_WEBHOOK_BYTES = 256 * 1024;

/** How long a body may take to arrive. */
const BODY_TIMEOUT_MS = 10_000;

/** How much of a refused request's body is read and dropped, in bytes. */
const DISCARD_LIMIT_BYTES = 4 * 1024 * 1024;

/** How long dropping it may take, in milliseconds. */
const DISCARD_TIMEOUT_MS = 2_000;

const tooLarge = (): RelayRefusal => new RelayRefusal('too_large', 'The body is too large.');

async function readBytes(
  { body, bodyUsed }: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  if (bodyUsed || body.locked)
    throw new RelayRefusal(
      'misconfigured',
      'The body was read before the relay, such as by `limit`.',
    );
  const reader = body.getReader();
  const timer = setTimeout(() => {
    void reader.cancel().catch(() => undefined);
  }, BODY_TIMEOUT_MS);
  const startedAt = performance.now();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new RelayRefusal('malformed', 'The body broke off.');
      });
      if (performance.now() - startedAt >= BODY_TIMEOUT_MS)
        throw new RelayRefusal('too_slow', 'The body took too long.');
      if (done) break;
      length += value.length;
      if (length > limit) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
    reader.releaseLock();
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

function isLonger(request: Request, limit: number): boolean {
  return Number(request.headers.get('content-length') ?? 0) > limit;
}

/** Reads the body of a webhook as bytes: its signature is over them. */
export async function readRawBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (isLonger(request, MAX_WEBHOOK_BYTES)) throw tooLarge();
  return await readBytes(request, MAX_WEBHOOK_BYTES);
}

/** Reads a JSON body, however its length is announced. */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (!/^application\/json\s*(?:;|$)/i.test(type) || encoding !== 'identity')
    throw new RelayRefusal('unsupported_media_type', 'Send JSON, not compressed.');
  if (isLonger(request, MAX_BODY_BYTES)) throw tooLarge();
  const bytes = await readBytes(request, MAX_BODY_BYTES);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RelayRefusal('malformed', 'The body is not JSON.');
  }
}

/**
 * Reads what is left of a refused request's body and drops it, within limits. A server that closes the connection while
 * the client still writes resets it, and the client never sees the answer (RFC 9112, 9.6).
 */
export const discardBody = async ({ body }: Request): Promise<void> => {
  if (body === null || body.locked) return;
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(cancel, DISCARD_TIMEOUT_MS);
  try {
    for (let length = 0; length <= DISCARD_LIMIT_BYTES;) {
      const { done, value } = await reader.read();
      if (done) return;
      length += value.length;
    }
    cancel();
  } catch {
    // The client has gone: nobody waits for the answer.
  } finally {
    clearTimeout(timer);
  }
};

/** Validates a body, and removes the properties that the schema does not know. */
export const judge = <Schema extends z.ZodMiniType>(
  schema: Schema,
  body: unknown,
): z.output<Schema> => {
  const judged = z.safeParse(schema, body);
  if (judged.success) return judged.data;
  const path = judged.error.issues[0]?.path.join('.') ?? '';
  throw wrongField(path, 'A field is missing or wrong.');
};
