import type { Log } from '../log.js';
import type { Platform } from '../platform/platform-client.js';
import type { OrderKey, Store } from '../store/store.js';
import type { SealingContext } from '../tokens/selection-token.js';

/** What the functions of this folder need. Every option has been checked and has its default. */
export interface OrderContext extends SealingContext {
  readonly platform: Platform;
  readonly store: Store;
  readonly namespace: string;
  readonly mode: 'test' | 'live';
  readonly markKey: string;
  readonly timeZone: string;
  /** The time limit of one request to the platform. */
  readonly timeoutMs: number;
  readonly settleTimeoutMs: number;
  readonly maxWaitMs: number;
  readonly onUnknown: 'retry' | 'stop';
  /** Never throws. */
  readonly log: Log;
}

export function keyOf({ namespace, mode }: OrderContext, orderRef: string): OrderKey {
  return { namespace, mode, orderRef };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
