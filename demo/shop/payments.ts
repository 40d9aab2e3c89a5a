import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { ShopDatabase } from './database.js';
import type { Order } from './orders.js';
import type { Settings } from './settings.js';

/** The time limit of a request to the payment provider. */
const TIMEOUT_MS = 5_000;

/** How far the clocks of shop and provider may differ. */
const TOLERANCE_SECONDS = 300;

/** The provider does not answer: the order stays as it is. */
export class PaymentUnavailableError extends Error {
  override readonly name = 'PaymentUnavailableError';
  constructor(
    message: string,
    readonly orderRef: string,
  ) {
    super(message);
  }
}

const paymentEvent = z.object({
  type: z.enum(['payment.paid', 'payment.failed']),
  payment: z.object({
    id: z.string(),
    reference: z.string(),
    amount: z.number(),
    currency: z.string(),
  }),
});

/** A callback of the provider. It comes at least once, at any time, in any order. */
export type PaymentEvent = z.output<typeof paymentEvent>;

/** The effect of a payment event on the shop. Only `paid` and `failed` change the order's payment. */
export type PaymentEffect =
  | 'paid'
  | 'failed'
  /** The order is paid already, or cancelled: this payment is to be refunded. */
  | 'refund_due'
  | 'repeated'
  | 'unknown_payment'
  | 'other_amount';

/**
 * Opens a payment with the provider. Returns the URL of its page; the same one while the payment is open. Throws
 * `PaymentUnavailableError`.
 */
export async function openPayment(
  order: Order,
  {
    database,
    settings,
    origin,
  }: { readonly database: ShopDatabase; readonly settings: Settings; readonly origin: string },
): Promise<string> {
  const failed = database.row(
    "SELECT count(*) AS count FROM payments WHERE order_ref = ? AND status = 'failed'",
    order.ref,
  ) as { readonly count: number };
  const response = await fetch(`${settings.paymentOrigin}/payments`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      Authorization: `Bearer ${settings.paymentKey}`,
      'Content-Type': 'application/json',
      // A second click, or a shop that died before it stored the payment, gets the same payment.
      'Idempotency-Key': `${order.ref}-${String(failed.count)}`,
    },
    body: JSON.stringify({
      reference: order.ref,
      amount: order.amount,
      currency: order.currency,
      returnUrl: `${origin}/orders/${order.ref}`,
      callbackUrl: `${origin}/payments/callback`,
    }),
  }).catch(() => undefined);
  const body = (await response?.json().catch(() => undefined)) as
    { readonly id?: unknown; readonly url?: unknown } | undefined;
  const { id, url } = body ?? {};
  if (response?.status !== 201 || typeof id !== 'string' || typeof url !== 'string')
    throw new PaymentUnavailableError('The payment provider did not open a payment.', order.ref);
  if (!URL.canParse(url) || new URL(url).origin !== settings.paymentOrigin)
    throw new PaymentUnavailableError('The payment provider gave a foreign URL.', order.ref);
  // Before it can be paid: an event of a payment that is not stored is refused.
  await database.write(() => {
    const insert = 'INSERT INTO payments (id, order_ref) VALUES (?, ?) ON CONFLICT DO NOTHING';
    database.run(insert, id, order.ref);
    const reopen = "UPDATE orders SET payment = 'awaited' WHERE ref = ? AND payment = 'failed'";
    database.run(reopen, order.ref);
  });
  return url;
}

/** Verifies the provider's signature: `Payment-Signature: t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function isSigned(body: string, header: string, secret: string): boolean {
  const [, time = '', mac = ''] = /^t=(\d{1,12}),v1=([\da-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  const given = Buffer.from(mac, 'hex');
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) <= TOLERANCE_SECONDS;
  return given.length === expected.length && timingSafeEqual(given, expected) && isFresh;
}

/** Parses an event; undefined for a kind that this shop does not handle. */
export function parsePaymentEvent(body: string): PaymentEvent | undefined {
  try {
    return z.safeParse(paymentEvent, JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

type PaidOrder = Pick<Order, 'ref' | 'amount' | 'currency' | 'payment' | 'visit'>;

/**
 * Applies an event in one transaction; a repeated event changes nothing. A paid order is `to_book` from then on: the
 * worker gives it to the SDK even if this process dies now.
 */
export async function applyPaymentEvent(
  database: ShopDatabase,
  { type, payment }: PaymentEvent,
): Promise<PaymentEffect> {
  return await database.write(() => {
    const order = database.row(
      `SELECT ref, amount, currency, payment, visit FROM payments
       JOIN orders ON orders.ref = payments.order_ref WHERE payments.id = ? AND orders.ref = ?`,
      ...[payment.id, payment.reference],
    ) as PaidOrder | undefined;
    if (!order) return 'unknown_payment';
    if (order.amount !== payment.amount || order.currency !== payment.currency)
      return 'other_amount';
    return type === 'payment.failed'
      ? applyFailed(database, payment.id, order.ref)
      : applyPaid(database, payment.id, order);
  });
}

function applyFailed(database: ShopDatabase, id: string, ref: string): PaymentEffect {
  const sql = "UPDATE payments SET status = 'failed' WHERE id = ? AND status = 'open'";
  if (database.run(sql, id) === 0) return 'repeated';
  database.run("UPDATE orders SET payment = 'failed' WHERE ref = ? AND payment = 'awaited'", ref);
  return 'failed';
}

function applyPaid(database: ShopDatabase, id: string, order: PaidOrder): PaymentEffect {
  const isUnpaid = order.payment === 'awaited' || order.payment === 'failed';
  const isWanted = isUnpaid && order.visit === 'none';
  // A card that was refused at first may have been charged after all. A paid order is never open again.
  const changed = database.run(
    "UPDATE payments SET status = ? WHERE id = ? AND status IN ('open', 'failed')",
    ...[isWanted ? 'paid' : 'refund_due', id],
  );
  if (changed === 0) return 'repeated';
  if (isWanted) {
    database.run("UPDATE orders SET payment = 'paid', visit = 'to_book' WHERE ref = ?", order.ref);
    return 'paid';
  }
  if (isUnpaid) database.run("UPDATE orders SET payment = 'refund_due' WHERE ref = ?", order.ref);
  return 'refund_due';
}
