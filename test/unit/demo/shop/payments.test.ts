import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned, readEvent, takeEvent } from '../../../../demo/shop/payments.js';
import { addPayment, countOf, eventOf, newOrder, openDatabase, orderOf } from './open-database.js';

const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        orders(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

describe('events of a payment', () => {
  it.each(
    orders(['payment.paid', 'payment.paid', 'payment.failed', 'payment.failed'] as const).map(
      (events) => ({ events }),
    ),
  )('leave it paid, and booked once: $events', ({ events }) => {
    const database = openDatabase();
    const ref = newOrder(database);
    const taken = events.map((type) => takeEvent(database, eventOf(ref, type)));
    expect(taken.filter((one) => one === 'paid')).toHaveLength(1);
    expect(orderOf(database, ref)).toMatchObject({ payment: 'paid', visit: 'to-book' });
    expect(countOf(database, 'outbox')).toBe(1);
  });

  it('leave it failed, and nothing is booked', () => {
    const database = openDatabase();
    const ref = newOrder(database);
    expect(takeEvent(database, eventOf(ref, 'payment.failed'))).toBe('failed');
    expect(takeEvent(database, eventOf(ref, 'payment.failed'))).toBe('known');
    expect(orderOf(database, ref)).toMatchObject({ payment: 'failed', visit: 'none' });
    expect(countOf(database, 'outbox')).toBe(0);
  });

  it.each([
    ['of another amount', { amount: 1 }, 'other-amount'],
    ['of another currency', { currency: 'JPY' }, 'other-amount'],
    ['of a payment that nobody opened', { id: 'pay_2' }, 'unknown-payment'],
    ['of another order', { reference: 'LK-OTHER' }, 'unknown-payment'],
  ])('%s change nothing', (_what, change, taken) => {
    const database = openDatabase();
    const ref = newOrder(database);
    expect(takeEvent(database, eventOf(ref, 'payment.paid', change))).toBe(taken);
    expect(orderOf(database, ref)).toMatchObject({ payment: 'awaited', visit: 'none' });
    expect(countOf(database, 'outbox')).toBe(0);
  });

  it('of a second payment that is made as well: it is due back, and the order stays', () => {
    const database = openDatabase();
    const ref = newOrder(database);
    takeEvent(database, eventOf(ref, 'payment.failed'));
    addPayment(database, ref, 'pay_2');
    expect(takeEvent(database, eventOf(ref, 'payment.paid', { id: 'pay_2' }))).toBe('paid');
    expect(takeEvent(database, eventOf(ref, 'payment.paid'))).toBe('paid-twice');
    expect(takeEvent(database, eventOf(ref, 'payment.paid'))).toBe('known');
    expect(database.row("SELECT standing FROM payments WHERE id = 'pay_1'")).toEqual({
      standing: 'refund-due',
    });
    expect(orderOf(database, ref).payment).toBe('paid');
    expect(countOf(database, 'outbox')).toBe(1);
  });
});

it('a second card that is refused leaves an order paid that the first has paid for', () => {
  const database = openDatabase();
  const ref = newOrder(database);
  addPayment(database, ref, 'pay_2');
  takeEvent(database, eventOf(ref, 'payment.paid'));
  expect(takeEvent(database, eventOf(ref, 'payment.failed', { id: 'pay_2' }))).toBe('failed');
  expect(orderOf(database, ref).payment).toBe('paid');
});

describe('a callback', () => {
  const secret = 'a-secret-of-payment-provider-and-shop';
  const header = (seconds: number, body: string, key = secret): string => {
    const mac = createHmac('sha256', key)
      .update(`${String(seconds)}.${body}`)
      .digest('hex');
    return `t=${String(seconds)},v1=${mac}`;
  };
  const now = Math.floor(Date.now() / 1000);

  it.each([
    ['as it was signed', header(now, '{}'), true],
    ['by another secret', header(now, '{}', 'guessed'), false],
    ['of another body', header(now, '{"a":1}'), false],
    ['of another time', header(now, '{}').replace(String(now), String(now + 1)), false],
    ['of an hour ago', header(now - 3600, '{}'), false],
    ['of the future', header(now + 3600, '{}'), false],
    ['unsigned', '', false],
    ['signed in part', header(now, '{}').slice(0, -2), false],
  ])('%s', (_what, signature, isFine) => {
    expect(isSigned('{}', signature, secret)).toBe(isFine);
  });

  it.each(['', '{', 'null', '[]', '{"type":"payment.paid"}', '{"type":"payment.refunded"}'])(
    'that says %j is nothing to act on',
    (body) => {
      expect(readEvent(body)).toBe(undefined);
    },
  );
});
