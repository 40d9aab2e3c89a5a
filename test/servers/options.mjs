import Database from 'libsql';
import { createAlly, fromLibsql, sqlSchema, sqlStore } from '@ally-health/checkout-booking/server';
import { limitHolds } from './limit-holds.mjs';

/** Reads a variable of the environment. Without it the process ends here, with its name. */
export function env(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing in the environment.`);
  return value;
}

/** The Task that the shop sells, and the price of an order without a visit. */
export const taskId = 'tsk_blood';
export const priceWithoutVisit = { amount: 1900, currency: 'GBP' };

// SQLite in a file, which the processes of one machine share. Several machines need PostgreSQL: see "Store".
const database = new Database(env('ORDERS_DB'), { timeout: 5_000 });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(sqlSchema.sqlite);
export const store = sqlStore(fromLibsql(database));

export const ally = createAlly({
  // `baseUrl` is for a mock platform. Without it requests go to the platform itself.
  platform: {
    key: env('ALLY_PLATFORM_KEY'),
    baseUrl: process.env.ALLY_PLATFORM_BASE || undefined,
  },
  sealing: {
    keys: [{ kid: env('ALLY_SEALING_KID'), secret: env('ALLY_SEALING_SECRET') }],
    markKey: env('ALLY_MARK_KEY'),
  },
  store,
  // Part of the reference of every appointment: it can never be changed.
  namespace: 'shop',
  webhooks: { secrets: [env('ALLY_WEBHOOK_SECRET')] },
  log: (event) => console.log(JSON.stringify(event)),
});

// Ends the process with the cure, rather than the first order with an error.
await ally.check();

const care = { id: 'care', version: '2026-11', text: 'I agree to the home visit.', required: true };

export const relayOptions = {
  basePath: '/ally',
  origins: [env('SHOP_ORIGIN')],
  tasks: {
    tsk_blood: { name: 'Blood test at home', consents: [care] },
    tsk_vitamins: { name: 'Vitamin test at home', consents: [care] },
  },
  limit: limitHolds,
};
