import type { Log } from './log.js';
import type { Orders } from './orders/orders.js';
import type { Platform } from './platform/platform-client.js';
import type { Selections } from './selections.js';
import type { SealingContext } from './tokens/selection-token.js';
import type { Webhooks } from './webhooks.js';

/** Everything that the parts of the SDK share. Options have been checked and have their defaults. */
export interface AllyContext extends SealingContext {
  readonly platform: Platform;
  readonly mode: 'test' | 'live';
  readonly timeZone: string;
  /** Never throws. */
  readonly log: Log;
  /** Throws `MisconfiguredError` if orders cannot be booked with these options. */
  readonly orders: () => Orders;
  readonly selections: Selections;
  readonly webhooks: Webhooks;
}
