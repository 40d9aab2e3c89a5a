import type { Open } from './coverage.js';
import type { Price } from './price.js';

/** The platform's states of an Appointment that its documents name; others are kept as they come. */
export type AppointmentStatus = Open<'scheduling' | 'scheduled' | 'completed' | 'cancelled'>;

/**
 * Where a Practitioner meets the Patient in a Window to perform the Task. Of the patient it holds the
 * first name alone. Without times, scheduling is led by the patient: the platform asks them to choose.
 */
export interface Appointment {
  readonly id: string;
  readonly status: AppointmentStatus;
  readonly taskName: string;
  readonly firstName: string;
  readonly startAt?: string | undefined;
  readonly endAt?: string | undefined;
  readonly timeZone: string;
  readonly postcode: string;
  readonly price?: Price | undefined;
  readonly taskId?: string | undefined;
  /** What the patient must do before the visit. */
  readonly preparation?: string | undefined;
  /** The instant from which cancelling may be charged, where the service says so. */
  readonly chargeableFrom?: string | undefined;
}

/** Whether its patient may still cancel it: it is to take place, and its window has not ended. */
export const isCancellable = ({ status, endAt }: Appointment, now: Date): boolean =>
  (status === 'scheduled' || status === 'scheduling') &&
  (endAt === undefined || now < new Date(endAt));

/** What became of a booking: a window kept, one to be chosen by the patient, or nothing to book. */
export type Outcome = Open<'scheduled' | 'patient-led' | 'cancelled' | 'no-selection'>;

/** A booking's answer. `manageToken` lets an order page read and cancel the appointment. */
export interface Booking {
  readonly appointment: Appointment;
  readonly outcome: Outcome;
  readonly manageToken: string;
}
