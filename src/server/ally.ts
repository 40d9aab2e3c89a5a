import { testKeyPrefix } from '../platform/operations.js';
import type { AllyContext } from './ally-context.js';
import { MisconfiguredError, PlatformAccessError } from './errors.js';
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
   * Checks at the start what options alone cannot show: that the store has its schema and reads back what it wrote, and
   * that the platform accepts the key and has the search for appointments at `platform.baseUrl`. A platform that does
   * not answer does not hold up the start. Rejects with `MisconfiguredError`, which names the cure.
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

/** A reference that no order has. */
const UNUSED_REF = 'check.start';

/** Rejects for a wrong key and a wrong address. Any other failure may pass by itself. */
async function checkPlatform(platform: Platform): Promise<void> {
  try {
    await platform.appointmentsOf(UNUSED_REF);
  } catch (error) {
    if (!(error instanceof PlatformAccessError)) return;
    const isKey = error.status === 401 || error.status === 403;
    throw new MisconfiguredError(
      isKey ? 'platform.key' : 'platform.baseUrl',
      `the platform answers ${String(error.status)}: ${isKey ? 'give its secret key' : 'give its address, with its version, or platform.paths'}.`,
      { cause: error },
    );
  }
}

/**
 * Makes the server SDK. Throws `MisconfiguredError` for a missing or wrong option, with its name and cure. Call
 * `check()` as well when the server starts.
 *
 * @example
 * const ally = createAlly({
 *   platform: { key: env('ALLY_PLATFORM_KEY') },
 *   sealing: {
 *     keys: [{ kid: env('ALLY_SEALING_KID'), secret: env('ALLY_SEALING_SECRET') }],
 *     markKey: env('ALLY_MARK_KEY'),
 *   },
 *   store: sqlStore(fromPg(pool)),
 *   namespace: 'shop',
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
  const webhooks = new Webhooks(options.webhooks, { store, namespace, mode, markKey, now, log });
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
      await Promise.all([store?.check(), checkPlatform(platform)]);
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
