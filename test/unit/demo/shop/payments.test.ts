import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { applyPaymentEvent, isSigned, parsePaymentEvent } from '../../../../demo/shop/payments.js';
import { markRefundDue, markRefunded, refundsDue } from '../../../../demo/shop/refunds.js';
import { addPayment, newOrder, openDatabase, orderOf, paymentEvent } from './open-database.js';

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

describe('events of a payment', () => {
  it.each(
    permutations(['payment.paid', 'payment.paid', 'payment.failed', 'payment.failed'] as const).map(
      (events) => ({ events }),
    ),
  )('make the order paid once: $events', async ({ events }) => {
    const database = openDatabase();
    const ref = await newOrder(database);
    const effects: string[] = [];
    for (const type of events)
      effects.push(await applyPaymentEvent(database, paymentEvent(ref, type)));
    expect(effects.filter((effect) => effect === 'paid')).toHaveLength(1);
    expect(effects).not.toContain('refund_due');
    expect(orderOf(database, ref)).toMatchObject({ payment: 'paid', visit: 'to_book' });
  });

  it('leave the order failed, and nothing is to be booked', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    const failed = paymentEvent(ref, 'payment.failed');
    expect(await applyPaymentEvent(database, failed)).toBe('failed');
    expect(await applyPaymentEvent(database, failed)).toBe('repeated');
    expect(orderOf(database, ref)).toMatchObject({ payment: 'failed', visit: 'none' });
  });

  it.each([
    ['of another amount', { amount: 1 }, 'other_amount'],
    ['of another currency', { currency: 'JPY' }, 'other_amount'],
    ['of a payment that the shop did not open', { id: 'pay_2' }, 'unknown_payment'],
    ['of another order', { reference: 'LK-OTHER' }, 'unknown_payment'],
  ])('%s change nothing', async (_, change, effect) => {
    const database = openDatabase();
    const ref = await newOrder(database);
    const event = paymentEvent(ref, 'payment.paid', change);
    expect(await applyPaymentEvent(database, event)).toBe(effect);
    expect(orderOf(database, ref)).toMatchObject({ payment: 'awaited', visit: 'none' });
  });

  it('of a second payment make a refund due, and the order stays paid', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    await applyPaymentEvent(database, paymentEvent(ref, 'payment.failed'));
    await addPayment(database, ref, 'pay_2');
    const paid = (id: string) =>
      applyPaymentEvent(database, paymentEvent(ref, 'payment.paid', { id }));
    expect(await paid('pay_2')).toBe('paid');
    expect(await paid('pay_1')).toBe('refund_due');
    expect(await paid('pay_1')).toBe('repeated');
    expect(orderOf(database, ref).payment).toBe('paid');
    expect(refundsDue(database)).toEqual([
      { paymentId: 'pay_1', orderRef: ref, amount: 8900, currency: 'GBP' },
    ]);
  });

  it('of a second card that is refused leave the order paid', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    await addPayment(database, ref, 'pay_2');
    await applyPaymentEvent(database, paymentEvent(ref, 'payment.paid'));
    const refused = paymentEvent(ref, 'payment.failed', { id: 'pay_2' });
    expect(await applyPaymentEvent(database, refused)).toBe('failed');
    expect(orderOf(database, ref).payment).toBe('paid');
  });

  it('of an order that was cancelled before make a refund due, and nothing is booked', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    await database.write(() =>
      database.run("UPDATE orders SET visit = 'cancelled' WHERE ref = ?", ref),
    );
    const paid = paymentEvent(ref, 'payment.paid');
    expect(await applyPaymentEvent(database, paid)).toBe('refund_due');
    expect(orderOf(database, ref)).toMatchObject({ payment: 'refund_due', visit: 'cancelled' });
    expect(refundsDue(database)).toHaveLength(1);
  });
});

describe('a refund', () => {
  it('is due until it is recorded', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    await applyPaymentEvent(database, paymentEvent(ref, 'payment.paid'));
    expect(await markRefunded(database, 'pay_1')).toBeNull();
    expect(await database.write(() => markRefundDue(database, ref))).toBe(true);
    expect(await database.write(() => markRefundDue(database, ref))).toBe(false);
    expect(orderOf(database, ref).payment).toBe('refund_due');
    expect(await markRefunded(database, 'pay_1')).toBe(ref);
    expect(await markRefunded(database, 'pay_1')).toBeNull();
    expect(orderOf(database, ref).payment).toBe('refunded');
    expect(refundsDue(database)).toEqual([]);
  });

  it('of two payments is complete when both are recorded', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    await addPayment(database, ref, 'pay_2');
    for (const id of ['pay_1', 'pay_2'])
      await applyPaymentEvent(database, paymentEvent(ref, 'payment.paid', { id }));
    await database.write(() => markRefundDue(database, ref));
    await markRefunded(database, 'pay_2');
    expect(orderOf(database, ref).payment).toBe('refund_due');
    await markRefunded(database, 'pay_1');
    expect(orderOf(database, ref).payment).toBe('refunded');
  });

  it('of a second payment leaves the order paid', async () => {
    const database = openDatabase();
    const ref = await newOrder(database);
    await addPayment(database, ref, 'pay_2');
    for (const id of ['pay_1', 'pay_2'])
      await applyPaymentEvent(database, paymentEvent(ref, 'payment.paid', { id }));
    await markRefunded(database, 'pay_2');
    expect(orderOf(database, ref).payment).toBe('paid');
  });
});

describe('the signature of a callback', () => {
  const secret = 'a-secret-of-payment-provider-and-shop';
  function header(seconds: number, body: string, key = secret): string {
    const mac = createHmac('sha256', key)
      .update(`${String(seconds)}.${body}`)
      .digest('hex');
    return `t=${String(seconds)},v1=${mac}`;
  }
  const now = (): number => Math.floor(Date.now() / 1000);

  it.each([
    ['of the body is accepted', () => header(now(), '{}'), true],
    ['by another secret is refused', () => header(now(), '{}', 'guessed'), false],
    ['of another body is refused', () => header(now(), '{"a":1}'), false],
    [
      'with another time is refused',
      () => {
        const seconds = now();
        return header(seconds, '{}').replace(String(seconds), String(seconds + 1));
      },
      false,
    ],
    ['of an hour ago is refused', () => header(now() - 3600, '{}'), false],
    ['of an hour ahead is refused', () => header(now() + 3600, '{}'), false],
    ['that is missing is refused', () => '', false],
    ['that is cut short is refused', () => header(now(), '{}').slice(0, -2), false],
  ])('%s', (_, make, isFine) => {
    expect(isSigned('{}', make(), secret)).toBe(isFine);
  });
});

it.each(['', '{', 'null', '[]', '{"type":"payment.paid"}', '{"type":"payment.refunded"}'])(
  'a callback with the body %j is ignored',
  (body) => {
    expect(parsePaymentEvent(body)).toBeUndefined();
  },
);
