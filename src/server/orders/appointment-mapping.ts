import * as z from 'zod/mini';
import { price } from '../../api/contract/schemas.js';
import type { Appointment, Outcome } from '../../domain/appointment.js';
import type { Price } from '../../domain/price.js';
import type { PlatformAppointment } from '../../platform/schemas.js';

/** Assumed where the platform gives none: its visits are in the United Kingdom. */
export const DEFAULT_TIME_ZONE = 'Europe/London';

/**
 * A cancellation is charged for in general under 24 hours before the window starts: the platform's older document. The
 * newer one counts from the estimated arrival, which is not known before the day.
 */
const CHARGEABLE_MS = 24 * 60 * 60 * 1000;

/** Statuses of an appointment that is over. `completed` is documented; the others are assumed. */
const CLOSED = new Set([
  ...['completed', 'expired', 'no_show', 'missed', 'declined', 'failed', 'aborted', 'rejected'],
]);

/** One spelling for statuses that differ in case or in the separator. */
function normalise(status: string | null): string {
  const plain = (status ?? '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return plain === 'canceled' ? 'cancelled' : plain;
}

export function isCancelled({ status }: PlatformAppointment): boolean {
  return normalise(status) === 'cancelled';
}

/** Whether an appointment may still take place. An unknown status counts as alive. */
export function isLiving(appointment: PlatformAppointment): boolean {
  return !isCancelled(appointment) && !CLOSED.has(normalise(appointment.status));
}

/** Whether the platform documents that the appointment is still to come: only these are cancelled as surplus. */
export function isUpcoming({ status }: PlatformAppointment): boolean {
  return ['scheduled', 'scheduling'].includes(normalise(status));
}

/** The outcome of an order with this appointment. `windowId` is the window that was chosen; null if it is not known. */
export function outcomeOf(appointment: PlatformAppointment, windowId: string | null): Outcome {
  const status = normalise(appointment.status);
  if (status === 'cancelled') return 'cancelled';
  if (status === 'scheduling') return 'patient_led';
  if (CLOSED.has(status)) return 'closed';
  const isScheduled = status === 'scheduled' || (status === '' && appointment.startAt !== null);
  if (!isScheduled) return 'unrecognised';
  const isOther =
    windowId !== null && appointment.windowId !== null && appointment.windowId !== windowId;
  return isOther ? 'other_window' : 'scheduled';
}

/** The price that was promised, as it was written into the appointment's metadata. */
function priceOf({ metadata }: PlatformAppointment): Price | undefined {
  const written = z.safeParse(price, metadata?.['price']);
  return written.success ? written.data : undefined;
}

/** Facts about an appointment that the platform's answer does not have. */
export interface AppointmentDetails {
  readonly taskName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly preparation?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly postcode?: string | undefined;
}

/** Maps an appointment for the page and the order: of the patient it has the first name only. */
export function mapAppointment(
  found: PlatformAppointment,
  { taskName, firstName, preparation, timeZone, postcode }: AppointmentDetails,
): Appointment {
  const { id, status, taskId, startAt, endAt } = found;
  const paid = priceOf(found);
  return {
    id,
    status: status ?? 'scheduled',
    taskName: taskName ?? taskId ?? '',
    firstName: firstName ?? '',
    timeZone: found.timeZone ?? timeZone ?? DEFAULT_TIME_ZONE,
    postcode: found.postcode ?? postcode ?? '',
    ...(taskId !== null && { taskId }),
    ...(startAt !== null &&
      endAt !== null && {
        startAt,
        endAt,
        chargeableFrom: new Date(Date.parse(startAt) - CHARGEABLE_MS).toISOString(),
      }),
    ...(paid && { price: paid }),
    ...(preparation !== undefined && { preparation }),
  };
}
