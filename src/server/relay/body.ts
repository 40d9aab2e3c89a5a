import * as z from 'zod/mini';
import { RelayRefusal, wrongField } from './http-error.js';

/** Contract 1 asks for nothing that is longer. */
const largestBody = 32 * 1024;

/** How long a body may take to arrive, in milliseconds. */
const bodyTimeLimit = 10_000;

/** How much of a refused request's body is read and dropped, in bytes. */
const DISCARD_LIMIT_BYTES = 4 * 1024 * 1024;

/** How long dropping it may take, in milliseconds. */
const DISCARD_TIMEOUT_MS = 2_000;

const tooLarge = (): RelayRefusal => new RelayRefusal('too_large', 'The body is too large.');

const readBytes = async (body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = body.getReader();
  const timer = setTimeout(() => {
    void reader.cancel().catch(() => undefined);
  }, bodyTimeLimit);
  const startedAt = performance.now();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (performance.now() - startedAt >= bodyTimeLimit)
        throw new RelayRefusal('too_slow', 'The body took too long.');
      if (done) break;
      length += value.length;
      if (length > largestBody) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
    reader.releaseLock();
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
};

/** Reads a JSON body, however its length is announced. */
export const readBody = async (request: Request): Promise<unknown> => {
  const type = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (!/^application\/json\s*(?:;|$)/i.test(type) || encoding !== 'identity')
    throw new RelayRefusal('unsupported_media_type', 'Send JSON, not compressed.');
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) throw tooLarge();
  const bytes = request.body === null ? new Uint8Array() : await readBytes(request.body);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RelayRefusal('malformed', 'The body is not JSON.');
  }
};

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

/** What was asked, with nothing in it that the schema does not know. */
export const judge = <Schema extends z.ZodMiniType>(
  schema: Schema,
  body: unknown,
): z.output<Schema> => {
  const judged = z.safeParse(schema, body);
  if (judged.success) return judged.data;
  const path = judged.error.issues[0]?.path.join('.') ?? '';
  throw wrongField(path, 'A field is missing or wrong.');
};
