import type { Selection } from '../../domain/selection.js';
import type { Price } from '../../domain/price.js';
import type { PlatformAppointment } from '../../platform/schemas.js';
import { inOrder, isLive } from './appointment-mapping.js';
import {
  BookingUnsettledError,
  PlatformAnswerError,
  PlatformUnavailableError,
  PlatformUnknownError,
  ServerError,
} from '../errors.js';
import type { BookingOptions } from '../options.js';
import type { Platform } from '../platform/platform-client.js';
import { PlatformSaysNo, timeLimit } from '../platform/request.js';

/** What is to be booked once, however often it is asked for. */
export interface ToBook {
  readonly externalRef: string;
  readonly selection: Selection;
  readonly price?: Price | undefined;
  /** False once the promise of the window has ended. */
  readonly withWindow: boolean;
  /** What is done when the window has gone: the platform asks the patient, or nothing is booked. */
  readonly whenGone: 'patient-led' | 'refuse';
  /** When whoever asks for it began to. */
  readonly begunAt: Date;
  /** When the same was last begun by anybody whose end is not known. */
  readonly lastAttemptAt?: Date | null | undefined;
}

/** See `BookingOptions`. */
const settlesWithin = 60_000;
const patience = 10_000;

/** The questions to the platform of one try, one after another, each at its time limit; reads are asked twice. */
const questions = 6;

/** How long after it began a call may still ask for an appointment, in milliseconds; later it must not. */
const asksWithin = (options: BookingOptions): number =>
  (options.patience ?? patience) + questions * (options.timeLimit ?? timeLimit);

/** How long to wait between two looks, in milliseconds: a little longer each time. */
const firstPause = 250;
const longestPause = 2_000;

/**
 * Until when this process knows of no end of an attempt, by key and reference. What another process began, or this
 * one before it was started again, is told by `lastAttemptAt`.
 */
const unsettled = new Map<string, number>();

const isUnknown = (error: unknown): boolean =>
  error instanceof PlatformUnknownError || error instanceof PlatformAnswerError;

/** While an attempt's end is not known, a platform that cannot be asked just now is asked again. */
const isPassing = (error: unknown): boolean => error instanceof ServerError && error.canRetry;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * The appointment of a reference: the first that lives, or else the first that was cancelled. The platform does not
 * see to it that there is but one; where more are found, the later ones are cancelled.
 */
export const findBooked = async (
  platform: Platform,
  externalRef: string,
  { log }: BookingOptions,
): Promise<PlatformAppointment | undefined> => {
  const answered = await platform.appointmentsOf(externalRef);
  // A search that is wider than asked for must not hand out somebody else's visit.
  const found = inOrder(answered.filter((one) => one.externalRef === externalRef));
  const [first, ...surplus] = found.filter(isLive);
  for (const { id } of surplus)
    try {
      await platform.cancel(id, { by: 'organisation', note: 'Made twice for one order.' });
    } catch (error) {
      // Cancelled by somebody else meanwhile, or not just now: whoever looks next tries again.
      if (!(error instanceof ServerError)) throw error;
    }
  if (surplus.length > 0) log?.({ event: 'order.surplus', count: surplus.length });
  return first ?? found[0];
};

const findOrCreatePatient = async (
  platform: Platform,
  { selection, externalRef }: ToBook,
): Promise<string> => {
  const [known] = await platform.patientsOf(externalRef);
  if (known) return known.id;
  try {
    return (await platform.createPatient(selection, externalRef)).id;
  } catch (error) {
    // No appointment was asked for yet: whoever comes next finds the patient, if there is one.
    if (isUnknown(error)) throw new PlatformUnavailableError('createPatient');
    throw error;
  }
};

const create = async (
  platform: Platform,
  toBook: ToBook,
  options: BookingOptions,
): Promise<PlatformAppointment> => {
  const { selection, externalRef, price, withWindow, whenGone } = toBook;
  const patientId = await findOrCreatePatient(platform, toBook);
  const ask = async (how: { readonly withWindow: boolean }): Promise<PlatformAppointment> => {
    // Whoever knows only when this call began relies on it: what comes so late is left to the next call.
    const { now = () => new Date() } = options;
    if (now().getTime() > toBook.begunAt.getTime() + asksWithin(options))
      throw new PlatformUnavailableError('createAppointment');
    return await platform.createAppointment(selection, { patientId, externalRef, price, ...how });
  };
  try {
    return await ask({ withWindow });
  } catch (error) {
    const isGone = error instanceof PlatformSaysNo && error.refusal.kind === 'window-gone';
    if (!isGone || !withWindow || whenGone === 'refuse') throw error;
    return await ask({ withWindow: false });
  }
};

/**
 * Books once. What nobody answered is looked for, and only asked for again when the platform must have made up its
 * mind; when that is longer than may be waited, rejects with `BookingUnsettledError`.
 */
export const bookOnce = async (
  platform: Platform,
  toBook: ToBook,
  options: BookingOptions,
): Promise<PlatformAppointment> => {
  const { now = () => new Date(), settlesWithin: settles = settlesWithin, log } = options;
  const { externalRef, lastAttemptAt } = toBook;
  const key = `${options.platformKey} ${externalRef}`;
  const clock = (): number => now().getTime();
  const giveUpAt = clock() + (options.patience ?? patience);
  const settlesAfter = asksWithin(options) + settles;
  const before = lastAttemptAt ? lastAttemptAt.getTime() + settlesAfter : 0;
  let settledAt = Math.max(before, unsettled.get(key) ?? 0);
  const giveUp = (cause?: unknown): BookingUnsettledError => {
    const retryAfter = Math.max(1, Math.ceil((settledAt - clock()) / 1000));
    log?.({ event: 'order.unsettled', retryAfter });
    const lastAttemptAt = new Date(settledAt - settlesAfter);
    return new BookingUnsettledError(retryAfter, lastAttemptAt, { cause });
  };
  for (let wait = firstPause; ; wait = Math.min(wait * 2, longestPause)) {
    try {
      const found = await findBooked(platform, externalRef, options);
      const booked =
        found ?? (clock() < settledAt ? undefined : await make(platform, toBook, options));
      if (booked) {
        unsettled.delete(key);
        return booked;
      }
    } catch (error) {
      if (isUnknown(error)) {
        settledAt = clock() + settles;
        unsettled.set(key, settledAt);
      } else if (clock() >= settledAt) throw error;
      // Whatever else is wrong, that nobody knows comes first: who forgets it books twice.
      else if (!isPassing(error)) throw giveUp(error);
    }
    if (clock() + wait > giveUpAt) throw giveUp();
    await pause(wait);
  }
};

/** Another process may have made one at the same time: the first of them is the order's. */
const make = async (
  platform: Platform,
  toBook: ToBook,
  options: BookingOptions,
): Promise<PlatformAppointment> => {
  const made = await create(platform, toBook, options);
  try {
    return (await findBooked(platform, toBook.externalRef, options)) ?? made;
  } catch (error) {
    if (error instanceof ServerError) return made;
    throw error;
  }
};
