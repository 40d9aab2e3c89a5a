import type { Booking } from '../../domain/appointment.js';
import type { PlatformAppointment } from '../../platform/schemas.js';
import { answerBooking } from './booking-response.js';
import { findBooked } from './book-once.js';
import { isLive } from './appointment-mapping.js';
import { checkBookingOptions } from '../validate-options.js';
import { OrderNotFoundError, PlatformUnavailableError, PlatformUnknownError } from '../errors.js';
import { checkOrderRef, oneAtATime } from './order-lock.js';
import type { BookingOptions } from '../options.js';
import { Platform } from '../platform/platform-client.js';
import type { Cancelling } from '../platform/mapping.js';
import { PlatformSaysNo } from '../platform/request.js';

export interface CancelOptions extends BookingOptions {
  /** Said to the platform, and seen there by whoever asks; nothing personal. */
  readonly reason: string;
}

/** The platform cancels once only: where it refuses, or says nothing, what has become of it is read again. */
export const cancelOnce = async (
  platform: Platform,
  found: PlatformAppointment,
  cancelling: Cancelling,
): Promise<PlatformAppointment> => {
  try {
    await platform.cancel(found.id, cancelling);
    return { ...found, status: 'cancelled' };
  } catch (error) {
    const isUnknown = error instanceof PlatformUnknownError;
    if (!isUnknown && !(error instanceof PlatformSaysNo)) throw error;
    const now = await platform.appointment(found.id);
    if (!isLive(now)) return now;
    throw isUnknown ? new PlatformUnavailableError('cancelAppointment') : error;
  }
};

/**
 * Cancels what is booked of an order; called again, it answers the same. Rejects with `OrderNotFoundError` where
 * the platform knows no appointment of it, and otherwise as `bookOrder` does.
 */
export const cancelBooking = async (
  orderRef: string,
  { reason, ...options }: CancelOptions,
): Promise<Booking> => {
  checkBookingOptions(options);
  checkOrderRef(orderRef);
  return await oneAtATime(orderRef, options, async () => {
    const platform = new Platform(options);
    const found = await findBooked(platform, orderRef, options);
    if (!found) throw new OrderNotFoundError();
    const cancelling: Cancelling = { by: 'organisation', note: reason };
    const now = isLive(found) ? await cancelOnce(platform, found, cancelling) : found;
    return await answerBooking(platform, now, { options });
  });
};
