/** Starts the shop: settings, database, SDK, worker, pages. Prints the address of the shop. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { MisconfiguredError, type Ally } from '@ally-health/checkout-booking/server';
import { getRequestListener } from '@hono/node-server';
import { openAlly, openRelay } from './ally.js';
import { createApp } from './app.js';
import { ShopDatabase } from './database.js';
import { limitByAddress } from './limit.js';
import { writeAlarm as alarm, writeLog as log } from './log.js';
import { readSettings, SettingsError, type Settings } from './settings.js';
import { startWorker } from './worker.js';

/** This server is for one machine: put a server with TLS before it. */
const HOST = '127.0.0.1';

/** Checks the SDK. A shop whose key the platform refuses sells on: its paid orders are booked once the key is right. */
async function check(ally: Ally): Promise<void> {
  try {
    await ally.check();
  } catch (error) {
    const isPlatform = error instanceof MisconfiguredError && error.option.startsWith('platform.');
    if (!isPlatform) throw error;
    alarm('platform.refused', { message: error.message });
  }
}

async function open(settings: Settings): Promise<void> {
  const database = new ShopDatabase(settings.database, log);
  const ally = openAlly(settings, { database, log, alarm });
  await check(ally);
  const server = createServer();
  server.listen(settings.port, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = settings.origin ?? `http://${HOST}:${String(port)}`;

  const limit = limitByAddress(settings.limitPerMinute);
  const visits = { database, ally, log, alarm };
  const worker = startWorker(visits, settings);
  const app = createApp({
    ...visits,
    settings,
    origin,
    limit,
    relay: openRelay(ally, { origin, limit }),
    wakeWorker: worker.wake,
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  console.log(`shop: ${origin}`);
  console.log(`The staff page is ${origin}/staff. User name: staff, password: see STAFF_SECRET.`);

  /** Ends what has begun, but does not wait for a client that sends half a request, or for a slow platform. */
  async function close(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    const ended = Promise.all([closed, worker.stop()]);
    await Promise.race([ended, pause(settings.shutdownGraceMs)]);
    database.close();
    // Cut off here, a booking is settled by the next process.
    process.exit(0);
  }

  // Once: a second signal ends the process at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}

try {
  await open(readSettings(process.env));
} catch (error) {
  const isExplained = error instanceof SettingsError || error instanceof MisconfiguredError;
  console.error(isExplained ? error.message : error);
  // The database or the port may be open already.
  process.exit(1);
}
