import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { RelayErrorCode } from '../api/contract/error-codes.js';
import { clientAddress } from './client-address.js';
import { MisconfiguredError } from './errors.js';
import { recoverBody, toStream, wasRead, type Incoming } from './node-body.js';
import { failureResponse, sendResponse, type WholeResponse } from './node-response.js';
import type { Relay } from './relay/relay.js';

/** A request listener of Node's `http` and `http2`, and a handler of Express and Connect. */
export type NodeListener = (
  incoming: IncomingMessage | Http2ServerRequest,
  outgoing: ServerResponse | Http2ServerResponse,
) => void;

/** Options of `toNodeListener`. */
export interface NodeListenerOptions {
  /**
   * The number of proxies before the server, such as 1 for a load balancer. The client's address for `limit` is the
   * one that the first of them received the request from: that many from the right of `X-Forwarded-For`. A number
   * that is too high lets clients choose their address. Default: 0, and `X-Forwarded-For` is ignored.
   */
  readonly trustProxy?: number | undefined;
}

/** A request that cannot be given to the relay. */
class ListenerError extends Error {
  override readonly name = 'ListenerError';
  constructor(
    readonly code: Extract<RelayErrorCode, 'malformed' | 'method_not_allowed' | 'not_found'>,
    message: string,
  ) {
    super(message);
  }
}

/** Methods of which the Fetch Standard makes no `Request` (2.2.1). */
const FORBIDDEN_METHOD = /^(connect|trace|track)$/i;
/** RFC 9110, 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The relay as a request listener of Node's `http` and `http2`, or a handler of Express. Put it before parsers of
 * bodies, such as `express.json()`. After them it works too, apart from `POST /orders/webhook`, which needs the bytes.
 *
 * Throws `MisconfiguredError` for a wrong `trustProxy`.
 *
 * @example
 * createServer(toNodeListener(ally.relay(relayOptions))).listen(3000);
 * // or, in Express:
 * app.use('/ally', toNodeListener(ally.relay(relayOptions), { trustProxy: 1 }));
 */
export function toNodeListener(
  relay: Relay,
  { trustProxy = 0 }: NodeListenerOptions = {},
): NodeListener {
  if (typeof (relay as unknown) !== 'function')
    throw new MisconfiguredError('relay', 'give what ally.relay({ … }) returns.');
  if (!Number.isSafeInteger(trustProxy) || trustProxy < 0)
    throw new MisconfiguredError('trustProxy', 'give the number of proxies before the server.');
  const printed = new Set<string>();

  /** Prints a cause where a developer looks for it, once: each request would repeat it. */
  function printOnce(text: string): void {
    if (printed.has(text)) return;
    printed.add(text);
    console.error(text);
  }

  function toFailure(error: unknown, origin: string | undefined): WholeResponse {
    if (error instanceof ListenerError) return failureResponse(error.code, error.message, origin);
    if (error instanceof MisconfiguredError) {
      printOnce(error.message);
      return failureResponse('misconfigured', error.message, origin);
    }
    printOnce(`toNodeListener: the relay failed: ${describeError(error)}`);
    return failureResponse('internal', 'The relay failed: see the log of the server.', origin);
  }

  async function serve(incoming: Incoming, outgoing: ServerResponse): Promise<void> {
    const closed = new AbortController();
    outgoing.once('close', () => {
      closed.abort();
    });
    const answered = new AbortController();
    let response: WholeResponse;
    try {
      const address = clientAddress(incoming, trustProxy);
      const request = toRequest(incoming, { closed: closed.signal, answered: answered.signal });
      const answer = await relay(request, { address });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      response = { status: answer.status, headers: answer.headers, bytes };
    } catch (error) {
      response = toFailure(error, incoming.headers.origin);
    }
    answered.abort();
    sendResponse(incoming, outgoing, response);
  }

  return (incoming, outgoing) => {
    // The compatibility API of http2 has the same members, with other types.
    serve(incoming as Incoming, outgoing as ServerResponse).catch((error: unknown) => {
      printOnce(`toNodeListener: the response was not sent: ${describeError(error)}`);
      outgoing.destroy();
    });
  };
}

function toRequest(
  incoming: Incoming,
  { closed, answered }: { readonly closed: AbortSignal; readonly answered: AbortSignal },
): Request {
  const { method = 'GET' } = incoming;
  const url = toUrl(incoming);
  if (FORBIDDEN_METHOD.test(method) || !TOKEN.test(method))
    throw new ListenerError('method_not_allowed', 'The relay has nothing for this method.');
  const headers = toHeaders(incoming);
  const init = { method, headers, signal: closed };
  if (method === 'GET' || method === 'HEAD') return new Request(url, init);
  if (!wasRead(incoming)) {
    // Node requires `duplex` for a stream; the types of the DOM do not have it.
    const streamed = { duplex: 'half', body: toStream(incoming, answered) };
    return new Request(url, Object.assign(init, streamed));
  }
  const { bytes, isExact } = recoverBody(incoming);
  if (!isExact && /\/orders\/webhook\/*$/.test(url.pathname))
    throw new MisconfiguredError(
      'toNodeListener',
      'POST /orders/webhook needs the bytes of the body, which a signature covers: put the relay before express.json(), ' +
        "or express.raw({ type: 'application/json' }) on that path.",
    );
  // A parser has decompressed the body, and may have changed its length.
  for (const name of ['content-encoding', 'transfer-encoding']) headers.delete(name);
  headers.set('content-length', String(bytes.length));
  return new Request(url, Object.assign(init, { body: bytes }));
}

/** The URL of the path. The relay uses the path only: the host of the request is not trusted. */
function toUrl({ originalUrl, url = '/' }: Incoming): URL {
  const target = originalUrl ?? url;
  // The path may begin with `//`, so it is not resolved against a base.
  if (target.startsWith('/')) return new URL(`http://relay.invalid${target}`);
  // A server accepts the absolute form too (RFC 9112, 3.2.2).
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target))
    throw new ListenerError('not_found', 'Not found: the target of the request has no path.');
  const { pathname, search } = new URL(target);
  return new URL(`http://relay.invalid${pathname}${search}`);
}

function toHeaders({ headers: given }: Incoming): Headers {
  const headers = new Headers();
  try {
    for (const [name, value] of Object.entries(given))
      // Pseudo-header fields of HTTP/2, such as `:path`, are no headers (RFC 9113, 8.3).
      if (!name.startsWith(':'))
        for (const line of [value].flat()) if (line !== undefined) headers.append(name, line);
  } catch {
    throw new ListenerError('malformed', 'A header is malformed.');
  }
  return headers;
}

/** The name and the place of an error. Its message may hold anything, such as something about a patient. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
