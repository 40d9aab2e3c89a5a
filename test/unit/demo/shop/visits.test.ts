import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundOrder } from '@ally-health/checkout-booking/server';
import { statusOf, type OrderStatus } from '../../../../demo/shop/orders.js';
import { orderPage } from '../../../../demo/shop/order-page.js';
import { applyPaymentEvent } from '../../../../demo/shop/payments.js';
import {
  acceptPaid,
  cancelOrder,
  markArranged,
  recordVisit,
} from '../../../../demo/shop/visits.js';
import { newOrder, orderOf, paymentEvent } from './open-database.js';
import { living, noon, openShop, type OpenShop } from './open-shop.js';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Opens a shop with an order that is paid, and that the SDK does not know as paid yet. */
async function openWithPaid(hasSelection = true): Promise<{ shop: OpenShop; ref: string }> {
  const shop = openShop();
  const { ally, database } = shop;
  const ref = await newOrder(database);
  const token = hasSelection ? await shop.seal() : null;
  await ally.orders.accept({ orderRef: ref, token, taskId: 'tsk_blood' });
  await applyPaymentEvent(database, paymentEvent(ref, 'payment.paid'));
  return { shop, ref };
}

function foundWith(change: Partial<FoundOrder>): FoundOrder {
  return {
    orderRef: '',
    state: 'booked',
    paid: true,
    outcome: 'scheduled',
    appointmentId: 'app_1',
    externalRef: 'shop.1042~k3vq7d2mzc5xw4ha',
    error: null,
    requestId: null,
    stuck: null,
    dueAt: null,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    appointment: null,
    manageToken: 'man1.x',
    ...change,
  };
}

const nothingMade = { appointmentId: null, manageToken: null };

describe('a paid order', () => {
  it('is given to the SDK once, however often it is accepted', async () => {
    const { shop, ref } = await openWithPaid();
    for (let count = 0; count < 3; count += 1) await acceptPaid(shop, ref);
    expect(orderOf(shop.database, ref).visit).toBe('booking');
    expect(await shop.ally.orders.due()).toMatchObject([{ orderRef: ref, state: 'accepted' }]);
  });

  it('without a selection waits for a person, and one alarm is written', async () => {
    const { shop, ref } = await openWithPaid(false);
    for (let count = 0; count < 2; count += 1) await acceptPaid(shop, ref);
    expect(orderOf(shop.database, ref).visit).toBe('no_selection');
    expect(shop.logged.filter(({ isAlarm }) => isAlarm)).toEqual([
      { event: 'visit.not_chosen', isAlarm: true, orderRef: ref },
    ]);
  });

  it('keeps its visit when it is accepted late', async () => {
    const { shop, ref } = await openWithPaid();
    await acceptPaid(shop, ref);
    await recordVisit(shop, ref, foundWith({}));
    await acceptPaid(shop, ref);
    expect(orderOf(shop.database, ref).visit).toBe('scheduled');
  });
});

describe('the visit of an order', () => {
  it.each<[FoundOrder['state'], string | null, OrderStatus]>([
    ['accepted', null, 'being_booked'],
    ['attempting', null, 'being_booked'],
    ['unknown', null, 'being_booked'],
    ['cancelling', null, 'being_booked'],
    ['refused', null, 'needs_person'],
    ['booked', 'scheduled', 'scheduled'],
    ['booked', 'other_window', 'other_window'],
    ['booked', 'patient_led', 'patient_led'],
    ['booked', 'closed', 'closed'],
    ['booked', 'unrecognised', 'unrecognised'],
    ['booked', 'an_outcome_of_a_later_version', 'unrecognised'],
    ['booked', null, 'unrecognised'],
    ['cancelled', 'cancelled', 'cancelled'],
  ])('%s, %s is shown as %s, with words of its own', async (state, outcome, status) => {
    const { shop, ref } = await openWithPaid();
    await acceptPaid(shop, ref);
    const isMade = state === 'booked' || state === 'cancelled';
    await recordVisit(shop, ref, foundWith({ state, outcome, ...(!isMade && nothingMade) }));
    const order = orderOf(shop.database, ref);
    expect(statusOf(order)).toBe(status);
    const page = String(await orderPage(order));
    expect(page).toContain(`data-status="${status}"`);
    expect(page).toMatch(/<h1>.{10,}<\/h1>/);
    expect(page.includes('<ally-appointment')).toBe(isMade);
  });

  it('is logged when it changes, and not when it is the same', async () => {
    const { shop, ref } = await openWithPaid();
    for (const outcome of ['patient_led', 'patient_led', 'scheduled'])
      await recordVisit(shop, ref, foundWith({ outcome }));
    expect(shop.logged.map(({ event, visit }) => [event, visit])).toEqual([
      ['visit.recorded', 'patient_led'],
      ['visit.recorded', 'scheduled'],
    ]);
  });

  it('that the SDK has lost needs a person, and an alarm is written', async () => {
    const { shop, ref } = await openWithPaid();
    await acceptPaid(shop, ref);
    await shop.ally.orders.forget(ref);
    await recordVisit(shop, ref);
    expect(orderOf(shop.database, ref).visit).toBe('needs_person');
    expect(shop.logged.at(-1)).toMatchObject({ event: 'visit.recorded', isAlarm: true });
  });

  it('that staff have arranged by hand stays so', async () => {
    const { shop, ref } = await openWithPaid();
    await acceptPaid(shop, ref);
    const refused = foundWith({ state: 'refused', outcome: null, ...nothingMade });
    await recordVisit(shop, ref, refused);
    await markArranged(shop, ref);
    for (const found of [refused, null]) await recordVisit(shop, ref, found);
    expect(orderOf(shop.database, ref).visit).toBe('arranged');
  });

  it('stays cancelled, and a refund is due once', async () => {
    const { shop, ref } = await openWithPaid();
    const cancelled = foundWith({ state: 'cancelled', outcome: 'cancelled' });
    for (const found of [cancelled, foundWith({}), cancelled]) await recordVisit(shop, ref, found);
    expect(orderOf(shop.database, ref)).toMatchObject({
      visit: 'cancelled',
      payment: 'refund_due',
    });
    expect(shop.logged.filter(({ isAlarm }) => isAlarm)).toEqual([
      { event: 'refund.due', isAlarm: true, orderRef: ref },
    ]);
  });

  it('of an unpaid order that is cancelled makes no refund due', async () => {
    const shop = openShop();
    const ref = await newOrder(shop.database);
    await cancelOrder(shop, ref);
    expect(orderOf(shop.database, ref)).toMatchObject({ visit: 'cancelled', payment: 'awaited' });
    expect(shop.logged.filter(({ isAlarm }) => isAlarm)).toEqual([]);
  });
});

describe('an order that staff cancel', () => {
  it('before it is booked is never booked', async () => {
    const { shop, ref } = await openWithPaid();
    await cancelOrder(shop, ref);
    await acceptPaid(shop, ref);
    await shop.ally.orders.runDue();
    expect(shop.platform.appointments).toEqual([]);
    expect(orderOf(shop.database, ref)).toMatchObject({
      visit: 'cancelled',
      payment: 'refund_due',
    });
  });

  it('after it was booked is cancelled on the platform too', async () => {
    const { shop, ref } = await openWithPaid();
    await acceptPaid(shop, ref);
    await shop.ally.orders.runDue();
    await recordVisit(shop, ref);
    expect(living(shop.platform)).toHaveLength(1);
    await cancelOrder(shop, ref);
    expect(living(shop.platform)).toEqual([]);
    expect(orderOf(shop.database, ref)).toMatchObject({
      visit: 'cancelled',
      payment: 'refund_due',
    });
  });
});
