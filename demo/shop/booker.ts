import {
  bookOrder,
  cancelBooking,
  findBooking,
  ServerError,
  type BookingOptions,
  type OrderOptions,
} from '@ally-health/checkout-booking/server';
import type { ShopDatabase } from './database.js';
import { writeAlarm, type Log } from './log.js';
import { nextStep } from './next-step.js';
import { readOrder, type Order } from './orders.js';
import type { Booked, Claim, Outbox } from './outbox.js';
import { reasons, type Reason } from './reasons.js';
import type { Settings } from './settings.js';

/** How many orders one process books at the same time: a slow one does not hold up the others. */
const lanes = 4;

export interface Booker {
  /** There is something new in the outbox. */
  readonly wake: () => void;
  /** Takes nothing new; settles when what was begun has ended. */
  readonly stop: () => Promise<void>;
}

interface BookerOptions {
  readonly database: ShopDatabase;
  readonly outbox: Outbox;
  readonly booking: BookingOptions;
  readonly settings: Settings;
  readonly log: Log;
}

/** Books what is in the outbox, for as long as the shop runs. */
export const startBooker = (options: BookerOptions): Booker => {
  const { settings, outbox } = options;
  const resting = new Set<() => void>();
  let isOpen = true;

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        resting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, settings.lookEvery);
      resting.add(end);
    });
  const wake = (): void => {
    for (const end of [...resting]) end();
  };

  const work = async (): Promise<void> => {
    while (isOpen)
      try {
        const claim = outbox.claim();
        if (claim) await bookClaimed(claim, options);
        else await rest();
      } catch (error) {
        // The database was busy for too long: the claim lapses, and the order comes round again.
        writeAlarm('outbox.failed', { why: wordsOf(error) });
        await rest();
      }
  };

  const running = Array.from({ length: lanes }, work);
  return {
    wake,
    stop: async () => {
      isOpen = false;
      wake();
      await Promise.all(running);
    },
  };
};

/** What may stand in a log: our package’s own messages hold nothing personal, any other’s may. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  if (!(error instanceof ServerError))
    return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
  return [error.message, wordsOf(error.cause)].filter(Boolean).join(' ');
};

/** Renews the claim while `book` runs; a process that dies stops renewing, and another takes over. */
const holdWhile = async <Result>(
  { outbox, settings }: BookerOptions,
  claim: Claim,
  book: () => Promise<Result>,
): Promise<Result> => {
  const timer = setInterval(() => {
    try {
      outbox.renew(claim);
    } catch {
      // Busy: next time.
    }
  }, settings.claimFor / 3);
  try {
    return await book();
  } finally {
    clearInterval(timer);
  }
};

const bookClaimed = async (claim: Claim, options: BookerOptions): Promise<void> => {
  const { database, outbox, booking, settings, log } = options;
  const { orderRef, tries, lastAttemptAt } = claim;
  const order = readOrder(database, orderRef);
  const begunAt = new Date();
  // Directly before the call; given up when somebody else has the order by now.
  if (!order || !outbox.begin(claim, begunAt)) return;
  try {
    const { outcome, appointment, manageToken } = await bookOne(order, {
      ...booking,
      orderRef,
      lastAttemptAt,
      lock: (_orderRef, book) => holdWhile(options, claim, book),
    });
    if (!appointment) {
      park(claim, { reason: 'no-selection', why: '' }, outbox);
      return;
    }
    const visit = visitOf(outcome);
    const isOurs = outbox.booked(claim, { visit, appointmentId: appointment.id, manageToken });
    log(isOurs ? 'visit.booked' : 'claim.lost', { orderRef, visit, tries });
  } catch (error) {
    const why = wordsOf(error);
    const next = nextStep(error, { tries, begunAt, lastAttemptAt }, settings);
    if (next.step === 'needs-person') {
      park(claim, { reason: next.reason, why }, outbox);
      return;
    }
    const at = new Date(Date.now() + next.in);
    outbox.tryAgain(claim, { at, lastAttemptAt: next.lastAttemptAt });
    const tell = next.isAlarm ? writeAlarm : log;
    tell('visit.put-off', { orderRef, tries, again: at.toISOString(), why });
  }
};

/** An order that is booked already comes round again when it was made twice: the one too many is cancelled. */
const bookOne = async (order: Order, options: OrderOptions): ReturnType<typeof bookOrder> => {
  if (order.appointmentId === null) return await bookOrder(order.selection, options);
  if (order.visit === 'cancelled')
    return await cancelBooking(order.ref, { ...options, reason: 'The order was cancelled.' });
  const found = await findBooking(order.ref, options);
  // The platform no longer knows what it has told us: a person must ask it.
  if (!found) throw new Error('An order that was booked has no appointment any more.');
  return found;
};

/** Outcomes that are not known here come with an appointment: it is booked. */
const visitOf = (outcome: string): Booked['visit'] =>
  outcome === 'cancelled' || outcome === 'patient-led' ? outcome : 'scheduled';

const park = (
  claim: Claim,
  { reason, why }: { readonly reason: Reason; readonly why: string },
  outbox: Outbox,
): void => {
  const { orderRef } = claim;
  if (outbox.park(claim, reason))
    writeAlarm('visit.needs-person', { orderRef, reason, why, next: reasons[reason] });
};
