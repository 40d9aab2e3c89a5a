import type { IncomingMessage, ServerResponse } from 'node:http';
import { MisconfiguredError } from './errors.js';
import type { Relay } from './relay/relay.js';

/** As Node's `http`, Express and Connect have it. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

interface Mounted extends IncomingMessage {
  /** The whole path, where Express has cut off what a router is mounted at. */
  readonly originalUrl?: string;
}

const requestOf = (incoming: Mounted, signal: AbortSignal): Request => {
  const { method = 'GET', headers, originalUrl, url = '/' } = incoming;
  const path = originalUrl ?? url;
  const said = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const each of [value].flat()) if (each !== undefined) said.append(name, each);
  const hasBody = !['GET', 'HEAD'].includes(method);
  // The relay looks at the path alone: whatever the Host header says is not believed.
  return new Request(`http://relay.invalid${path.startsWith('/') ? path : '/'}`, {
    method,
    headers: said,
    signal,
    ...(hasBody && { body: bodyOf(incoming, signal), duplex: 'half' }),
  });
};

/** The body as it comes, and no faster than it is read. What nobody reads any more is let run out. */
const bodyOf = (incoming: IncomingMessage, answered: AbortSignal): ReadableStream<Uint8Array> => {
  const over = new AbortController();
  const letRunOut = (): void => {
    over.abort();
    incoming.resume();
  };
  answered.addEventListener('abort', letRunOut);
  return new ReadableStream({
    start(controller) {
      const end = (finish: () => void) => () => {
        if (over.signal.aborted) return;
        over.abort();
        finish();
      };
      incoming.on('data', (chunk: Uint8Array) => {
        if (over.signal.aborted) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.on(
        'end',
        end(() => {
          controller.close();
        }),
      );
      incoming.on(
        'close',
        end(() => {
          controller.error(new Error('The request was broken off.'));
        }),
      );
    },
    pull() {
      incoming.resume();
    },
    cancel: letRunOut,
  });
};

/** The relay for a server in Node. Put it before whatever reads bodies, such as `express.json()`. */
export const toNodeListener = (relay: Relay): NodeListener => {
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (incoming.readableEnded && !['GET', 'HEAD'].includes(incoming.method ?? 'GET'))
      throw new MisconfiguredError(
        'toNodeListener',
        'the body was read already: put the relay before express.json() and the like.',
      );
    const gone = new AbortController();
    outgoing.once('close', () => {
      gone.abort();
    });
    const answer = await relay(requestOf(incoming, gone.signal));
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(new Uint8Array(await answer.arrayBuffer()));
  };
  return (incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
      // The merchant's own mistake is told where the merchant looks.
      if (error instanceof MisconfiguredError) console.error(error.message);
    });
  };
};
