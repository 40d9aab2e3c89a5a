import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { MisconfiguredError } from './errors.js';

/** A request of Node's `http` or `http2`, with what frameworks add to it. */
export interface Incoming extends IncomingMessage {
  /** The whole path, where Express has removed the path of a router. */
  readonly originalUrl?: string;
  /** What a body parser, such as `express.json()`, has made of the body. */
  readonly body?: unknown;
  /** The bytes of the body, which NestJS and Google Cloud Functions keep beside the parsed body. */
  readonly rawBody?: unknown;
}

/** A body that a parser has read before. */
export interface ReadBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether the bytes are those that were sent: a signature over them can be verified. */
  readonly isExact: boolean;
}

const encoder = new TextEncoder();

/** Whether data of the body was read before, or the body has ended. Parsers set `body` also where they read nothing. */
export function wasRead(incoming: Incoming): boolean {
  return incoming.readableDidRead || incoming.readableEnded;
}

/** Whether the request has no body, by its headers. */
function hasNoBody(incoming: Incoming): boolean {
  const { headers, httpVersionMajor } = incoming;
  const length = headers['content-length'];
  if (httpVersionMajor >= 2)
    return length === '0' || (incoming as unknown as Http2ServerRequest).stream.endAfterHeaders;
  return headers['transfer-encoding'] === undefined && Number(length ?? 0) === 0;
}

/**
 * Returns a body that was read before the relay: the bytes, or a parsed body as JSON again. Throws
 * `MisconfiguredError` if nothing of it was kept.
 */
export function recoverBody(incoming: Incoming): ReadBody {
  const { body, rawBody } = incoming;
  for (const bytes of [rawBody, body])
    if (ArrayBuffer.isView(bytes))
      return {
        bytes: new Uint8Array(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
        isExact: true,
      };
  const text = typeof body === 'string' ? body : toJson(body);
  if (text !== null) return { bytes: encoder.encode(text), isExact: false };
  if (hasNoBody(incoming)) return { bytes: new Uint8Array(), isExact: true };
  throw new MisconfiguredError(
    'toNodeListener',
    'the body was read already, and incoming.body does not have it: put the relay before express.json() and the like.',
  );
}

/** Null for what has no JSON, such as undefined. */
function toJson(value: unknown): string | null {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/**
 * The body as a stream that is read no faster than the relay reads. After it is cancelled, or `answered` is aborted,
 * the rest of the body stays unread in `incoming`, which is paused.
 */
export function toStream(
  incoming: Incoming,
  answered: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isOver = false;
  let onData: (chunk: Uint8Array | string) => void;
  /** Stops reading. Returns whether the stream was open. */
  const stop = (): boolean => {
    const wasOpen = !isOver;
    isOver = true;
    incoming.off('data', onData);
    return wasOpen;
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const fail = (message: string) => (): void => {
        if (stop()) controller.error(new Error(message));
      };
      onData = (chunk) => {
        // Text, if a handler before has called `setEncoding`.
        controller.enqueue(
          typeof chunk === 'string' ? encoder.encode(chunk) : new Uint8Array(chunk),
        );
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      };
      incoming.on('data', onData);
      incoming.on('end', () => {
        if (stop()) controller.close();
      });
      const onClosed = fail('The client has closed the connection.');
      incoming.on('error', onClosed);
      incoming.on('close', onClosed);
      if (incoming.destroyed) onClosed();
      answered.addEventListener('abort', () => {
        incoming.pause();
        fail('The request is answered.')();
      });
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      stop();
      incoming.pause();
    },
  });
}
