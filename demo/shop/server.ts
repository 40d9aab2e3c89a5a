/** Starts the shop: settings, database, outbox, relay, pages. `node` runs this file; it says where it listens. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { createApp } from './app.js';
import { startBooker } from './booker.js';
import { ShopDatabase } from './database.js';
import { limitByAddress } from './limit.js';
import { writeLog as log } from './log.js';
import { Outbox } from './outbox.js';
import { readSettings, SettingsError, type Settings } from './settings.js';
import { bookingOptions, openRelay } from './visits.js';

/** This server is for one machine: put what speaks TLS before it. */
const host = '127.0.0.1';

const open = async (settings: Settings): Promise<void> => {
  const database = new ShopDatabase(settings.database);
  const outbox = new Outbox(database, settings.claimFor);
  const booking = bookingOptions(settings, log);
  const server = createServer();
  server.listen(settings.port, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = settings.origin ?? `http://${host}:${String(port)}`;

  const addresses = new WeakMap<Request, string>();
  const limit = limitByAddress((request) => addresses.get(request) ?? '', settings.askedPerMinute);
  const booker = startBooker({ database, outbox, booking, settings, log });
  const app = createApp({
    settings,
    database,
    origin,
    log,
    relay: openRelay(booking, { origin, limit }),
    wakeBooker: booker.wake,
  });
  const listener = getRequestListener(
    (request, env) => {
      addresses.set(request, (env as HttpBindings).incoming.socket.remoteAddress ?? '');
      return app.fetch(request, env);
    },
    { overrideGlobalObjects: false },
  );
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  console.log(`shop: ${origin}`);

  const close = async (): Promise<void> => {
    await Promise.all([closeServer(server), booker.stop()]);
    database.close();
  };
  // Once: a second one ends the process at once, and nothing is lost by that either.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(0)));
};

const closeServer = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
};

try {
  await open(readSettings(process.env));
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error);
  // A database or a port may be open already, and would keep the process.
  process.exit(1);
}
