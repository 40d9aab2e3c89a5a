import { BookingUnsettledError, ServerError } from '../errors.js';
import type { OrderRow } from '../store/store.js';
import { makeMark } from '../tokens/mark.js';
import { isLiving, outcomeOf } from './appointment-mapping.js';
import { cancelAppointment } from './cancel-appointment.js';
import { keyOf, type OrderContext } from './context.js';
import { recordFound } from './finish.js';
import { lastingReason } from './order-changes.js';
import { findAppointments, toCancel, type OwnAppointments } from './own-appointments.js';
import { changeRow, inStore, isLeased, newData } from './rows.js';
import { settle } from './settle.js';

const SURPLUS_NOTE = 'Made twice for one order.';

/** Compares an order with the platform, and repairs what can be proved to be the order's own. */
export async function reconcileOrder(context: OrderContext, orderRef: string): Promise<void> {
  const key = keyOf(context, orderRef);
  const row = await inStore(() => context.store.read(key));
  if (row === null) {
    await restore(context, orderRef);
    return;
  }
  switch (row.state) {
    case 'booked':
    case 'accepted':
    case 'refused':
      await repair(context, row);
      return;
    case 'cancelled':
      await cancelLate(context, row);
      return;
    case 'attempting':
    case 'unknown':
    case 'cancelling':
      if (!isLeased(row)) await settleNow(context, row);
  }
}

async function settleNow(context: OrderContext, row: OrderRow): Promise<void> {
  try {
    await settle(context, row.key, 0);
  } catch (error) {
    // `find` says how it stands; a later call settles it.
    if (!(error instanceof BookingUnsettledError)) throw error;
  }
}

/** An order whose row was lost, with an appointment that has its mark: the row is written again. */
async function restore(context: OrderContext, orderRef: string): Promise<void> {
  const key = keyOf(context, orderRef);
  const data = newData(await makeMark(key, context.markKey));
  const { own } = await findAppointments(context, data);
  if (own === null || !isLiving(own)) return;
  await changeRow(context.store, key, (current) =>
    current === null
      ? {
          state: 'booked',
          data: {
            ...data,
            taskId: own.taskId,
            isPaid: true,
            appointmentId: own.id,
            outcome: outcomeOf(own, null),
          },
          dueMs: null,
        }
      : null,
  );
}

async function repair(context: OrderContext, row: OrderRow): Promise<void> {
  // Without an attempt nothing with the mark can be the order's own.
  if (row.state !== 'booked' && row.data.attempts.length === 0) return;
  const appointments = await findAppointments(context, row.data);
  const { own } = appointments;
  if (own && appointments.isRowShown) await recordFound(context, row, own);
  const isLeft = await cancelSurplus(context, row, appointments);
  await markForeign(context, row, isLeft || appointments.foreign.length > 0);
}

/** Cancels second appointments. Returns whether one of them is left alive. */
async function cancelSurplus(
  { platform, log }: OrderContext,
  { key }: OrderRow,
  { surplus }: OwnAppointments,
): Promise<boolean> {
  let isLeft = false;
  for (const one of surplus)
    try {
      const now = await cancelAppointment(platform, one, {
        by: 'organisation',
        note: SURPLUS_NOTE,
      });
      isLeft ||= isLiving(now);
      log({ event: 'order.surplus', orderRef: key.orderRef, appointmentId: one.id });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      isLeft = true;
    }
  return isLeft;
}

/** Lists an order in `stuck()` while it has a second appointment that is not this SDK's to cancel. */
async function markForeign(
  { store, log }: OrderContext,
  { key }: OrderRow,
  isForeign: boolean,
): Promise<void> {
  const { isWritten } = await changeRow(store, key, (current) => {
    const isMarked = current?.data.stuck === 'foreign_appointment';
    if (current === null || isMarked === isForeign) return null;
    if (current.data.stuck !== null && !isMarked) return null;
    return {
      state: current.state,
      data: {
        ...current.data,
        stuck: isForeign ? 'foreign_appointment' : lastingReason(current.data),
      },
    };
  });
  if (isWritten && isForeign)
    log({ event: 'order.stuck', orderRef: key.orderRef, reason: 'foreign_appointment' });
}

/** An appointment that the platform made after its order was cancelled. */
async function cancelLate(context: OrderContext, row: OrderRow): Promise<void> {
  const { platform, settleTimeoutMs } = context;
  const found = await platform.appointmentsOf(row.data.mark);
  const { own, foreign } = toCancel(found, row.data, settleTimeoutMs);
  const note = row.data.cancelReason ?? SURPLUS_NOTE;
  for (const one of own) await cancelAppointment(platform, one, { by: 'organisation', note });
  await markForeign(context, row, foreign.length > 0);
}
