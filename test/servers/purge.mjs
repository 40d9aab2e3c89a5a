import { store } from './options.mjs';

// 13 months. Never less than `sealing.lifetimeMs`: until then a selection can be opened.
const KEEP_MS = 396 * 24 * 3_600_000;

// Removes finished orders and handled webhooks. Run it once a day.
console.log(`purged: ${await store.purge(KEEP_MS)}`);
