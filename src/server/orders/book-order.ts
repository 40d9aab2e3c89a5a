import type { Booking } from '../../domain/appointment.js';
import { testKeyPrefix } from '../../platform/operations.js';
import type { PlatformAppointment } from '../../platform/schemas.js';
import { answerBooking } from './booking-response.js';
import { bookOnce, findBooked } from './book-once.js';
import { checkBookingOptions } from '../validate-options.js';
import { TokenExpiredError, TokenRefusedError } from '../errors.js';
import { checkOrderRef, oneAtATime } from './order-lock.js';
import type { BookingOptions } from '../options.js';
import { Platform } from '../platform/platform-client.js';
import { openToken, type Opened } from '../tokens/selection-token.js';

/** The order came without a selection: its page's script never ran, or no visit was asked for. */
export interface NoSelection {
  readonly outcome: 'no-selection';
  readonly appointment: null;
  readonly manageToken: null;
}

export interface OrderOptions extends BookingOptions {
  /** The order's own reference, the same for ever: letters, digits, `-`, `_`, `.` and `#`, at most 64. */
  readonly orderRef: string;
  /**
   * When this order's last try began, as long as nobody knows how it ended. The shop writes the time down directly
   * before each call, and passes what stood there before. When the call has ended, it writes null if it was booked,
   * the `BookingUnsettledError`'s own `lastAttemptAt`, or after any other error what stood there before.
   */
  readonly lastAttemptAt?: Date | null | undefined;
}

/** A token too old to be opened may be of an order that was booked long ago: undefined, and the platform knows. */
const openOrTooOld = async (
  token: string,
  options: BookingOptions,
): Promise<Opened | undefined> => {
  try {
    return await openToken(token, options);
  } catch (error) {
    if (error instanceof TokenExpiredError) return undefined;
    throw error;
  }
};

const findOrBook = async (
  platform: Platform,
  opened: Opened | undefined,
  { orderRef, lastAttemptAt, begunAt, ...options }: OrderOptions & { readonly begunAt: Date },
): Promise<PlatformAppointment> => {
  if (!opened) {
    const found = await findBooked(platform, orderRef, options);
    if (!found) throw new TokenExpiredError();
    return found;
  }
  const { selection, summary, isPromised } = opened;
  return await bookOnce(
    platform,
    {
      externalRef: orderRef,
      selection,
      price: summary.price,
      begunAt,
      lastAttemptAt,
      withWindow: isPromised,
      whenGone: 'patient-led',
    },
    options,
  );
};

/**
 * Books a paid order's visit, exactly once: call it again as often as you like, it answers the same appointment.
 * Where the window has gone or its promise has ended, the platform asks the patient to choose another
 * (`patient-led`): a paid order is never lost. An empty token is `no-selection`; an order whose visit was cancelled
 * is not booked anew.
 * Rejects with a `ServerError`; `canRetry` says whether the same call may succeed later.
 */
export const bookOrder = async (
  token: string | null | undefined,
  order: OrderOptions,
): Promise<Booking | NoSelection> => {
  checkBookingOptions(order);
  checkOrderRef(order.orderRef);
  const begunAt = order.now?.() ?? new Date();
  if (token == null || token.trim() === '')
    return { outcome: 'no-selection', appointment: null, manageToken: null };
  const opened = await openOrTooOld(token.trim(), order);
  const mode = order.platformKey.startsWith(testKeyPrefix) ? 'test' : 'live';
  if (opened && opened.mode !== mode) throw new TokenRefusedError('other-mode');
  return await oneAtATime(order.orderRef, order, async () => {
    const platform = new Platform(order);
    const found = await findOrBook(platform, opened, { ...order, begunAt });
    const told = opened && {
      taskName: opened.summary.taskName,
      firstName: opened.selection.patients[0]?.firstName ?? '',
      timeZone: opened.summary.timeZone,
    };
    const booking = await answerBooking(platform, found, { told, options: order });
    order.log?.({ event: 'order.booked', outcome: booking.outcome });
    return booking;
  });
};
