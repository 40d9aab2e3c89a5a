import { ServerError } from '@ally-health/checkout-booking/server';
import { isBusy } from './database.js';
import { orderRefsBy } from './orders.js';
import type { Settings } from './settings.js';
import { acceptPaid, recordVisit, type VisitContext } from './visits.js';

/** How many orders a round takes of each kind. A stopping worker ends its round. */
const BATCH = 5;
const MAX_CHECKED = 50;

export interface Worker {
  /** Begins a round now, such as after a payment. */
  readonly wake: () => void;
  /** Begins no further round. Resolves when the present one has ended. */
  readonly stop: () => Promise<void>;
}

/** Writes an error into the log. What passes by itself is no alarm. */
function report({ log, alarm }: VisitContext, error: unknown, orderRef?: string): void {
  const isPassing = isBusy(error) || (error instanceof ServerError && error.canRetry);
  const write = isPassing ? log : alarm;
  write('worker.failed', { orderRef, error: describe(error) });
}

/** The messages of the SDK hold nothing personal; those of other errors may. */
function describe(error: unknown): string {
  if (error instanceof ServerError) return error.message;
  return error instanceof Error ? error.name : 'unknown';
}

/** Runs a function for each order. An order for which it fails is left to a later round. */
async function forEach(
  context: VisitContext,
  orderRefs: Iterable<string>,
  run: (orderRef: string) => Promise<void>,
): Promise<void> {
  for (const orderRef of orderRefs)
    try {
      await run(orderRef);
    } catch (error) {
      report(context, error, orderRef);
    }
}

/**
 * Makes a round:
 *
 * 1. gives paid orders to the SDK, whose process died before it did so;
 * 2. lets the SDK book and settle the orders that are due;
 * 3. records the visits: those of this round, and those that another process booked before it died.
 *
 * Returns whether more is due, and where the next round goes on.
 */
export async function makeRound(
  context: VisitContext,
  after: string,
): Promise<{ readonly isMore: boolean; readonly after: string }> {
  const { ally, database } = context;
  const toBook = orderRefsBy(database, { visit: 'to_book', limit: MAX_CHECKED });
  await forEach(context, toBook, (orderRef) => acceptPaid(context, orderRef));
  const { settled, failed } = await ally.orders.runDue({ limit: BATCH });
  const booking = orderRefsBy(database, { visit: 'booking', after, limit: MAX_CHECKED });
  const refused = failed.filter(({ canRetry }) => !canRetry);
  const ended = new Set([...settled, ...refused].map(({ orderRef }) => orderRef));
  await forEach(context, new Set([...ended, ...booking]), (orderRef) =>
    recordVisit(context, orderRef),
  );
  return {
    isMore: settled.length > 0 && settled.length + failed.length === BATCH,
    after: booking.length === MAX_CHECKED ? (booking.at(-1) ?? '') : '',
  };
}

/** Books paid orders, for as long as the shop runs. Any number of processes may do so. */
export function startWorker(
  context: VisitContext,
  { runDueIntervalMs }: Pick<Settings, 'runDueIntervalMs'>,
): Worker {
  let isOpen = true;
  let wakes = 0;
  let endPause = (): void => undefined;

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, runDueIntervalMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function wake(): void {
    wakes += 1;
    endPause();
  }

  async function work(): Promise<void> {
    let after = '';
    while (isOpen) {
      const wakesBefore = wakes;
      let isMore = false;
      try {
        ({ isMore, after } = await makeRound(context, after));
      } catch (error) {
        report(context, error);
      }
      // `wake` and `stop` may have been called during the round.
      if (!isMore && wakes === wakesBefore) await pause();
    }
  }

  const working = work();
  return {
    wake,
    stop: async () => {
      isOpen = false;
      wake();
      await working;
    },
  };
}
