import { testKeyPrefix } from '../platform/operations.js';
import type { AllyContext } from './ally-context.js';
import { MisconfiguredError } from './errors.js';
import type { Log } from './log.js';
import type { AllyOptions, RelayOptions } from './options.js';
import { DEFAULT_TIME_ZONE } from './orders/appointment-mapping.js';
import type { OrderContext } from './orders/context.js';
import { Orders } from './orders/orders.js';
import { Platform } from './platform/platform-client.js';
import { PLATFORM_TIMEOUT_MS } from './platform/request.js';
import { createRelay, type Relay } from './relay/relay.js';
import { Selections } from './selections.js';
import { checkAllyOptions, checkRelayOptions } from './validate-options.js';
import { Webhooks } from './webhooks.js';

const DEFAULT_NAMESPACE = 'order';
const SETTLE_TIMEOUT_MS = 60_000;
const MAX_WAIT_MS = 10_000;

/** The server SDK. Make one when the server starts. */
export interface Ally {
  /**
   * Checks at the start what options alone cannot show: that the store has its schema and reads back what it wrote.
   * Rejects with `MisconfiguredError`, which names the cure.
   */
  check(): Promise<void>;
  /** Makes the relay that pages call. Throws `MisconfiguredError` for a wrong option. */
  relay(options: RelayOptions): Relay;
  /** Books orders. Needs `store` and `sealing.markKey`. */
  readonly orders: Orders;
  /** Opens selections before the payment. */
  readonly selections: Selections;
  /** Reads the platform's webhooks. Needs `webhooks.secrets`. */
  readonly webhooks: Webhooks;
}

/** An exception in the merchant's log must not undo what was done. */
function quiet(log: Log | undefined): Log {
  return (event) => {
    try {
      // A function that is async by mistake rejects instead.
      const said: unknown = log?.(event);
      if (said instanceof Promise) said.catch(() => undefined);
    } catch {
      // The merchant's own log cannot be told.
    }
  };
}

/**
 * Makes the server SDK. Throws `MisconfiguredError` for a missing or wrong option, with its name and cure. Call
 * `check()` as well when the server starts.
 *
 * @example
 * const ally = createAlly({
 *   platform: { key: process.env.ALLY_PLATFORM_KEY },
 *   sealing: { keys: [{ kid: '2026-11', secret: process.env.ALLY_SEALING_SECRET }],
 *              markKey: process.env.ALLY_MARK_KEY },
 *   store: sqlStore(fromPg(pool)),
 * });
 */
export function createAlly(options: AllyOptions): Ally {
  checkAllyOptions(options);
  const { sealing, store, namespace = DEFAULT_NAMESPACE, now = () => new Date() } = options;
  const log = quiet(options.log);
  const mode = options.platform.key.startsWith(testKeyPrefix) ? 'test' : 'live';
  const platform = new Platform(options.platform, log);
  const timeZone = options.platform.timeZone ?? DEFAULT_TIME_ZONE;
  const { markKey } = sealing;
  let orders: Orders | undefined;
  const openOrders = (): Orders => {
    if (store === undefined)
      throw new MisconfiguredError(
        'store',
        'give one: sqlStore(…) for your database, or memoryStore() in tests.',
      );
    if (markKey === undefined)
      throw new MisconfiguredError('sealing.markKey', 'give 32 random bytes in base64url.');
    const context: OrderContext = {
      platform,
      store,
      sealing,
      now,
      namespace,
      mode,
      markKey,
      timeZone,
      timeoutMs: options.platform.timeoutMs ?? PLATFORM_TIMEOUT_MS,
      settleTimeoutMs: options.orders?.settleTimeoutMs ?? SETTLE_TIMEOUT_MS,
      maxWaitMs: options.orders?.maxWaitMs ?? MAX_WAIT_MS,
      onUnknown: options.orders?.onUnknown ?? 'retry',
      log,
    };
    return (orders ??= new Orders(context));
  };
  const webhooks = new Webhooks(options.webhooks, { store, namespace, mode, markKey, now });
  const selections = new Selections({ sealing, now, mode, store, namespace });
  const context: AllyContext = {
    platform,
    sealing,
    now,
    mode,
    timeZone,
    log,
    orders: openOrders,
    selections,
    webhooks,
  };
  return {
    async check() {
      await store?.check();
    },
    relay(relayOptions) {
      checkRelayOptions(relayOptions);
      if (relayOptions.instant === true || relayOptions.orderSecret !== undefined) openOrders();
      return createRelay(context, relayOptions);
    },
    get orders() {
      return openOrders();
    },
    selections,
    webhooks,
  };
}
