/** What stands between a shop and the clinic: it lets everything through, but for what a test lies in wait for. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { platformOperations, type PlatformOperationName } from '../../src/platform/operations.js';

/** Where a question is caught: on its way there, or its answer on its way back. */
export interface Trap {
  readonly operation: PlatformOperationName;
  readonly on: 'question' | 'answer';
  /** Which of the questions of this kind, from now on; the first when absent. */
  readonly nth?: number;
}

/** A question whose asker is left without an answer. */
export interface InterceptedRequest {
  /** Breaks the asker's connection, as its own time limit would. */
  readonly disconnect: () => void;
}

/** A question that is held up. */
export interface DelayedRequest extends InterceptedRequest {
  /** Settles when it has come. */
  readonly arrived: Promise<void>;
  /** Lets it go on, whether or not somebody still waits; settles when it was answered. */
  readonly resume: () => Promise<void>;
}

/** The proxy between a shop and the clinic. */
export interface InterceptingProxy {
  readonly origin: string;
  /** Settles when something is caught: it goes no further, and whoever waits is left without an answer. */
  readonly intercept: (trap: Trap) => Promise<InterceptedRequest>;
  /** Holds up the next question of this kind. */
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
  readonly begin: (asker: ServerResponse) => void;
  readonly wait: Promise<void>;
  readonly end: () => void;
}

interface ArmedTrap extends Trap {
  left: number;
  readonly trigger: (caught: InterceptedRequest) => void;
}

const signal = () => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return {
    given,
    give: () => {
      give();
    },
  };
};

/** Starts a proxy in front of the clinic. */
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
      if (wasIntercepted(operation, 'question', outgoing)) return;
      const delay = operation && delays.get(operation);
      if (delay) {
        delays.delete(operation);
        delay.begin(outgoing);
        await delay.wait;
      }
      const answer = await fetch(`${clinicOrigin}${url}`, {
        method,
        headers: {
          authorization: headers.authorization ?? '',
          ...(body.length > 0 && { 'content-type': 'application/json' }),
        },
        ...(body.length > 0 && { body }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      delay?.end();
      if (wasIntercepted(operation, 'answer', outgoing)) return;
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(bytes);
    };
    serve().catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    intercept: (trap) =>
      new Promise((spring) => {
        traps.add({ ...trap, left: trap.nth ?? 1, trigger });
      }),
    delay: (operation) => {
      const [begun, going, done] = [signal(), signal(), signal()];
      let client: ServerResponse | undefined;
      const begin = (outgoing: ServerResponse): void => {
        client = outgoing;
        begun.give();
      };
      delays.set(operation, { begin, wait: going.given, end: done.give });
      const goOn = (): Promise<void> => {
        going.give();
        return done.given;
      };
      return { arrived: begun.given, resume, disconnect: () => client?.destroy() };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
