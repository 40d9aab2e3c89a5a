import { ally } from './options.mjs';

const HOUR_MS = 3_600_000;

// Books the orders that are paid, and settles those whose outcome is not known. Run it every minute.
const { settled, failed } = await ally.orders.runDue({ limit: 50 });

// Send these to your alarms: orders that need a person, and old ones that still wait.
const stuck = await ally.orders.stuck();
for (const { orderRef, createdAt, stuck: reason } of stuck)
  console.error(`order ${orderRef} of ${createdAt.toISOString()}: ${reason}`);
const late = (await ally.orders.due()).filter(({ createdAt }) => Date.now() - createdAt > HOUR_MS);
for (const { orderRef, createdAt, error } of late)
  console.error(`order ${orderRef} of ${createdAt.toISOString()} still waits: ${error}`);

console.log(JSON.stringify({ settled, failed, stuck: stuck.length, late: late.length }));
