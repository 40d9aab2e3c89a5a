import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testKeyPrefix } from '../../platform/operations.js';
import { Ledger } from './store.js';
import { PlatformClinic, type PlatformClinicOptions } from './clinic.js';
import { Control } from './control-api.js';
import { PlatformFace } from './app.js';
import { FaultPlan } from './fault-injection.js';
import { openJournal } from './journal.js';
import type { WebhookTarget } from './webhook-delivery.js';
import { Webhooks } from './webhooks.js';

export { JournalError } from './journal.js';

export interface PlatformServerOptions extends Omit<PlatformClinicOptions, 'ledger'> {
  /** 0 is any that is free. */
  readonly port: number;
  readonly stateFile: string;
  readonly key: string;
  readonly webhook?: WebhookTarget | undefined;
}

export interface PlatformServer {
  /** Such as `http://127.0.0.1:4010`; the platform is served below `/v1`. */
  readonly origin: string;
  /** Breaks off what is being asked, and lets go of port and state file. */
  readonly stop: () => Promise<void>;
}

/** This machine alone: the control face must not be met from elsewhere. */
const host = '127.0.0.1';

/** A name that leads here from a page elsewhere is not this clinic's. */
const isHere = (said: string | undefined): boolean =>
  said !== undefined && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(said);

const readRequest = async (incoming: IncomingMessage): Promise<Request> => {
  const { method = 'GET', headers, url = '/' } = incoming;
  const chunks: BlobPart[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array<ArrayBuffer>);
  const said = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return new Request(new URL(url, `http://${host}`), {
    method,
    headers: Object.fromEntries(said),
    ...(chunks.length > 0 && { body: new Blob(chunks) }),
  });
};

const send = async (answer: Response, outgoing: ServerResponse): Promise<void> => {
  if (answer.type === 'error') {
    outgoing.destroy();
    return;
  }
  // A connection each: a clinic that was started again meets nobody who still talks to the one before.
  outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: 'close' });
  outgoing.end(new Uint8Array(await answer.arrayBuffer()));
};

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/**
 * Serves the platform and its control face; goes on where an earlier process with the same state file ended. Rejects
 * when the port is taken or the state file cannot be used, and calls `onBroken` when nothing more can be kept.
 */
export const servePlatform = async (
  { port, stateFile, key, webhook, ...options }: PlatformServerOptions,
  onBroken: (error: unknown) => void,
): Promise<PlatformServer> => {
  if (!key.startsWith(testKeyPrefix)) throw new TypeError(`A key must begin with ${testKeyPrefix}`);
  let answer: (request: Request) => Promise<Response> = () => Promise.resolve(Response.error());
  const server = createServer((incoming, outgoing) => {
    if (!isHere(incoming.headers.host)) {
      outgoing.writeHead(421).end();
      return;
    }
    readRequest(incoming).then(
      async (request) => {
        try {
          await send(await answer(request), outgoing);
        } catch (error) {
          outgoing.destroy();
          onBroken(error);
        }
      },
      () => {
        // Nothing that HTTP knows, or somebody who hung up while they asked.
        outgoing.writeHead(400, { connection: 'close' }).end();
      },
    );
  });
  // The port first: whoever starts a second clinic by mistake is told so, before any file is touched.
  const origin = `http://${host}:${String(await listening(server, port))}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  try {
    const journal = openJournal(stateFile);
    const ledger = new Ledger(journal);
    const clinic = new PlatformClinic({ ...options, ledger });
    const faults = new FaultPlan(ledger, clinic.now);
    const { records } = clinic;
    const webhooks = new Webhooks({ ledger, records, faults, target: webhook, now: clinic.now });
    const face = new PlatformFace({
      clinic,
      key,
      faults,
      onDone: () => {
        webhooks.tell();
      },
    });
    const control = new Control({ clinic, face, webhooks });
    answer = (request) =>
      new URL(request.url).pathname.startsWith('/control/')
        ? control.answer(request)
        : face.answer(request);
    webhooks.resume();
    return {
      origin,
      async stop() {
        face.forget();
        webhooks.close();
        await close();
        journal.close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
