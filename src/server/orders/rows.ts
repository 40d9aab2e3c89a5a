import { ServerError, StoreUnavailableError } from '../errors.js';
import type { OrderChange, OrderData, OrderKey, OrderRow, Store } from '../store/store.js';

/** More conflicts in a row than processes would ever cause: the store's compare-and-set is broken. */
const MAX_CONFLICTS = 50;

/** How many attempts a row keeps. */
const MAX_ATTEMPTS = 20;

/** Runs an operation of the store; a failure becomes a `StoreUnavailableError`. */
export async function inStore<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof ServerError ? error : new StoreUnavailableError(error);
  }
}

/** The outcome of `changeRow`: the row as it is now, and whether this call has written it. */
export interface Changed<Row extends OrderRow | null = OrderRow | null> {
  readonly row: Row;
  readonly isWritten: boolean;
}

/**
 * Changes a row by compare-and-set. `decide` gets the row as it is (null if there is none) and returns the change, or
 * null to leave it; it is called again if another process has written the row meanwhile.
 */
export async function changeRow(
  store: Store,
  key: OrderKey,
  decide: (row: OrderRow | null) => OrderChange | null,
): Promise<Changed> {
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
    const row = await inStore(() => store.read(key));
    const change = decide(row);
    if (change === null) return { row, isWritten: false };
    const written = await inStore(() => store.write(key, change, row?.version ?? 0));
    if (written) return { row: written, isWritten: true };
  }
  throw new StoreUnavailableError(new Error('The row changed at every write.'));
}

/** The data of a new row. */
export function newData(mark: string): OrderData {
  return {
    mark,
    token: null,
    digest: null,
    taskId: null,
    windowId: null,
    whenWindowGone: 'patient_led',
    attempts: [],
    holder: null,
    appointmentId: null,
    outcome: null,
    cancelReason: null,
    error: null,
    stuck: null,
    failures: 0,
  };
}

/** Adds an attempt that begins now. */
export function beginAttempt({ data, now }: OrderRow): OrderData['attempts'] {
  return [...data.attempts, { from: now, until: null, digest: data.digest }].slice(-MAX_ATTEMPTS);
}

/** Ends the attempt that has no end yet, if there is one. */
export function endAttempt({ attempts }: OrderData, until: number): OrderData['attempts'] {
  return attempts.map((attempt) => (attempt.until === null ? { ...attempt, until } : attempt));
}

/** Whether a process has the lease of a row, or had it so recently that it may still act. */
export function isLeased({ leaseUntil, now }: OrderRow): boolean {
  return leaseUntil !== null && leaseUntil > now;
}
