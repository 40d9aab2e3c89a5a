import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { relayErrorCodes, type RelayErrorCode } from '../api/contract/error-codes.js';
import { API_VERSION, VERSION_HEADER } from '../api/contract/version.js';
import type { Incoming } from './node-body.js';

/** How much of a body is read and dropped after the response, in bytes. */
const DISCARD_LIMIT_BYTES = 4 * 1024 * 1024;
/** How long that may take, in milliseconds. */
const DISCARD_TIMEOUT_MS = 2_000;
/** RFC 9113, 7. */
const NO_ERROR = 0;

/** A response whose body is read. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/**
 * A response of the listener itself, in the shape of the relay's errors. The listener does not know the relay's
 * origins, so it allows the request's origin to read the response. That is safe: the body depends on nothing but the
 * request, holds nothing about a patient or an appointment, and credentials are not allowed. Without it a page would
 * see a network error, and the developer no cause.
 */
export function failureResponse(
  code: RelayErrorCode,
  message: string,
  origin: string | undefined,
): WholeResponse {
  const requestId = `req_${crypto.randomUUID()}`;
  const headers = new Headers({
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    [VERSION_HEADER]: API_VERSION,
    vary: 'Origin',
  });
  if (origin !== undefined) {
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', 'Ally-Version, Retry-After, Date, X-Request-Id');
  }
  if (code === 'method_not_allowed') headers.set('allow', 'GET, POST, DELETE, OPTIONS');
  const bytes = new TextEncoder().encode(JSON.stringify({ error: { code, message, requestId } }));
  return { status: relayErrorCodes[code].status, headers, bytes };
}

/** Sends a response, unless another handler, such as a time limit, has answered, or the client has gone. */
export function sendResponse(
  incoming: Incoming,
  outgoing: ServerResponse,
  { status, headers, bytes }: WholeResponse,
): void {
  if (outgoing.headersSent || outgoing.destroyed) return;
  const fields = Object.fromEntries(headers);
  // A server with `rejectNonStandardBodyWrites` throws for a body where HTTP allows none.
  const body = incoming.method === 'HEAD' || bytes.length === 0 ? undefined : bytes;
  // Requests that are not from a socket, such as of a test, may have no `complete`.
  const isEarly = (incoming.complete as boolean | undefined) === false;
  if (incoming.httpVersionMajor >= 2) {
    outgoing.writeHead(status, fields);
    outgoing.end(body);
    const { stream } = outgoing as unknown as Http2ServerResponse;
    if (isEarly)
      discardUpload(incoming, outgoing, {
        onEnd: () => undefined,
        // Asks the client to send no more; the response stays valid (RFC 9113, 8.1).
        onLimit: () => {
          stream.close(NO_ERROR);
        },
      });
  } else if (isEarly) {
    fields.connection = 'close';
    // Ends the response for the client before the connection ends.
    if (status !== 204 && status !== 304) fields['content-length'] = String(bytes.length);
    outgoing.writeHead(status, fields);
    outgoing.flushHeaders();
    if (body) outgoing.write(body);
    discardUpload(incoming, outgoing, {
      onEnd: () => {
        outgoing.end();
      },
      onLimit: () => {
        incoming.socket.destroy();
      },
    });
  } else {
    outgoing.writeHead(status, fields);
    outgoing.end(body);
  }
}

/**
 * Reads and drops the rest of a body, within limits, after a response that was sent before its end. A server that
 * closes the connection while the client sends resets it, and the client may lose the response (RFC 9112, 9.6).
 */
function discardUpload(
  incoming: Incoming,
  outgoing: ServerResponse,
  { onEnd, onLimit }: { readonly onEnd: () => void; readonly onLimit: () => void },
): void {
  let length = 0;
  const timer = setTimeout(onLimit, DISCARD_TIMEOUT_MS);
  outgoing.once('close', () => {
    clearTimeout(timer);
  });
  incoming.on('data', (chunk: Uint8Array | string) => {
    length += chunk.length;
    if (length > DISCARD_LIMIT_BYTES) onLimit();
  });
  incoming.once('end', onEnd);
  incoming.resume();
}
