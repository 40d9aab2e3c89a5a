import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VisitContext } from '../../../../demo/shop/visits.js';
import { applyPaymentEvent } from '../../../../demo/shop/payments.js';
import { makeRound, startWorker } from '../../../../demo/shop/worker.js';
import { MockPlatform } from '../../../fixtures/platform.js';
import { newDatabaseFile, newOrder, openDatabase, orderOf, paymentEvent } from './open-database.js';
import { living, noon, openShop, type OpenShop } from './open-shop.js';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

let payments = 0;

/** Places and pays an order, but lets the process die before the SDK knows that it is paid. */
async function payOrder(shop: OpenShop, token?: string): Promise<string> {
  payments += 1;
  const paymentId = `pay_${String(payments)}`;
  const ref = await newOrder(shop.database, { paymentId });
  const sealed = token ?? (await shop.seal());
  await shop.ally.orders.accept({ orderRef: ref, token: sealed, taskId: 'tsk_blood' });
  await applyPaymentEvent(shop.database, paymentEvent(ref, 'payment.paid', { id: paymentId }));
  return ref;
}

/** A log that resolves a promise at an event. */
function watch(shop: OpenShop, event: string): { context: VisitContext; reached: Promise<void> } {
  let resolve = (): void => undefined;
  const reached = new Promise<void>((settle) => {
    resolve = settle;
  });
  const context = {
    ...shop,
    log: (name: string, facts?: object) => {
      shop.log(name, { ...facts });
      if (name === event) resolve();
    },
  };
  return { context, reached };
}

describe('a round of the worker', () => {
  it('books an order whose process died before the SDK knew that it was paid', async () => {
    const shop = openShop();
    const ref = await payOrder(shop);
    await makeRound(shop, '');
    expect(living(shop.platform)).toHaveLength(1);
    expect(orderOf(shop.database, ref)).toMatchObject({
      visit: 'scheduled',
      payment: 'paid',
      appointmentId: living(shop.platform)[0]?.id,
    });
  });

  it('records a visit whose process died after the SDK had booked it', async () => {
    const shop = openShop();
    const ref = await payOrder(shop);
    await shop.ally.orders.accept({ orderRef: ref, taskId: 'tsk_blood', paid: true });
    await shop.ally.orders.runDue();
    expect(orderOf(shop.database, ref).visit).toBe('to_book');
    await makeRound(shop, '');
    expect(orderOf(shop.database, ref).visit).toBe('scheduled');
    expect(living(shop.platform)).toHaveLength(1);
  });

  it('leaves an unpaid order alone', async () => {
    const shop = openShop();
    const ref = await newOrder(shop.database);
    await shop.ally.orders.accept({ orderRef: ref, token: await shop.seal(), taskId: 'tsk_blood' });
    await makeRound(shop, '');
    expect(orderOf(shop.database, ref).visit).toBe('none');
    expect(shop.platform.requests).toEqual([]);
  });

  it('leaves the SDK no copy of the selection after the booking', async () => {
    const shop = openShop();
    const token = await shop.seal();
    await payOrder(shop, token);
    const stored = () => JSON.stringify(shop.database.rows('SELECT * FROM ally_orders'));
    expect(stored()).toContain(token);
    await makeRound(shop, '');
    expect(stored()).not.toContain('sel1.');
  });

  it('raises an alarm for an order that the platform refuses, and for a second one of one selection', async () => {
    const shop = openShop();
    const token = await shop.seal();
    await payOrder(shop, token);
    await makeRound(shop, '');
    const second = await payOrder(shop, token);
    shop.platform.plan('createAppointment', { status: 422 }, { status: 422 });
    const third = await payOrder(shop);
    await makeRound(shop, '');
    expect(orderOf(shop.database, second).visit).toBe('needs_person');
    expect(orderOf(shop.database, third).visit).toBe('needs_person');
    const alarms = shop.logged.filter(({ isAlarm }) => isAlarm);
    expect(alarms).toEqual(
      expect.arrayContaining([
        { event: 'order.stuck', isAlarm: true, orderRef: second, reason: 'token_used' },
        { event: 'order.stuck', isAlarm: true, orderRef: third, reason: 'platform_refused' },
      ]),
    );
    expect(alarms).toHaveLength(2);
    expect(living(shop.platform)).toHaveLength(1);
  });

  it('raises an alarm while the platform refuses the key, and keeps the order waiting', async () => {
    const shop = openShop();
    const ref = await payOrder(shop);
    shop.platform.plan('findAppointments', { status: 401 });
    await makeRound(shop, '');
    expect(orderOf(shop.database, ref).visit).toBe('booking');
    expect(shop.logged).toContainEqual({
      event: 'order.failed',
      isAlarm: true,
      orderRef: ref,
      code: 'platform_access_denied',
    });
  });

  it('is repeated while more orders are due than it takes', async () => {
    const shop = openShop();
    for (let count = 0; count < 6; count += 1) await payOrder(shop);
    const first = await makeRound(shop, '');
    expect(first.isMore).toBe(true);
    expect((await makeRound(shop, first.after)).isMore).toBe(false);
    expect(living(shop.platform)).toHaveLength(6);
  });

  it('finds the visits of other processes among many orders that wait, over several rounds', async () => {
    const shop = openShop();
    const { ally, database } = shop;
    const ref = await payOrder(shop);
    await ally.orders.book({ orderRef: ref, taskId: 'tsk_blood' });
    // The order is the last by its reference. The others wait for their settle time.
    await database.write(() => {
      database.run("UPDATE orders SET visit = 'booking'");
      for (let count = 0; count < 60; count += 1) {
        const other = `LK-${String(count).padStart(2, '0')}`;
        database.run(
          `INSERT INTO orders (ref, key_hash, amount, currency, payment, visit, ordered_at)
           VALUES (?, '', 8900, 'GBP', 'paid', 'booking', 0)`,
          other,
        );
        database.run(
          `INSERT INTO ally_orders SELECT namespace, mode, ?, version, 'unknown',
             json_set(data, '$.appointmentId', NULL, '$.outcome', NULL), is_stuck,
             lease_until, settles_at, 9e15, created_at, updated_at FROM ally_orders WHERE order_ref = ?`,
          ...[other, ref],
        );
      }
    });
    const { after } = await makeRound(shop, '');
    expect(orderOf(database, ref).visit).toBe('booking');
    expect((await makeRound(shop, after)).after).toBe('');
    expect(orderOf(database, ref).visit).toBe('scheduled');
    expect(orderOf(database, 'LK-59').visit).toBe('booking');
  });
});

describe('workers of two processes', () => {
  it('book each order once', async () => {
    const file = newDatabaseFile();
    const platform = new MockPlatform();
    const shops = [1, 2].map(() => openShop({ platform, database: openDatabase(file) }));
    const [first] = shops as [OpenShop];
    const refs: string[] = [];
    for (let count = 0; count < 8; count += 1) refs.push(await payOrder(first));
    for (let rounds = 0; rounds < 3; rounds += 1)
      await Promise.all(shops.map((shop) => makeRound(shop, '')));
    expect(living(platform)).toHaveLength(8);
    expect(new Set(refs.map((ref) => orderOf(first.database, ref).visit))).toEqual(
      new Set(['scheduled']),
    );
    const recorded = shops.flatMap(({ logged }) =>
      logged.filter(({ event }) => event === 'visit.recorded'),
    );
    expect(recorded.map(({ orderRef }) => orderRef).sort()).toEqual([...refs].sort());
    expect(shops.flatMap(({ logged }) => logged.filter(({ isAlarm }) => isAlarm))).toEqual([]);
  });
});

describe('a worker', () => {
  it('begins a round when it is woken, and ends it before it stops', async () => {
    const shop = openShop();
    const { context, reached } = watch(shop, 'visit.recorded');
    // Its own pause would outlast the test.
    const worker = startWorker(context, { runDueIntervalMs: 2 ** 30 });
    const ref = await payOrder(shop);
    worker.wake();
    await reached;
    await worker.stop();
    expect(orderOf(shop.database, ref).visit).toBe('scheduled');
    const late = await payOrder(shop);
    worker.wake();
    expect(orderOf(shop.database, late).visit).toBe('to_book');
  });

  it('goes on after a round that failed', async () => {
    const shop = openShop();
    const { context, reached } = watch(shop, 'visit.recorded');
    const runDue = vi
      .spyOn(shop.ally.orders, 'runDue')
      .mockRejectedValueOnce(new Error('about a patient'));
    const worker = startWorker(context, { runDueIntervalMs: 1 });
    const ref = await payOrder(shop);
    await reached;
    await worker.stop();
    expect(runDue.mock.calls.length).toBeGreaterThan(1);
    expect(orderOf(shop.database, ref).visit).toBe('scheduled');
    expect(shop.logged).toContainEqual({
      event: 'worker.failed',
      isAlarm: true,
      orderRef: undefined,
      error: 'Error',
    });
  });
});
