import type { Booking } from '../../domain/appointment.js';
import type { PlatformAppointment } from '../../platform/schemas.js';
import { appointmentOf, outcomeOf, type Told } from './appointment-mapping.js';
import { makeManageToken } from '../tokens/manage-token.js';
import type { BookingOptions } from '../options.js';
import type { Platform } from '../platform/platform-client.js';

const readNames = async (
  platform: Platform,
  { taskId, patientId }: PlatformAppointment,
): Promise<Told> => {
  const [task, patient] = await Promise.all([platform.task(taskId), platform.patient(patientId)]);
  return { taskName: task?.name ?? taskId, firstName: patient.firstName ?? '' };
};

/** A booking as page and order are told of it; the names are read from the platform where nobody knows them. */
export const answerBooking = async (
  platform: Platform,
  found: PlatformAppointment,
  { told, options }: { readonly told?: Told | undefined; readonly options: BookingOptions },
): Promise<Booking> => ({
  appointment: appointmentOf(found, told ?? (await readNames(platform, found))),
  outcome: outcomeOf(found),
  manageToken: await makeManageToken(found.id, options),
});
