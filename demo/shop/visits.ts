import {
  ServerError,
  StoreUnavailableError,
  type Ally,
  type FoundOrder,
} from '@ally-health/checkout-booking/server';
import { task } from './ally.js';
import type { ShopDatabase } from './database.js';
import type { Logs } from './log.js';
import { outcomes, type Visit } from './orders.js';
import { markRefundDue } from './refunds.js';

export interface VisitContext extends Logs {
  readonly database: ShopDatabase;
  readonly ally: Ally;
}

/**
 * The visit as the shop stores it; null while the SDK is at work. The SDK's outcomes are an open list. The SDK knows
 * every order that it books, unless its rows were lost.
 */
function visitOf(found: FoundOrder | null): Visit | null {
  if (found === null) return 'needs_person';
  switch (found.state) {
    case 'booked':
      return outcomes.find((known) => known === found.outcome) ?? 'unrecognised';
    case 'cancelled':
      return 'cancelled';
    case 'refused':
      return 'needs_person';
    case 'accepted':
    case 'attempting':
    case 'unknown':
    case 'cancelling':
      return null;
  }
}

/**
 * Gives a paid order to the SDK, which books it from then on. Does nothing for an order that the SDK has already, so
 * that any process may do it at any time. Rejects with `StoreUnavailableError` if the database is busy.
 */
export async function acceptPaid(
  { database, ally, alarm }: VisitContext,
  orderRef: string,
): Promise<void> {
  // The SDK has had the selection since the order was placed.
  const accepted = await ally.orders.accept({ orderRef, taskId: task.id, paid: true });
  const visit: Visit = 'state' in accepted ? 'booking' : 'no_selection';
  const isFirst = await database.write(
    () =>
      database.run(
        "UPDATE orders SET visit = ? WHERE ref = ? AND visit = 'to_book'",
        visit,
        orderRef,
      ) > 0,
  );
  // The page's script did not run, or no visit was free.
  if (isFirst && visit === 'no_selection') alarm('visit.not_chosen', { orderRef });
}

/**
 * Copies what the SDK knows about an order's visit into the order's row. Reads it if it is not given. A cancelled visit
 * stays cancelled, and what was paid for it is to be refunded.
 */
export async function recordVisit(
  { database, ally, log, alarm }: VisitContext,
  orderRef: string,
  known?: FoundOrder | null,
): Promise<void> {
  const found = known === undefined ? await ally.orders.find(orderRef) : known;
  const visit = visitOf(found);
  if (visit === null) return;
  const { appointmentId = null, manageToken = null } = found ?? {};
  const { isChanged, isRefundDue } = await database.write(() => {
    const changed = database.run(
      // A refusal does not undo an arrangement by hand.
      `UPDATE orders SET visit = ?, appointment_id = ?, manage_token = ?
       WHERE ref = ? AND visit NOT IN ('cancelled', ?) AND (visit = 'booking' OR ? <> 'needs_person')`,
      ...[visit, appointmentId, manageToken, orderRef, visit, visit],
    );
    return {
      isChanged: changed > 0,
      isRefundDue: changed > 0 && visit === 'cancelled' && markRefundDue(database, orderRef),
    };
  });
  if (!isChanged) return;
  const write = found === null ? alarm : log;
  write('visit.recorded', { orderRef, visit });
  if (isRefundDue) alarm('refund.due', { orderRef });
}

/** Books an order that a person has looked at, after what hindered it was put right. */
export async function bookAgain(context: VisitContext, orderRef: string): Promise<void> {
  const { database, ally, log } = context;
  await ally.orders.accept({ orderRef, taskId: task.id, paid: true });
  await database.write(() =>
    database.run(
      "UPDATE orders SET visit = 'booking' WHERE ref = ? AND visit = 'needs_person'",
      orderRef,
    ),
  );
  log('visit.book_again', { orderRef });
}

/** Records that staff have booked the visit with the platform by hand. */
export async function markArranged(
  { database, log }: VisitContext,
  orderRef: string,
): Promise<void> {
  await database.write(() =>
    database.run(
      "UPDATE orders SET visit = 'arranged' WHERE ref = ? AND visit IN ('needs_person', 'no_selection')",
      orderRef,
    ),
  );
  log('visit.arranged', { orderRef });
}

/**
 * Cancels an order with its visit, also before or while it is booked. What cannot be cancelled just now, such as while
 * an attempt to book is under way, is cancelled by the worker. Rejects with `StoreUnavailableError`: then nothing was
 * done.
 */
export async function cancelOrder(context: VisitContext, orderRef: string): Promise<void> {
  const { ally, log } = context;
  try {
    await ally.orders.cancel({ orderRef, reason: 'The order was cancelled.' });
  } catch (error) {
    const isRecorded =
      error instanceof ServerError && error.canRetry && !(error instanceof StoreUnavailableError);
    if (!isRecorded) throw error;
    log('visit.cancelling', { orderRef });
  }
  await recordVisit(context, orderRef);
}
