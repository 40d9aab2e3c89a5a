import type { Consent, Task } from '../domain/task.js';
import type { Log } from './log.js';
import type { PlatformMapping } from './platform/mapping.js';
import type { PlatformOperationName } from '../platform/operations.js';
import type { SealingKey } from './tokens/keys.js';

/** How the platform is asked. */
export interface PlatformOptions {
  /** The platform's secret key; one that begins with `test_` never sends anyone. Never in a page. */
  readonly platformKey: string;
  /** The platform's base URL, when it is not `https://api.allyhealth.co.uk/v1`. */
  readonly platformBase?: string;
  /** Paths that are other than assumed, below the base; `{id}` is filled in. */
  readonly platformPaths?: Partial<Record<PlatformOperationName, string>>;
  /** What is said and understood otherwise than assumed. */
  readonly platformMapping?: Partial<PlatformMapping>;
  /** For one question to the platform, in milliseconds; 8 s when absent. */
  readonly timeLimit?: number;
  /** The place's time zone, where the platform names none; `Europe/London` when absent. */
  readonly timeZone?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly log?: Log;
}

/** How selections and appointments' tokens are sealed and opened. */
export interface SealingOptions {
  /** The first seals, any opens: put a new one first, and keep the old ones as long as selections are opened. */
  readonly sealingKeys: readonly SealingKey[];
  /** How long a window is promised, in milliseconds; 24 hours when absent. */
  readonly promiseFor?: number;
  /** How long a selection can be opened, in milliseconds; 90 days when absent. */
  readonly openFor?: number;
  /** How long an order page may show and cancel its appointment, in milliseconds; 180 days when absent. */
  readonly manageFor?: number;
  readonly now?: () => Date;
}

/** How a paid order is booked. */
export interface BookingOptions extends PlatformOptions, SealingOptions {
  /**
   * Runs `book` while nobody else, in any process, runs one for the same reference: a lock in the shop's database.
   * Within one process there is only ever one.
   */
  readonly lock?: <Result>(orderRef: string, book: () => Promise<Result>) => Promise<Result>;
  /**
   * After this long, in milliseconds, the platform has made up its mind about a question that it did not answer;
   * 60 s when absent. Assumed: the platform documents no time limit of its own.
   */
  readonly settlesWithin?: number;
  /** How long a call may wait for that by itself, in milliseconds; 10 s when absent. */
  readonly patience?: number;
}

/** What a page is told of a Task. What the platform does not know of it is said here. */
export interface TaskSettings extends Partial<Omit<Task, 'id' | 'testMode' | 'consents'>> {
  /** What the person must, or may, agree to; an empty list where nothing is asked. */
  readonly consents: readonly Consent[];
}

/** What `limit` is told of a request, beside the request itself. */
export interface Limited {
  readonly operation: string;
}

export interface RelayOptions extends BookingOptions {
  /** Where the relay is served, such as `/ally`: the path of the element's `api-base`. */
  readonly base: string;
  /** The origins of the pages that may ask, such as `https://shop.example`; the relay's own among them. */
  readonly origins: readonly string[];
  /** The Tasks that may be booked, by their ids, `tsk_…`. */
  readonly tasks: Readonly<Record<string, TaskSettings>>;
  /** The secret of the merchant's own servers for `POST /orders`; without it that is not served. */
  readonly orderSecret?: string;
  /**
   * Asked before anything else is done. False, or the seconds to wait, answers 429: who may ask, and how often,
   * is the merchant's to say. Holds above all, for each takes a window from everybody else.
   */
  readonly limit?: (
    request: Request,
    about: Limited,
  ) => Promise<boolean | number> | boolean | number;
}
