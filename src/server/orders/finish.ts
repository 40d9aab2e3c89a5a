import type { PlatformAppointment } from '../../platform/schemas.js';
import { ServerError, StoreUnavailableError } from '../errors.js';
import type { CreatedAppointment } from '../platform/platform-client.js';
import type { OrderChange, OrderData, OrderRow, OrderState } from '../store/store.js';
import { isCancelled, outcomeOf } from './appointment-mapping.js';
import type { AttemptResult } from './attempt.js';
import type { OrderContext } from './context.js';
import { changeRow, endAttempt, inStore } from './rows.js';

const FIRST_BACKOFF_MS = 5_000;
const MAX_BACKOFF_MS = 60 * 60 * 1000;

/** The pause before `runDue` takes an order again: twice as long each time. */
export function backoffMs(failures: number): number {
  return Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(failures, 20), MAX_BACKOFF_MS);
}

/** What a row keeps of an error. */
export function errorData(error: unknown): Pick<OrderData, 'error' | 'requestId'> {
  const isKnown = error instanceof ServerError;
  return { error: isKnown ? error.code : null, requestId: isKnown ? error.requestId : null };
}

/** Errors that may pass by themselves, and after so many times in a row need a person. */
const LASTING_FAILURES = 3;
export const lastingErrors: ReadonlySet<string> = new Set([
  'platform_access_denied',
  'token_unreadable',
]);

/** Why a person must look at an order after an error; what was the reason before, if the error gives none. */
export function stuckAfter(
  error: unknown,
  { stuck, failures, error: before }: OrderData,
): string | null {
  if (!(error instanceof ServerError)) return stuck;
  const isLasting =
    lastingErrors.has(error.code) && before === error.code && failures + 1 >= LASTING_FAILURES;
  if (!error.canRetry || isLasting) return error.code;
  // Another trouble: that one has passed.
  return stuck !== null && lastingErrors.has(stuck) ? null : stuck;
}

function retryAfterMs(error: unknown): number {
  const said = (error as { retryAfterSeconds?: unknown } | null)?.retryAfterSeconds;
  return typeof said === 'number' ? said * 1000 : 0;
}

/** The change that records a booked appointment. An order that is to be cancelled stays so. */
function bookedChange(
  { settleTimeoutMs }: OrderContext,
  row: OrderRow,
  found: PlatformAppointment | CreatedAppointment,
): OrderChange {
  const isCancelling = row.state === 'cancelling' || row.state === 'cancelled';
  // A refused create may have been committed, and the order may have another selection since. Before a create of that
  // one is sent, a search shows what the earlier ones have made.
  const digest = row.data.attempts.at(-1)?.digest ?? row.data.digest;
  const windowId = digest === row.data.digest ? row.data.windowId : null;
  const outcome = outcomeOf({ ...found, id: found.id ?? '' }, windowId);
  const appointmentId = found.id ?? row.data.appointmentId;
  // The answer to the create had no id: a proxy may have answered for the platform. `runDue` looks for the appointment.
  const isUnidentified = appointmentId === null;
  return {
    state: isCancelling ? 'cancelling' : outcome === 'cancelled' ? 'cancelled' : 'booked',
    data: {
      ...row.data,
      token: isUnidentified ? row.data.token : null,
      digest,
      windowId,
      holder: null,
      attempts: endAttempt(row.data, row.now),
      appointmentId,
      outcome,
      error: null,
      requestId: null,
      stuck: null,
      failures: 0,
    },
    leaseMs: null,
    settleMs: isUnidentified ? settleTimeoutMs : null,
    dueMs: isCancelling ? 0 : isUnidentified ? settleTimeoutMs : null,
  };
}

/** The change that records an attempt without an appointment. */
function failedChange(
  context: OrderContext,
  row: OrderRow,
  { result, before }: { readonly result: AttemptResult; readonly before: OrderState },
): OrderChange {
  const { settleTimeoutMs } = context;
  const error =
    result.kind === 'unknown' ? result.cause : 'error' in result ? result.error : undefined;
  const isSent = result.kind === 'unknown' || ('isSent' in result && result.isSent);
  const state: OrderState =
    row.state === 'cancelling'
      ? 'cancelling'
      : result.kind === 'refused'
        ? 'refused'
        : result.kind === 'unknown'
          ? 'unknown'
          : before;
  const wait = Math.max(
    isSent ? settleTimeoutMs : 0,
    result.kind === 'failed' ? backoffMs(row.data.failures) : 0,
    retryAfterMs(error),
  );
  return {
    state,
    data: {
      ...row.data,
      holder: null,
      attempts: endAttempt(row.data, row.now),
      ...errorData(error),
      stuck: stuckAfter(error, row.data),
      failures: row.data.failures + 1,
    },
    leaseMs: null,
    settleMs: isSent ? settleTimeoutMs : undefined,
    dueMs: state === 'refused' ? null : wait,
  };
}

/**
 * Writes how an attempt ended. Returns the row; null if the store did not take it, and then the next call finds the
 * appointment by search.
 */
export async function finishAttempt(
  context: OrderContext,
  row: OrderRow,
  { result, before }: { readonly result: AttemptResult; readonly before: OrderState },
): Promise<OrderRow | null> {
  const { store, log } = context;
  const { orderRef } = row.key;
  try {
    const { row: after } = await changeRow(store, row.key, (current) => {
      if (current === null) return null;
      if (result.kind === 'booked') return bookedChange(context, current, result.found);
      if (current.data.holder !== row.data.holder) return null;
      return failedChange(context, current, { result, before });
    });
    // A create that was refused may still be committed: its token stays the order's until it is cancelled, or has another.
    const isUnsent = result.kind === 'refused' && !result.isSent;
    if (isUnsent || (result.kind === 'booked' && after?.state === 'cancelled'))
      await freeToken(context, row);
    if (after?.data.stuck) log({ event: 'order.stuck', orderRef, reason: after.data.stuck });
    if (result.kind === 'booked' && after?.state === 'booked')
      log({ event: 'order.booked', orderRef, outcome: after.data.outcome ?? 'scheduled' });
    return after;
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    // Otherwise the lease lapses, and the next process goes by what the row says of the attempt.
    if (result.kind === 'booked') log({ event: 'order.row_not_written', orderRef });
    return null;
  }
}

/**
 * Puts off an order whose appointments cannot be read just now, so that `runDue` takes others first. An answer that
 * cannot be understood needs a person.
 */
export async function putOff(
  { store, log }: OrderContext,
  row: OrderRow,
  error: unknown,
): Promise<void> {
  if (!(error instanceof ServerError) || error instanceof StoreUnavailableError) return;
  const { row: after, isWritten } = await changeRow(store, row.key, (current) =>
    current?.version === row.version
      ? {
          state: current.state,
          data: {
            ...current.data,
            ...errorData(error),
            stuck: stuckAfter(error, current.data),
            failures: current.data.failures + 1,
          },
          dueMs: backoffMs(current.data.failures),
        }
      : null,
  );
  if (isWritten && after?.data.stuck)
    log({ event: 'order.stuck', orderRef: row.key.orderRef, reason: after.data.stuck });
}

/** Frees the token of an order that has no living appointment: it may be used by another order. */
export async function freeToken({ store }: OrderContext, { key, data }: OrderRow): Promise<void> {
  const { digest } = data;
  if (digest !== null) await inStore(() => store.releaseToken(digest, key));
}

/** Records the appointment that was found for an order, and whether a person must look at others with its mark. */
export async function recordFound(
  context: OrderContext,
  row: OrderRow,
  found: PlatformAppointment,
): Promise<OrderRow | null> {
  const { row: after } = await changeRow(context.store, row.key, (current) =>
    current === null || current.state === 'cancelling' || current.state === 'cancelled'
      ? null
      : bookedChange(context, current, found),
  );
  if (after?.state === 'cancelled' && isCancelled(found)) await freeToken(context, after);
  return after;
}
