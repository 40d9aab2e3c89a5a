import Database from 'libsql';
import { createAlly, fromLibsql, sqlSchema, sqlStore } from '@ally-health/checkout-booking/server';
import { limitHolds } from './limit-holds.mjs';

const { env } = process;

// SQLite in a file, which the processes of one machine share. Several machines need PostgreSQL: see "Store".
const database = new Database(env.ORDERS_DB, { timeout: 5_000 });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(sqlSchema.sqlite);

/** The Task that the shop sells. */
export const taskId = 'tsk_blood';

export const ally = createAlly({
  // `baseUrl` is for a mock platform, such as `npm run clinic`. Without it requests go to the platform itself.
  platform: { key: env.ALLY_PLATFORM_KEY, baseUrl: env.ALLY_PLATFORM_BASE },
  sealing: {
    keys: [{ kid: '2026-11', secret: env.ALLY_SEALING_SECRET }],
    markKey: env.ALLY_MARK_KEY,
  },
  store: sqlStore(fromLibsql(database)),
  namespace: 'shop',
  webhooks: { secrets: [env.ALLY_WEBHOOK_SECRET] },
  log: (event) => console.log(JSON.stringify(event)),
});

// Ends the process with the cure, rather than the first order with an error.
await ally.check();

const care = { id: 'care', version: '2026-11', text: 'I agree to the home visit.', required: true };

export const relay = ally.relay({
  basePath: '/ally',
  origins: [env.SHOP_ORIGIN],
  tasks: {
    tsk_blood: { name: 'Blood test at home', consents: [care] },
    tsk_vitamins: { name: 'Vitamin test at home', consents: [care] },
  },
  // Serves /ally/orders to servers in other languages. Leave it out if all of yours are JavaScript.
  orderSecret: env.ALLY_ORDER_SECRET,
  limit: limitHolds,
});
