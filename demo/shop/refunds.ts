/** Refunds: the shop lists those that are due, and a person makes them with the payment provider. */
import type { ShopDatabase } from './database.js';

/** A payment that is to be refunded. How much of it is for the shop's own terms. */
export interface RefundDue {
  readonly paymentId: string;
  readonly orderRef: string;
  readonly amount: number;
  readonly currency: string;
}

/** Marks what was paid for an order as due. Returns whether there is anything. Only inside `database.write`. */
export function markRefundDue(database: ShopDatabase, orderRef: string): boolean {
  database.run(
    "UPDATE payments SET status = 'refund_due' WHERE order_ref = ? AND status = 'paid'",
    orderRef,
  );
  // Nothing is due for an order that cost nothing.
  const sql =
    "UPDATE orders SET payment = 'refund_due' WHERE ref = ? AND payment = 'paid' AND amount > 0";
  return database.run(sql, orderRef) > 0;
}

export function refundsDue(database: ShopDatabase): RefundDue[] {
  return database.rows(
    `SELECT id AS paymentId, ref AS orderRef, amount, currency FROM payments
     JOIN orders ON orders.ref = payments.order_ref WHERE status = 'refund_due' ORDER BY ordered_at`,
  ) as RefundDue[];
}

/** Records that a payment was refunded. Returns the order's reference; null if no refund was due. */
export async function markRefunded(
  database: ShopDatabase,
  paymentId: string,
): Promise<string | null> {
  return await database.write(() => {
    const row = database.row(
      `UPDATE payments SET status = 'refunded' WHERE id = ? AND status = 'refund_due'
       RETURNING order_ref AS orderRef`,
      paymentId,
    ) as { readonly orderRef: string } | undefined;
    if (!row) return null;
    database.run(
      `UPDATE orders SET payment = 'refunded' WHERE ref = ? AND payment = 'refund_due' AND NOT EXISTS (
         SELECT 1 FROM payments WHERE order_ref = orders.ref AND status = 'refund_due')`,
      row.orderRef,
    );
    return row.orderRef;
  });
}
