import type { PlatformAppointment } from '../../platform/schemas.js';
import type { OrderData } from '../store/store.js';
import { isCancelled, isLiving, isUpcoming } from './appointment-mapping.js';
import type { OrderContext } from './context.js';

/** The appointments that have an order's mark. */
export interface OwnAppointments {
  /** The order's appointment; null if there is none. */
  readonly own: PlatformAppointment | null;
  /** Whether the search shows the appointment of the row, if it has one. */
  readonly isRowShown: boolean;
  /** Second appointments that one of the order's attempts has made, and that may be cancelled. */
  readonly surplus: readonly PlatformAppointment[];
  /** Other living appointments with the mark, such as a copy that staff have made: they are left alone. */
  readonly foreign: readonly PlatformAppointment[];
}

/** When an appointment was made, in milliseconds since 1970; infinity if the platform does not say. */
function createdAt({ createdAt }: PlatformAppointment): number {
  const time = createdAt === null ? Number.NaN : Date.parse(createdAt);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** Whether one of an order's attempts can have made an appointment: the clocks may differ by the settle time. */
function isFromAttempt(
  appointment: PlatformAppointment,
  { attempts }: OrderData,
  settleTimeoutMs: number,
): boolean {
  const time = createdAt(appointment);
  return attempts.some(
    ({ from, until }) =>
      time >= from - settleTimeoutMs &&
      time <= (until ?? Number.POSITIVE_INFINITY) + settleTimeoutMs &&
      Number.isFinite(time),
  );
}

/** The first made appointment; of those without a time, the first in the answer. */
function earliest(appointments: readonly PlatformAppointment[]): PlatformAppointment | null {
  return [...appointments].sort((a, b) => Math.sign(createdAt(a) - createdAt(b) || 0))[0] ?? null;
}

/**
 * Sorts the appointments of an order's mark. The order's own is the one in its row, or else the first made of those
 * that are alive, that are over, that are cancelled. An appointment is surplus only if it and the order's own are still
 * to come, and one of the order's recorded attempts can have made it.
 */
export function sortAppointments(
  found: readonly PlatformAppointment[],
  data: OrderData,
  settleTimeoutMs: number,
): OwnAppointments {
  const known = found.find(({ id }) => id === data.appointmentId);
  // Staff may have cancelled one of two that the order's attempts have made: the order keeps the other.
  const kept =
    known && isCancelled(known)
      ? earliest(
          found.filter((one) => isUpcoming(one) && isFromAttempt(one, data, settleTimeoutMs)),
        )
      : null;
  const own =
    kept ??
    known ??
    earliest(found.filter(isLiving)) ??
    earliest(found.filter((one) => !isCancelled(one))) ??
    earliest(found);
  const others = found.filter((one) => one !== own && isLiving(one));
  const isSurplus = (one: PlatformAppointment): boolean =>
    own !== null && isUpcoming(own) && isUpcoming(one) && isFromAttempt(one, data, settleTimeoutMs);
  return {
    own,
    isRowShown: data.appointmentId === null || known !== undefined,
    surplus: others.filter(isSurplus),
    foreign: others.filter((one) => !isSurplus(one)),
  };
}

/** Appointments of a cancelled order that are alive: all that its attempts can have made, and the one in its row. */
export function toCancel(
  found: readonly PlatformAppointment[],
  data: OrderData,
  settleTimeoutMs: number,
): {
  readonly own: readonly PlatformAppointment[];
  readonly foreign: readonly PlatformAppointment[];
} {
  const living = found.filter(isLiving);
  // An order without a record of its attempts, such as one whose row was purged, has the mark alone as proof.
  const isOwn = (one: PlatformAppointment): boolean =>
    one.id === data.appointmentId ||
    (data.attempts.length === 0 && data.appointmentId === null && found.length === 1) ||
    (isUpcoming(one) && isFromAttempt(one, data, settleTimeoutMs));
  return { own: living.filter(isOwn), foreign: living.filter((one) => !isOwn(one)) };
}

/** Searches for the appointments of an order. */
export async function findAppointments(
  { platform, settleTimeoutMs }: OrderContext,
  data: OrderData,
): Promise<OwnAppointments> {
  return sortAppointments(await platform.appointmentsOf(data.mark), data, settleTimeoutMs);
}
