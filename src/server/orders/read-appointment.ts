import type { PlatformAppointment } from '../../platform/schemas.js';
import { PlatformRefusedError } from '../errors.js';
import type { OrderData } from '../store/store.js';
import type { OrderContext } from './context.js';

/** An appointment of which only the id is known. */
export function unreadAppointment({ appointmentId, taskId, mark }: OrderData): PlatformAppointment {
  return {
    id: appointmentId ?? '',
    status: 'scheduled',
    taskId,
    patientId: null,
    windowId: null,
    startAt: null,
    endAt: null,
    timeZone: null,
    externalRef: mark,
    createdAt: null,
    postcode: null,
    metadata: null,
  };
}

/**
 * Reads the appointment of a row: by its id, or by search where the platform does not offer that (assumed: reading one
 * appointment by id is not documented). Returns null if neither finds it.
 */
export async function readAppointment(
  { platform }: OrderContext,
  { appointmentId, mark }: OrderData,
): Promise<PlatformAppointment | null> {
  if (appointmentId === null) return null;
  try {
    const read = await platform.appointment(appointmentId);
    // An answer about another appointment would hand out, or cancel, somebody else's visit.
    if (read.id === appointmentId) return read;
  } catch (error) {
    if (!(error instanceof PlatformRefusedError)) throw error;
  }
  const found = await platform.appointmentsOf(mark);
  return found.find(({ id }) => id === appointmentId) ?? null;
}
