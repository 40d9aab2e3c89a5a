/**
 * Storage of orders: one row an order, written by compare-and-set. Every process of a merchant uses the same store.
 * `memoryStore` and `sqlStore` implement the interface; `test/unit/server/store/conformance.ts` tests both.
 */
import type { ServerErrorCode } from '../errors.js';
import type { Outcome } from '../../domain/appointment.js';

/** Identifies an order: the merchant's reference is unique within a namespace and a mode. */
export interface OrderKey {
  readonly namespace: string;
  readonly mode: 'test' | 'live';
  readonly orderRef: string;
}

/**
 * The state of an order.
 *
 * - `accepted`: a selection is stored; nothing is booked.
 * - `attempting`: a process has the lease and may have sent a create.
 * - `unknown`: a create was sent, and its outcome is not known.
 * - `booked`: the order has an appointment.
 * - `refused`: the order cannot be booked without a person's help.
 * - `cancelling`: the order must not have an appointment; one may still exist.
 * - `cancelled`: the order has no living appointment, and gets none.
 */
export type OrderState =
  'accepted' | 'attempting' | 'unknown' | 'booked' | 'refused' | 'cancelling' | 'cancelled';

/** One create that was sent to the platform. Times are milliseconds since 1970 by the store's clock. */
export interface Attempt {
  /** A time before the create was sent. */
  readonly from: number;
  /** A time after which the create was not sent; null while its process may still have the lease. */
  readonly until: number | null;
  /** The digest of the selection that was sent. */
  readonly digest?: string | null | undefined;
}

/** The part of a row that the store does not interpret. It holds nothing personal that can be read without a key. */
export interface OrderData {
  /** The appointment's `externalRef` on the platform. */
  readonly mark: string;
  /** The sealed selection; null after the booking. */
  readonly token: string | null;
  /** SHA-256 of the token, or the MAC of the selection for a booking from the page, in base64url. */
  readonly digest: string | null;
  readonly taskId: string | null;
  /** The window that was chosen. */
  readonly windowId: string | null;
  /** Whether the order was called paid. */
  readonly isPaid?: boolean | undefined;
  /** Whether it was called paid after its cancellation, and no person has seen to that. */
  readonly isPaidLate?: boolean | undefined;
  /** The reaction to a window that is no longer free. */
  readonly whenWindowGone: 'patient_led' | 'refuse';
  /** Every create that was sent, oldest first; at most the last 20. */
  readonly attempts: readonly Attempt[];
  /** The process that has the lease: a random id. */
  readonly holder: string | null;
  readonly appointmentId: string | null;
  readonly outcome: Outcome | null;
  /** Why the order is cancelled; shown to the platform. */
  readonly cancelReason: string | null;
  /** The code of the last error. */
  readonly error: ServerErrorCode | null;
  /** The platform's request id of the last error. */
  readonly requestId?: string | null | undefined;
  /** Why a person must look at the order; null if it needs none. */
  readonly stuck: string | null;
  /** How many times in a row the order could not be settled. It sets the pause before the next time. */
  readonly failures: number;
}

/** A row as a process writes it. */
export interface OrderChange {
  readonly state: OrderState;
  readonly data: OrderData;
  /** Sets the end of the lease to so many milliseconds from the store's now; null ends it, undefined keeps it. */
  readonly leaseMs?: number | null | undefined;
  /**
   * Sets the time before which no create is sent to so many milliseconds from the store's now; null removes it,
   * undefined keeps it.
   */
  readonly settleMs?: number | null | undefined;
  /** Sets when `runDue` takes the order: milliseconds from the store's now; null for never, undefined keeps it. */
  readonly dueMs?: number | null | undefined;
}

/** A row as the store has it. Times are milliseconds since 1970 by the store's clock. */
export interface OrderRow {
  readonly key: OrderKey;
  /** Counts the writes; 1 after the first. */
  readonly version: number;
  readonly state: OrderState;
  readonly data: OrderData;
  readonly leaseUntil: number | null;
  readonly settlesAt: number | null;
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The store's time when it answered. */
  readonly now: number;
}

/** Which rows `list` returns, the longest waiting first. */
export interface OrderQuery {
  readonly namespace: string;
  readonly mode: 'test' | 'live';
  /**
   * `due`: rows that `runDue` takes now. `waiting`: rows with a time for `runDue`, now or later. `stuck`: rows with
   * `data.stuck`.
   */
  readonly kind: 'due' | 'waiting' | 'stuck';
  readonly limit: number;
}

/**
 * Where orders are stored. All instances of a merchant's servers use the same one. Its clock decides about leases, so
 * the interface has durations only. A method that fails rejects with any error; nothing was written then, or the write
 * is found by its version.
 */
export interface Store {
  /** Whether rows survive the process. A store that does not is refused with a live key. */
  readonly isDurable: boolean;
  /** Rejects with `MisconfiguredError` if the schema is missing, or the store does not read back what it wrote. */
  check(): Promise<void>;
  read(key: OrderKey): Promise<OrderRow | null>;
  /**
   * Writes a row if its version is still `version` (0: no row exists), and returns it as written. Returns null, and
   * writes nothing, if the version is another.
   */
  write(key: OrderKey, change: OrderChange, version: number): Promise<OrderRow | null>;
  /** Removes a row if its version is still `version` (0: whatever it is). Returns whether it did. */
  remove(key: OrderKey, version: number): Promise<boolean>;
  /** Leaves out rows that cannot be read, if there are others. */
  list(query: OrderQuery): Promise<OrderRow[]>;
  /** Claims a token for an order. Returns the order that has it: this one, or the one that claimed it before. */
  claimToken(digest: string, key: OrderKey): Promise<OrderKey>;
  /**
   * Ends the claim of an order on a token, unless the order is `attempting`, `unknown` or `booked` by now. Another order's
   * claim is kept.
   */
  releaseToken(digest: string, key: OrderKey): Promise<void>;
  /** Returns the order that has claimed a token, or null. */
  tokenOwner(digest: string): Promise<OrderKey | null>;
  /** Returns whether `markEvent` was called for a webhook event. */
  hasEvent(eventId: string): Promise<boolean>;
  markEvent(eventId: string): Promise<void>;
  /**
   * Removes finished orders, and events, that were last written more than `olderThanMs` ago. Returns how many orders
   * were removed. Orders that wait for something are kept.
   */
  purge(olderThanMs: number): Promise<number>;
}
