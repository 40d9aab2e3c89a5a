import * as z from 'zod/mini';
import type { Appointment, Outcome } from '../../domain/appointment.js';
import type { Price } from '../../domain/price.js';
import { price } from '../../api/contract/schemas.js';
import type { PlatformAppointment } from '../../platform/schemas.js';

/** The platform's word for an appointment that is not to be; documented. */
const cancelled = 'cancelled';
/** While the patient chooses a time with the platform; documented. */
const scheduling = 'scheduling';

export const isLive = ({ status }: PlatformAppointment): boolean => status !== cancelled;

/** Oldest first, in the same order for whoever asks: by when they were made, and then by their ids. */
export const inOrder = (appointments: readonly PlatformAppointment[]): PlatformAppointment[] => {
  const keyOf = ({ createdAt, id }: PlatformAppointment): string => `${createdAt ?? ''} ${id}`;
  return [...appointments].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

export const outcomeOf = ({ status }: PlatformAppointment): Outcome => {
  if (status === cancelled) return 'cancelled';
  return status === scheduling ? 'patient-led' : 'scheduled';
};

/** The price that was promised, as it was written into the appointment. */
export const priceOf = ({ metadata }: PlatformAppointment): Price | undefined => {
  const written = z.safeParse(price, metadata?.price);
  return written.success ? written.data : undefined;
};

/** Assumed where the platform names none: it visits in the United Kingdom. */
export const defaultTimeZone = 'Europe/London';

/**
 * Cancelling is charged for in general under 24 hours before the window starts: so says the platform's older
 * document; the newer one counts from the estimated arrival, which nobody knows before.
 */
const chargedWithin = 24 * 60 * 60 * 1000;

/** What is told of an appointment beside what it says itself. */
export interface Told {
  readonly taskName: string;
  readonly firstName: string;
  readonly preparation?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** What page and order may know of an appointment: of the patient, the first name alone. */
export const appointmentOf = (
  found: PlatformAppointment,
  { taskName, firstName, preparation, timeZone = defaultTimeZone }: Told,
): Appointment => {
  const { id, status, taskId, startAt, endAt, location } = found;
  const paid = priceOf(found);
  return {
    id,
    status,
    taskId,
    taskName,
    firstName,
    ...(startAt != null &&
      endAt != null && {
        startAt,
        endAt,
        chargeableFrom: new Date(Date.parse(startAt) - chargedWithin).toISOString(),
      }),
    timeZone: found.timeZone ?? timeZone,
    postcode: location.address.postcode,
    ...(paid && { price: paid }),
    ...(preparation !== undefined && { preparation }),
  };
};
