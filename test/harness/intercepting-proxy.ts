/**
 * HTTP proxy between the shop and the mock platform. It forwards all requests except those that a test intercepts or
 * delays.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { platformOperations, type PlatformOperationName } from '../../src/platform/operations.js';

/** Selects a request to intercept. */
export interface Trap {
  readonly operation: PlatformOperationName;
  /** `request` intercepts before the platform receives it; `response` after the platform has handled it. */
  readonly on: 'request' | 'response';
  /** Intercepts the nth request of this operation, counted from 1. The default is the next one. */
  readonly nth?: number;
}

/** Request whose client gets no response. */
export interface InterceptedRequest {
  /** Closes the client's connection, as the client's own timeout would. */
  readonly disconnect: () => void;
}

/** Request that is delayed before it reaches the platform. */
export interface DelayedRequest extends InterceptedRequest {
  /** Resolves when the request has arrived at the proxy. */
  readonly arrived: Promise<void>;
  /** Forwards the request, even if the client is gone. Resolves when the platform has responded. */
  readonly resume: () => Promise<void>;
}

export interface InterceptingProxy {
  readonly origin: string;
  /** Intercepts one request. Resolves when it is intercepted; its client gets no response. */
  readonly intercept: (trap: Trap) => Promise<InterceptedRequest>;
  /** Delays the next request of an operation. */
  readonly delay: (operation: PlatformOperationName) => DelayedRequest;
  readonly close: () => void;
}

const operationOf = (method: string, path: string): PlatformOperationName | undefined =>
  (Object.keys(platformOperations) as PlatformOperationName[]).find((name) => {
    const operation = platformOperations[name];
    const pattern = operation.path.replace('{id}', '[^/]+').replace(/\/$/, '/?');
    return operation.method === method && new RegExp(`^/v1${pattern}$`).test(path);
  });

interface Delay {
  readonly onArrived: (client: ServerResponse) => void;
  readonly resumed: Promise<void>;
  readonly onDone: () => void;
}

interface ArmedTrap extends Trap {
  left: number;
  readonly trigger: (caught: InterceptedRequest) => void;
}

/** Returns a promise with the function that resolves it. */
const deferred = () => {
  let settle = (): void => undefined;
  const promise = new Promise<void>((resolve) => (settle = resolve));
  return {
    promise,
    resolve: () => {
      settle();
    },
  };
};

/** Starts a proxy in front of the mock platform. */
export const startProxy = async (clinicOrigin: string): Promise<InterceptingProxy> => {
  const traps = new Set<ArmedTrap>();
  const delays = new Map<PlatformOperationName, Delay>();

  const wasIntercepted = (
    operation: PlatformOperationName | undefined,
    on: Trap['on'],
    client: ServerResponse,
  ): boolean => {
    for (const trap of traps) {
      if (trap.operation !== operation || trap.on !== on) continue;
      trap.left -= 1;
      if (trap.left > 0) continue;
      traps.delete(trap);
      trap.trigger({ disconnect: () => client.destroy() });
      return true;
    }
    return false;
  };

  const server = createServer((incoming, outgoing) => {
    const serve = async (): Promise<void> => {
      const { method = 'GET', url = '/', headers } = incoming;
      const operation = operationOf(method, new URL(url, clinicOrigin).pathname);
      const body = await buffer(incoming);
      if (wasIntercepted(operation, 'request', outgoing)) return;
      const delay = operation && delays.get(operation);
      if (delay) {
        delays.delete(operation);
        delay.onArrived(outgoing);
        await delay.resumed;
      }
      const response = await fetch(`${clinicOrigin}${url}`, {
        method,
        headers: {
          authorization: headers.authorization ?? '',
          ...(body.length > 0 && { 'content-type': 'application/json' }),
        },
        ...(body.length > 0 && { body }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      delay?.onDone();
      if (wasIntercepted(operation, 'response', outgoing)) return;
      outgoing.writeHead(response.status, { 'content-type': 'application/json' }).end(bytes);
    };
    serve().catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    intercept: (trap) =>
      new Promise((trigger) => {
        traps.add({ ...trap, left: trap.nth ?? 1, trigger });
      }),
    delay: (operation) => {
      const [arrived, resumed, done] = [deferred(), deferred(), deferred()];
      let client: ServerResponse | undefined;
      const onArrived = (outgoing: ServerResponse): void => {
        client = outgoing;
        arrived.resolve();
      };
      delays.set(operation, { onArrived, resumed: resumed.promise, onDone: done.resolve });
      const resume = (): Promise<void> => {
        resumed.resolve();
        return done.promise;
      };
      return { arrived: arrived.promise, resume, disconnect: () => client?.destroy() };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
