import { ally } from './options.mjs';

// Books the orders that are paid, and settles those whose outcome is not known. Run it every minute.
const { settled, failed } = await ally.orders.runDue({ limit: 50 });

// Orders that need a person: send them to your alarms.
const stuck = await ally.orders.stuck();
for (const { orderRef, stuck: reason } of stuck) console.error(`order ${orderRef}: ${reason}`);

console.log(JSON.stringify({ settled, failed, stuck: stuck.length }));
