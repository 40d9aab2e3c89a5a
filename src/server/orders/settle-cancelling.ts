import type { PlatformAppointment } from '../../platform/schemas.js';
import { PlatformRefusedError, ServerError } from '../errors.js';
import type { OrderChange, OrderRow } from '../store/store.js';
import { isCancelled, outcomeOf } from './appointment-mapping.js';
import { cancelAppointment } from './cancel-appointment.js';
import type { OrderContext } from './context.js';
import { backoffMs, errorData, freeToken, stuckAfter } from './finish.js';
import { lastingReason } from './order-changes.js';
import { toCancel } from './own-appointments.js';
import { readAppointment, unreadAppointment } from './read-appointment.js';
import { changeRow } from './rows.js';
import type { Step } from './step.js';

const DEFAULT_REASON = 'The order was cancelled.';

/** Ends the lease of a cancelling row that this process has. Leaves a row that another process has by now. */
async function release(
  context: OrderContext,
  row: OrderRow,
  next: (current: OrderRow) => OrderChange,
): Promise<OrderRow | null> {
  const { row: after } = await changeRow(context.store, row.key, (current) => {
    if (current?.state !== 'cancelling' || current.data.holder !== row.data.holder) return null;
    const change = next(current);
    return { ...change, data: { ...change.data, holder: null }, leaseMs: null };
  });
  return after;
}

/** Puts a row off, with the error that hinders its cancellation. */
async function putOff(context: OrderContext, row: OrderRow, error: ServerError): Promise<void> {
  const isRefused = error instanceof PlatformRefusedError;
  await release(context, row, ({ data }) => ({
    state: 'cancelling',
    data: {
      ...data,
      ...errorData(error),
      stuck: isRefused ? 'cancellation_refused' : stuckAfter(error, data),
      failures: data.failures + 1,
    },
    dueMs: backoffMs(data.failures),
  }));
  if (isRefused)
    context.log({
      event: 'order.stuck',
      orderRef: row.key.orderRef,
      reason: 'cancellation_refused',
    });
}

/** Ends a row: `cancelled`, or `booked` with an appointment that is over and cannot be cancelled. */
async function end(
  context: OrderContext,
  row: OrderRow,
  { found, isForeign }: { readonly found: PlatformAppointment | null; readonly isForeign: boolean },
): Promise<Step> {
  const isOver = found !== null && !isCancelled(found);
  // Before the row is written: nothing would free the token after a process that died in between.
  if (!isOver) await freeToken(context, row);
  const after = await release(context, row, ({ data }) => ({
    state: isOver ? 'booked' : 'cancelled',
    data: {
      ...data,
      token: null,
      appointmentId: found?.id ?? data.appointmentId,
      outcome: found === null ? 'cancelled' : outcomeOf(found, data.windowId),
      error: null,
      requestId: null,
      stuck: isForeign ? 'foreign_appointment' : isOver ? null : lastingReason(data),
      failures: 0,
    },
    settleMs: null,
    dueMs: null,
  }));
  if (after?.state === 'cancelled') {
    context.log({ event: 'order.cancelled', orderRef: row.key.orderRef });
  }
  if (after === null || after.state === 'cancelling') return { kind: 'again' };
  return { kind: 'settled', settled: { row: after, found } };
}

/** The appointment in a row. One that the platform cannot read by its id is cancelled by its id all the same. */
async function readBooked(context: OrderContext, row: OrderRow): Promise<PlatformAppointment> {
  return (await readAppointment(context, row.data)) ?? unreadAppointment(row.data);
}

/** Searches for appointments beside the one that is cancelled. A failure does not undo what was done. */
async function searchBeside(
  { platform }: OrderContext,
  { data }: OrderRow,
  known: PlatformAppointment | null,
): Promise<PlatformAppointment[]> {
  try {
    return await platform.appointmentsOf(data.mark);
  } catch (error) {
    if (known === null || !(error instanceof ServerError)) throw error;
    return [];
  }
}

/**
 * Cancels what an order has, with the lease of its row. Every appointment that the order's attempts can have made is
 * cancelled; others with its mark are left alone. Without any, the order is cancelled once no create can be committed
 * any more.
 */
export async function settleCancelling(context: OrderContext, row: OrderRow): Promise<Step> {
  const { platform, settleTimeoutMs } = context;
  const { data } = row;
  const cancelling = { by: 'organisation', note: data.cancelReason ?? DEFAULT_REASON } as const;
  try {
    let known: PlatformAppointment | null = null;
    if (data.appointmentId !== null)
      known = await cancelAppointment(platform, await readBooked(context, row), cancelling);
    const found = await searchBeside(context, row, known);
    const { own, foreign } = toCancel(found, data, settleTimeoutMs);
    for (const one of own)
      if (one.id !== known?.id) {
        const cancelled = await cancelAppointment(platform, one, cancelling);
        known ??= cancelled;
      }
    if (known === null && (row.settlesAt ?? 0) > row.now) {
      const after = await release(context, row, (current) => ({
        state: 'cancelling',
        data: current.data,
        dueMs: Math.max(0, (current.settlesAt ?? 0) - current.now),
      }));
      return after?.state === 'cancelling' ? { kind: 'wait', row: after } : { kind: 'again' };
    }
    const last = found.filter((one) => !foreign.includes(one)).find(isCancelled) ?? null;
    return await end(context, row, { found: known ?? last, isForeign: foreign.length > 0 });
  } catch (error) {
    if (error instanceof ServerError) await putOff(context, row, error);
    throw error;
  }
}
