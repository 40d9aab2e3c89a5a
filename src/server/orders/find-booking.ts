import type { Booking } from '../../domain/appointment.js';
import { answerBooking } from './booking-response.js';
import { findBooked } from './book-once.js';
import { checkBookingOptions } from '../validate-options.js';
import { checkOrderRef, oneAtATime } from './order-lock.js';
import type { BookingOptions } from '../options.js';
import { Platform } from '../platform/platform-client.js';

/**
 * What is booked of an order; null where nothing is. Needs no token. Where there are two appointments, however that
 * came to be, the later one is cancelled: call it when a webhook `appointment.created` names an order that is booked
 * already. Rejects with a `ServerError`.
 */
export const findBooking = async (
  orderRef: string,
  options: BookingOptions,
): Promise<Booking | null> => {
  checkBookingOptions(options);
  checkOrderRef(orderRef);
  return await oneAtATime(orderRef, options, async () => {
    const platform = new Platform(options);
    const found = await findBooked(platform, orderRef, options);
    return found ? await answerBooking(platform, found, { options }) : null;
  });
};
