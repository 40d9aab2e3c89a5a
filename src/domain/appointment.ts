import type { Open } from './coverage.js';
import type { Price } from './price.js';

/** The statuses of an appointment that the platform documents. Any other status is kept as received. */
export type AppointmentStatus = Open<'scheduling' | 'scheduled' | 'completed' | 'cancelled'>;

/**
 * A visit at which a practitioner performs a Task for a patient. Of the patient it holds only the first name.
 * Without `startAt` and `endAt` the platform asks the patient to choose a time (patient-led scheduling).
 */
export interface Appointment {
  readonly id: string;
  readonly status: AppointmentStatus;
  readonly taskName: string;
  readonly firstName: string;
  /** Start of the window, an ISO 8601 instant; missing until a time is chosen. */
  readonly startAt?: string | undefined;
  /** End of the window, an ISO 8601 instant; missing until a time is chosen. */
  readonly endAt?: string | undefined;
  /** The IANA time zone of the place, in which the times are shown. */
  readonly timeZone: string;
  readonly postcode: string;
  readonly price?: Price | undefined;
  readonly taskId?: string | undefined;
  /** Instructions for the patient before the visit, such as not to eat. */
  readonly preparation?: string | undefined;
  /** The instant (ISO 8601) from which a cancellation may be charged; missing if the service does not give one. */
  readonly chargeableFrom?: string | undefined;
}

/**
 * Returns whether the patient may still cancel: the status is `scheduled` or `scheduling`, and the window has not
 * ended.
 */
export const isCancellable = ({ status, endAt }: Appointment, now: Date): boolean =>
  (status === 'scheduled' || status === 'scheduling') &&
  (endAt === undefined || now < new Date(endAt));

/**
 * The outcome of a booking.
 *
 * - `scheduled`: the window that was chosen is booked.
 * - `other_window`: another window is booked.
 * - `patient_led`: booked without a window; the platform asks the patient to choose one.
 * - `cancelled`: the appointment is cancelled, or the order was cancelled before one was made.
 * - `closed`: the appointment is over: completed, expired, missed.
 * - `unrecognised`: the appointment has a status that this version does not know.
 * - `no_selection`: there was nothing to book.
 *
 * Other values are kept as received.
 */
export type Outcome = Open<
  | 'scheduled'
  | 'other_window'
  | 'patient_led'
  | 'cancelled'
  | 'closed'
  | 'unrecognised'
  | 'no_selection'
>;

/** A completed booking. With `manageToken` an order page can read and cancel the appointment. */
export interface Booking {
  readonly appointment: Appointment;
  readonly outcome: Outcome;
  readonly manageToken: string;
}
