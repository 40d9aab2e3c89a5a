/** Serves mock platforms by HTTP, one for each shop of a test, and holds requests back. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PlatformFace } from '../../../../src/mocks/platform/app.js';
import { PlatformClinic } from '../../../../src/mocks/platform/clinic.js';
import type { AppointmentRecord } from '../../../../src/mocks/platform/records.js';
import { operationOf } from '../../../../src/mocks/platform/router.js';
import type { PlatformOperationName } from '../../../../src/platform/operations.js';
import { platformKey } from './process-deaths-shop.js';

/** A request that reaches the platform later than it was sent. */
export interface HeldRequest {
  /** Resolves when the request has come. */
  readonly arrived: Promise<void>;
  /** Lets the platform handle the request, whether or not its client still lives. Resolves when it has done so. */
  readonly release: () => Promise<void>;
}

interface Hold {
  readonly onArrived: () => void;
  readonly released: Promise<void>;
  readonly onAnswered: () => void;
}

/** Returns a promise with the function that resolves it. */
function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return {
    promise,
    resolve: () => {
      resolve();
    },
  };
}

/** The mock platform of one shop. */
export class ShopPlatform {
  readonly clinic: PlatformClinic;
  readonly api: PlatformFace;
  private readonly holds = new Map<PlatformOperationName, Hold[]>();
  private readonly arrivals: PlatformOperationName[] = [];

  constructor(
    readonly base: string,
    now: () => Date,
  ) {
    this.clinic = new PlatformClinic({ now });
    this.api = new PlatformFace({
      clinic: this.clinic,
      key: platformKey,
      base: new URL(base).pathname,
    });
  }

  /** The appointments that are not cancelled. */
  get living(): AppointmentRecord[] {
    return [...this.clinic.records.appointments.values()].filter(
      ({ status }) => status !== 'cancelled',
    );
  }

  /** Returns how many requests of an operation have come. */
  count(operation: PlatformOperationName): number {
    return this.arrivals.filter((one) => one === operation).length;
  }

  /** Holds the next request of an operation back. */
  hold(operation: PlatformOperationName): HeldRequest {
    const [arrived, released, answered] = [deferred(), deferred(), deferred()];
    const hold = {
      onArrived: arrived.resolve,
      released: released.promise,
      onAnswered: answered.resolve,
    };
    this.holds.set(operation, [...(this.holds.get(operation) ?? []), hold]);
    return {
      arrived: arrived.promise,
      release: () => {
        released.resolve();
        return answered.promise;
      },
    };
  }

  async answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.slice(new URL(this.base).pathname.length);
    const operation = operationOf(request.method, path)?.operation;
    if (operation) this.arrivals.push(operation);
    const hold = operation && this.holds.get(operation)?.shift();
    hold?.onArrived();
    await hold?.released;
    const response = await this.api.answer(request);
    hold?.onAnswered();
    return response;
  }
}

/** The server of the platforms. */
export interface PlatformsServer {
  /** Opens the platform of a shop, under a name of its own. */
  readonly open: (name: string) => ShopPlatform;
  readonly close: () => void;
}

/** Starts the server on a free port. `now`: the clock of every platform. */
export async function servePlatforms(now: () => Date): Promise<PlatformsServer> {
  const platforms = new Map<string, ShopPlatform>();

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    const body = await text(incoming);
    const request = new Request(new URL(url, origin), {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        'content-type': headers['content-type'] ?? '',
      },
      ...(body !== '' && { body }),
    });
    const response = await platforms.get(url.split('/')[1] ?? '')?.answer(request);
    // `Response.error()` is a connection that breaks.
    if (!response || response.type === 'error') {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  // Connections stay open, so that a process that was stopped may send on one of them.
  server.keepAliveTimeout = 0;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    open: (name) => {
      const platform = new ShopPlatform(`${origin}/${name}/v1`, now);
      platforms.set(name, platform);
      return platform;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
