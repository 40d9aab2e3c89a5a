import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { ShopDatabase } from './database.js';
import type { Order } from './orders.js';
import type { Settings } from './settings.js';

/** For the payment provider to answer, in milliseconds. */
const timeLimit = 5_000;

/** How far the clocks of shop and provider may lie apart, in seconds. */
const tolerance = 300;

/** The provider cannot be asked just now: the order stays as it is. */
export class PaymentUnavailableError extends Error {
  override readonly name = 'PaymentUnavailableError';
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

/** Something happened to a payment. It is told at least once, at any time and in any order. */
export type PaymentEvent = z.output<typeof paymentEvent>;

/** What was done about an event; all but the first mean that nothing was. */
export type Taken = 'paid' | 'failed' | 'paid-twice' | 'known' | 'unknown-payment' | 'other-amount';

/** Opens a payment with the provider and gives the address of its page. Asked again, it gives the same. */
export const openPayment = async (
  order: Order,
  {
    database,
    settings,
    origin,
  }: {
    readonly database: ShopDatabase;
    readonly settings: Settings;
    readonly origin: string;
  },
): Promise<string> => {
  const failed = database.row(
    "SELECT count(*) AS count FROM payments WHERE order_ref = ? AND standing = 'failed'",
    order.ref,
  ) as { readonly count: number };
  const asked = await fetch(`${settings.paymentOrigin}/payments`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(timeLimit),
    headers: {
      Authorization: `Bearer ${settings.paymentKey}`,
      'Content-Type': 'application/json',
      // A second click, or a shop that died before it wrote the payment down, gets the same one.
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
  const answer = (await asked?.json().catch(() => undefined)) as
    { readonly id?: unknown; readonly url?: unknown } | undefined;
  const { id, url } = answer ?? {};
  if (asked?.status !== 201 || typeof id !== 'string' || typeof url !== 'string')
    throw new PaymentUnavailableError('The payment provider did not open a payment.');
  if (new URL(url).origin !== settings.paymentOrigin)
    throw new PaymentUnavailableError('The payment provider gave an address that is not its own.');
  // Before anybody can pay it: an event of a payment that is not written down here is nobody’s.
  database.write(() => {
    const sql = 'INSERT INTO payments (id, order_ref) VALUES (?, ?) ON CONFLICT DO NOTHING';
    database.run(sql, id, order.ref);
    const again = "UPDATE orders SET payment = 'awaited' WHERE ref = ? AND payment = 'failed'";
    database.run(again, order.ref);
  });
  return url;
};

/** Whether the provider has signed this: `Payment-Signature: t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export const isSigned = (body: string, header: string, secret: string): boolean => {
  const [, time = '', mac = ''] = /^t=(\d{1,12}),v1=([\da-f]{64})$/.exec(header) ?? [];
  const own = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  const said = Buffer.from(mac, 'hex');
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) <= tolerance;
  return said.length === own.length && timingSafeEqual(said, own) && isFresh;
};

/** An event as it was sent; undefined when it is of a kind that this shop does not act on. */
export const readEvent = (body: string): PaymentEvent | undefined => {
  try {
    return z.safeParse(paymentEvent, JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};

/**
 * Takes an event: all of it or nothing, and the same again changes nothing. Paid is final; what is paid is put into
 * the outbox in the same breath, so that no paid order is ever without its visit being booked.
 */
export const takeEvent = (database: ShopDatabase, { type, payment }: PaymentEvent): Taken =>
  database.write(() => {
    const known = database.row(
      `SELECT ref, amount, currency, payment FROM payments
       JOIN orders ON orders.ref = payments.order_ref WHERE payments.id = ? AND orders.ref = ?`,
      ...[payment.id, payment.reference],
    ) as Pick<Order, 'ref' | 'amount' | 'currency' | 'payment'> | undefined;
    if (!known) return 'unknown-payment';
    if (known.amount !== payment.amount || known.currency !== payment.currency)
      return 'other-amount';
    return type === 'payment.failed'
      ? takeFailed(database, payment.id, known.ref)
      : takePaid(database, payment.id, known);
  });

const takeFailed = (database: ShopDatabase, id: string, ref: string): Taken => {
  const sql = "UPDATE payments SET standing = 'failed' WHERE id = ? AND standing = 'open'";
  if (database.run(sql, id) === 0) return 'known';
  database.run("UPDATE orders SET payment = 'failed' WHERE ref = ? AND payment = 'awaited'", ref);
  return 'failed';
};

const takePaid = (
  database: ShopDatabase,
  id: string,
  order: Pick<Order, 'ref' | 'payment'>,
): Taken => {
  // A card that was refused at first may have been charged after all; what is paid is never open again.
  const isFirst = order.payment === 'awaited' || order.payment === 'failed';
  const changed = database.run(
    "UPDATE payments SET standing = ? WHERE id = ? AND standing IN ('open', 'failed')",
    ...[isFirst ? 'paid' : 'refund-due', id],
  );
  if (changed === 0) return 'known';
  if (!isFirst) return 'paid-twice';
  database.run("UPDATE orders SET payment = 'paid', visit = 'to-book' WHERE ref = ?", order.ref);
  database.run('INSERT INTO outbox (order_ref, next_at) VALUES (?, ?)', ...[order.ref, Date.now()]);
  return 'paid';
};
