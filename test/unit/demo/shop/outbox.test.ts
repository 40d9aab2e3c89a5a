import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShopDatabase } from '../../../../demo/shop/database.js';
import { standingOf } from '../../../../demo/shop/orders.js';
import { Outbox, type Claim } from '../../../../demo/shop/outbox.js';
import { takeEvent } from '../../../../demo/shop/payments.js';
import { takeWebhook } from '../../../../demo/shop/webhooks.js';
import { countOf, eventOf, newOrder, openDatabases, orderOf } from './open-database.js';

const claimFor = 30_000;
const booking = { visit: 'scheduled', appointmentId: 'app_1', manageToken: 'man1.x' } as const;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Two processes of a shop with one paid order. */
const open = () => {
  const [database, other] = openDatabases(2) as [ShopDatabase, ShopDatabase];
  const ref = newOrder(database);
  takeEvent(database, eventOf(ref, 'payment.paid'));
  return {
    ref,
    database,
    mine: new Outbox(database, claimFor),
    theirs: new Outbox(other, claimFor),
  };
};

const claimed = (outbox: Outbox): Claim => {
  const claim = outbox.claim();
  if (!claim) throw new Error('Nothing is to be had.');
  return claim;
};

const later = (milliseconds: number): void => {
  vi.setSystemTime(Date.now() + milliseconds);
};

describe('the outbox', () => {
  it('gives an order to one process alone', () => {
    const { mine, theirs, ref } = open();
    expect(claimed(mine)).toMatchObject({ orderRef: ref, tries: 1, lastAttemptAt: null });
    expect(theirs.claim()).toBe(undefined);
    expect(mine.claim()).toBe(undefined);
  });

  it('keeps a claim that is renewed, and lets another take over from a process that is gone', () => {
    const { mine, theirs, ref, database } = open();
    const claim = claimed(mine);
    const begunAt = new Date();
    expect(mine.begin(claim, begunAt)).toBe(true);
    later(claimFor - 1);
    expect(mine.renew(claim)).toBe(true);
    later(claimFor - 1);
    expect(theirs.claim()).toBe(undefined);
    later(1);
    const taken = claimed(theirs);
    expect(taken).toMatchObject({ orderRef: ref, tries: 2, lastAttemptAt: begunAt });

    // It was only slow: whatever it says now of the order is not written down.
    expect(mine.renew(claim)).toBe(false);
    expect(mine.begin(claim, new Date())).toBe(false);
    expect(mine.booked(claim, { ...booking, appointmentId: 'app_late' })).toBe(false);
    expect(mine.park(claim, 'selection-damaged')).toBe(false);
    expect(mine.tryAgain(claim, { at: new Date(0), lastAttemptAt: null })).toBe(false);
    expect(orderOf(database, ref)).toMatchObject({ visit: 'to-book', appointmentId: null });

    expect(theirs.booked(taken, booking)).toBe(true);
    expect(countOf(database, 'outbox')).toBe(0);
    expect(orderOf(database, ref)).toMatchObject({
      visit: 'scheduled',
      payment: 'paid',
      appointmentId: 'app_1',
      manageToken: 'man1.x',
      // What lay sealed is of no more use.
      selection: '',
    });
  });

  it('puts an order off, with what is known of the tries so far', () => {
    const { mine, theirs } = open();
    const claim = claimed(mine);
    const lastAttemptAt = new Date(Date.now() - 5000);
    expect(mine.tryAgain(claim, { at: new Date(Date.now() + 1000), lastAttemptAt })).toBe(true);
    later(999);
    expect(theirs.claim()).toBe(undefined);
    later(1);
    expect(claimed(theirs)).toMatchObject({ tries: 2, lastAttemptAt });
  });

  it('parks an order for a person, and books it again when a time is set', () => {
    const { mine, theirs, ref, database } = open();
    const claim = claimed(mine);
    mine.begin(claim, new Date());
    mine.park(claim, 'selection-of-unknown-key');
    expect(orderOf(database, ref)).toMatchObject({ reason: 'selection-of-unknown-key' });
    expect(standingOf(orderOf(database, ref))).toBe('needs-person');
    later(365 * 86_400_000);
    expect(theirs.claim()).toBe(undefined);
    // As the shop's README says it.
    database.write(() => database.run('UPDATE outbox SET next_at = 0 WHERE order_ref = ?', ref));
    const again = claimed(theirs);
    expect(again.lastAttemptAt).toBe(null);
    theirs.booked(again, booking);
    expect(orderOf(database, ref)).toMatchObject({ reason: null, visit: 'scheduled' });
  });

  it('does not forget a try whose end nobody knows, when the order is parked', () => {
    const { mine, theirs, ref, database } = open();
    const bookAgain = () =>
      database.write(() => database.run('UPDATE outbox SET next_at = 0 WHERE order_ref = ?', ref));
    const begunAt = new Date();
    mine.begin(claimed(mine), begunAt);
    // The process is gone; whoever takes over cannot read the selection, and does nothing.
    later(claimFor);
    const taken = claimed(theirs);
    theirs.begin(taken, new Date());
    theirs.park(taken, 'selection-of-unknown-key');
    bookAgain();
    const again = claimed(mine);
    expect(again.lastAttemptAt).toEqual(begunAt);
    // The shop itself breaks: this try may have got through.
    const broken = new Date();
    mine.begin(again, broken);
    mine.park(again, 'fault-of-the-shop');
    bookAgain();
    expect(claimed(theirs).lastAttemptAt).toEqual(broken);
  });

  it('knows of a cancellation that was told before the booking was written down', () => {
    const { mine, ref, database } = open();
    const claim = claimed(mine);
    const appointment = { id: 'app_1', status: 'cancelled', externalRef: ref };
    const event = { id: 'evt_1', type: 'appointment.cancelled', createdAt: null, appointment };
    expect(takeWebhook(database, event)).toBe('nothing-new');
    mine.booked(claim, booking);
    expect(orderOf(database, ref)).toMatchObject({ visit: 'cancelled', payment: 'refund-due' });
  });

  it('marks the money as due back when the visit turns out to be cancelled', () => {
    const { mine, ref, database } = open();
    mine.booked(claimed(mine), { ...booking, visit: 'cancelled' });
    expect(orderOf(database, ref)).toMatchObject({ visit: 'cancelled', payment: 'refund-due' });
  });

  it('gives the one that waits longest first', () => {
    const { mine, ref, database } = open();
    later(10);
    const second = newOrder(database, 'pay_2');
    takeEvent(database, eventOf(second, 'payment.paid', { id: 'pay_2' }));
    expect([claimed(mine).orderRef, claimed(mine).orderRef]).toEqual([ref, second]);
  });
});

describe('the platform’s events', () => {
  const tell = (database: ShopDatabase, type: string, id = 'app_1', event = `${type} ${id}`) =>
    takeWebhook(database, {
      id: event,
      type,
      createdAt: null,
      appointment: { id, status: null, externalRef: null },
    });

  const openBooked = (visit: 'scheduled' | 'patient-led') => {
    const { mine, ref, database } = open();
    mine.booked(claimed(mine), { ...booking, visit });
    return { ref, database };
  };

  it('cancel a visit once, and for good', () => {
    const { database, ref } = openBooked('scheduled');
    expect(tell(database, 'appointment.cancelled')).toBe('cancelled');
    expect(tell(database, 'appointment.cancelled')).toBe('replayed');
    expect(tell(database, 'appointment.cancelled', 'app_1', 'again')).toBe('nothing-new');
    expect(tell(database, 'appointment.scheduled')).toBe('nothing-new');
    expect(orderOf(database, ref)).toMatchObject({ visit: 'cancelled', payment: 'refund-due' });
    expect(countOf(database, 'webhooks')).toBe(3);
  });

  it('say when the patient has chosen a time', () => {
    const { database, ref } = openBooked('patient-led');
    expect(tell(database, 'appointment.scheduled')).toBe('scheduled');
    expect(orderOf(database, ref)).toMatchObject({ visit: 'scheduled', payment: 'paid' });
  });

  it('leave an order alone whose appointment is another: one that was made twice is cancelled', () => {
    const { database, ref } = openBooked('scheduled');
    expect(tell(database, 'appointment.cancelled', 'app_2')).toBe('nothing-new');
    expect(tell(database, 'appointment.updated')).toBe('nothing-new');
    expect(orderOf(database, ref)).toMatchObject({ visit: 'scheduled', payment: 'paid' });
  });
});
