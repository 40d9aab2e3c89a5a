import type { Consent, Task } from '../domain/task.js';
import type { Log } from './log.js';
import type { PlatformMapping } from './platform/mapping.js';
import type { PlatformOperationName } from '../platform/operations.js';
import type { Store } from './store/store.js';
import type { SealingKey } from './tokens/keys.js';
import type { WebhookOptions } from './webhooks.js';

/** How the platform is called. */
export interface PlatformOptions {
  /** The platform's secret key. With a key that begins with `test_` no clinician is ever sent. Never in a page. */
  readonly key: string;
  /** The platform's base URL. Default: `https://api.allyhealth.co.uk/v1`. */
  readonly baseUrl?: string | undefined;
  /** Overrides for assumed paths below the base URL; `{id}` is replaced. */
  readonly paths?: Partial<Record<PlatformOperationName, string>> | undefined;
  /** Overrides for assumed request and response bodies. */
  readonly mapping?: Partial<PlatformMapping> | undefined;
  /** The time limit of one request, in milliseconds. Default: 8,000. */
  readonly timeoutMs?: number | undefined;
  /** The IANA time zone of places for which the platform gives none. Default: `Europe/London`. */
  readonly timeZone?: string | undefined;
  /** Replaces the global `fetch`, such as for a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** How selections and the tokens of appointments are sealed and opened. */
export interface SealingOptions {
  /**
   * The first key seals; every key opens. Rotation: add the new key last, deploy to every process, then move it
   * first. Keep an old key for `lifetimeMs` after that.
   */
  readonly keys: readonly SealingKey[];
  /**
   * 32 random bytes in base64url. It signs the reference by which an order's appointment is found on the platform, so
   * it is never changed. Required where orders are booked.
   */
  readonly markKey?: string | undefined;
  /** How long a window is promised, in milliseconds. Default: 24 hours. */
  readonly promiseMs?: number | undefined;
  /**
   * How long a selection can be opened, and an order page can show its appointment, in milliseconds. Default:
   * 90 days.
   */
  readonly lifetimeMs?: number | undefined;
}

/** How orders are booked. */
export interface OrderOptions {
  /**
   * How long after a request without a response the platform may still commit it, in milliseconds. Default: 60,000.
   * Assumed: the platform documents no limit. Every process must have the same value.
   */
  readonly settleTimeoutMs?: number | undefined;
  /**
   * How long `book` and `cancel` wait for an outcome that is not known, in milliseconds, before they throw
   * `BookingUnsettledError`. Default: 10,000.
   */
  readonly maxWaitMs?: number | undefined;
  /**
   * What follows when an outcome stayed unknown, the settle time has passed and the platform's search finds nothing:
   * `retry` books again; `stop` lists the order in `stuck()`. Default: `retry`.
   */
  readonly onUnknown?: 'retry' | 'stop' | undefined;
}

/** The options of `createAlly`. */
export interface AllyOptions {
  readonly platform: PlatformOptions;
  readonly sealing: SealingOptions;
  /** Where orders are stored. Required for `ally.orders`, `instant` and `orderSecret`. */
  readonly store?: Store | undefined;
  /**
   * Begins the reference of every appointment: 1 to 16 lower case letters, digits and `-`. Each shop of an
   * organisation has its own. It is never changed. Default: `order`.
   */
  readonly namespace?: string | undefined;
  readonly orders?: OrderOptions | undefined;
  /** Required for `ally.webhooks` and `POST /orders/webhook`. */
  readonly webhooks?: WebhookOptions | undefined;
  /** Receives what happens, without anything about a patient. An exception in it is ignored. */
  readonly log?: Log | undefined;
  /** Replaces the clock. Default: `() => new Date()`. */
  readonly now?: (() => Date) | undefined;
}

/** Options of which the relay tells the page: a Task's properties, where the platform does not give them. */
export interface TaskSettings extends Partial<Omit<Task, 'id' | 'testMode' | 'consents'>> {
  /** What the person must, or may, agree to; an empty list where nothing is asked. */
  readonly consents: readonly Consent[];
}

/** The facts about a request for `limit`. */
export interface LimitContext {
  /** The operation's name in `openapi.json`, such as `placeHold`. */
  readonly operation: string;
  /** The client's IP address; null if it is not known. */
  readonly address: string | null;
}

/** The options of `ally.relay`. */
export interface RelayOptions {
  /** The path where the relay is served, such as `/ally`: the path of the element's `api-base`. */
  readonly basePath: string;
  /** The origins of the pages that may call the relay, such as `https://shop.example`; its own among them. */
  readonly origins: readonly string[];
  /** The Tasks that may be booked, by their ids, `tsk_…`. */
  readonly tasks: Readonly<Record<string, TaskSettings>>;
  /**
   * Serves `POST /bookings`, with which a page books without a payment. Default: false, and the response is 404.
   * Anybody who can read the page can then book.
   */
  readonly instant?: boolean | undefined;
  /**
   * The secret of the merchant's own servers for `POST /orders` and `/orders/…`: at least 32 visible ASCII characters.
   * Without it the response is 404.
   */
  readonly orderSecret?: string | undefined;
  /**
   * Called before anything else is done. `false`, or the number of seconds to wait, answers 429. Limit `placeHold`
   * above all: each hold takes a window from everybody else. It must not read the request's body. If it throws, reads
   * go on, and other requests are answered 503.
   */
  readonly limit?:
    | ((request: Request, context: LimitContext) => Promise<boolean | number> | boolean | number)
    | undefined;
}
