import { BookingUnsettledError, ServerError } from '../errors.js';
import type { OrderKey, OrderRow, OrderState } from '../store/store.js';
import { attempt, leaseMsOf } from './attempt.js';
import { settleCancelling } from './settle-cancelling.js';
import { pause, type OrderContext } from './context.js';
import { finishAttempt, putOff } from './finish.js';
import { findAppointments } from './own-appointments.js';
import { changeRow, endAttempt, inStore, isLeased } from './rows.js';
import { retryAfterSeconds, type Settled, type Step } from './step.js';

/** The first pause between two looks at an order, and the longest; each is twice as long as the one before. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

const AGAIN: Step = { kind: 'again' };

/** More steps without a pause than other processes would ever cause. */
const MAX_STEPS = 20;

/**
 * Takes the lease of a row that nobody acts for. After a process that died with its lease, a create may still be
 * committed until the settle time after the end of the lease. Returns null if the row has changed meanwhile.
 */
async function takeLease(
  context: OrderContext,
  row: OrderRow,
  state: OrderState,
): Promise<OrderRow | null> {
  const { store, settleTimeoutMs } = context;
  const leaseMs = leaseMsOf(context);
  const { data, leaseUntil, now } = row;
  const isAbandoned = data.attempts.some(({ until }) => until === null) && leaseUntil !== null;
  const settleMs = isAbandoned ? leaseUntil + settleTimeoutMs - now : undefined;
  return await inStore(() =>
    store.write(
      row.key,
      {
        state,
        data: {
          ...data,
          holder: crypto.randomUUID(),
          attempts: isAbandoned ? endAttempt(data, leaseUntil) : data.attempts,
        },
        leaseMs,
        settleMs,
        // If this process dies, `runDue` takes the order after it.
        dueMs: leaseMs,
      },
      row.version,
    ),
  );
}

/** Whether a create that was sent may still be committed. */
function isSettling({ settlesAt, now }: OrderRow): boolean {
  return settlesAt !== null && settlesAt > now;
}

async function tryToBook(context: OrderContext, row: OrderRow, before: OrderState): Promise<Step> {
  const result = await attempt(context, row);
  const after = await finishAttempt(context, row, { result, before });
  switch (result.kind) {
    case 'booked':
      if (after?.state === 'cancelling') return AGAIN;
      return { kind: 'settled', settled: { row: after ?? row, found: result.found } };
    case 'unknown':
      return after ? { kind: 'wait', row: after, cause: result.cause } : AGAIN;
    case 'failed':
    case 'refused': {
      // Another process has the order by now, or it is to be cancelled.
      const isOwn =
        after === null || after.state === (result.kind === 'refused' ? 'refused' : before);
      if (!isOwn) return AGAIN;
      throw result.error;
    }
    case 'lost':
      return AGAIN;
  }
}

/** Looks for the appointment of an attempt whose outcome is not known, before its settle time has passed. */
async function lookFor(context: OrderContext, row: OrderRow): Promise<Step> {
  const { own } = await findAppointments(context, row.data).catch(async (error: unknown) => {
    await putOff(context, row, error);
    // Something may have been made, whatever hinders the search.
    if (error instanceof ServerError && error.canRetry)
      throw new BookingUnsettledError(retryAfterSeconds(row), { cause: error });
    throw error;
  });
  if (own === null) return { kind: 'wait', row };
  const result = { kind: 'booked', found: own } as const;
  const after = await finishAttempt(context, row, { result, before: 'unknown' });
  if (after?.state === 'cancelling') return AGAIN;
  return { kind: 'settled', settled: { row: after ?? row, found: own } };
}

/** Ends an order whose outcome stayed unknown, where a person must decide. */
async function stop({ store, log }: OrderContext, row: OrderRow): Promise<Step> {
  const { row: after } = await changeRow(store, row.key, (current) =>
    current?.version === row.version
      ? {
          state: 'refused',
          data: { ...current.data, error: 'booking_unsettled', stuck: 'outcome_unknown' },
          dueMs: null,
        }
      : null,
  );
  log({ event: 'order.stuck', orderRef: row.key.orderRef, reason: 'outcome_unknown' });
  return after ? { kind: 'settled', settled: { row: after, found: null } } : AGAIN;
}

/** Whether a create was answered with 2xx and without an id, and search must show its appointment by now. */
function isUnidentified({ state, data, dueAt, now }: OrderRow): boolean {
  return state === 'booked' && data.appointmentId === null && dueAt !== null && dueAt <= now;
}

/** Looks for what a create has made, once search must show it. Without it, a person must decide. */
async function lookOrStop(context: OrderContext, row: OrderRow): Promise<Step> {
  const looked = await lookFor(context, row);
  return looked.kind === 'wait' ? await stop(context, row) : looked;
}

async function step(context: OrderContext, key: OrderKey): Promise<Step> {
  const row = await inStore(() => context.store.read(key));
  // Removed by `forget` meanwhile.
  if (row === null) throw new BookingUnsettledError(1);
  if (isUnidentified(row)) return await lookOrStop(context, row);
  const isFinished = ['booked', 'refused', 'cancelled'].includes(row.state);
  if (isFinished) return { kind: 'settled', settled: { row, found: null } };
  // Only a payment books. The row may be another than the one that was listed.
  const isUnpaid = row.state === 'accepted' && row.dueAt === null && row.data.isPaid !== true;
  if (isUnpaid) return { kind: 'settled', settled: { row, found: null } };
  if (isLeased(row)) return { kind: 'wait', row };
  if (row.state === 'cancelling') {
    const leased = await takeLease(context, row, 'cancelling');
    return leased ? await settleCancelling(context, leased) : AGAIN;
  }
  if (row.state === 'attempting') {
    // Its process died. What it did is looked for from now on.
    await changeRow(context.store, key, (current) =>
      current?.version === row.version ? abandonedChange(context, current) : null,
    );
    return AGAIN;
  }
  if (isSettling(row)) return await lookFor(context, row);
  if (row.state === 'unknown' && context.onUnknown === 'stop')
    return await lookOrStop(context, row);
  const leased = await takeLease(context, row, 'attempting');
  return leased ? await tryToBook(context, leased, row.state) : AGAIN;
}

/** The change that frees a row whose process died: to `unknown` if it may have sent a create. */
function abandonedChange({ settleTimeoutMs }: OrderContext, row: OrderRow) {
  const { data, leaseUntil, now } = row;
  const until = leaseUntil ?? now;
  const isSent = data.attempts.length > 0;
  const settleMs = until + settleTimeoutMs - now;
  return {
    state: isSent ? ('unknown' as const) : ('accepted' as const),
    data: { ...data, holder: null, attempts: endAttempt(data, until) },
    leaseMs: null,
    settleMs: isSent ? settleMs : undefined,
    dueMs: isSent ? Math.max(0, settleMs) : 0,
  };
}

/**
 * Brings an order to its end: booked, refused or cancelled. Waits at most `waitMs` for what is not known yet, and then
 * rejects with `BookingUnsettledError`. Any number of processes may do so at once: the one with the lease acts.
 */
export async function settle(
  context: OrderContext,
  key: OrderKey,
  waitMs: number,
): Promise<Settled> {
  const giveUpAt = performance.now() + waitMs;
  let pauseMs = FIRST_PAUSE_MS;
  let cause: unknown;
  for (let steps = 1; ; steps += 1) {
    const next = await step(context, key);
    if (next.kind === 'settled') return next.settled;
    if (next.kind === 'again' && steps < MAX_STEPS) continue;
    if (next.kind === 'wait') cause = next.cause ?? cause;
    if (performance.now() + pauseMs > giveUpAt) {
      const seconds = next.kind === 'wait' ? retryAfterSeconds(next.row) : 1;
      context.log({ event: 'order.unsettled', orderRef: key.orderRef, retryAfterSeconds: seconds });
      throw new BookingUnsettledError(seconds, { cause });
    }
    await pause(pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
