import type { Booking } from '../booking/appointment.js';
import type { Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import type { AppointmentWindow } from '../booking/window.js';
import { timeZone } from './timetable.js';

/** A booked visit, with everything the platform would know of it. */
export interface BookedOrder {
  readonly orderRef: string;
  readonly selection: Selection;
  readonly booking: Booking;
}

/** The answer to a booking. Without its window a paid order is not lost: the platform asks the patient to choose. */
export const makeBooking = (
  { patients, location }: Selection,
  task: Task,
  window: AppointmentWindow | undefined,
): Booking => ({
  appointment: {
    id: `app_${crypto.randomUUID().slice(0, 8)}`,
    status: window ? 'scheduled' : 'scheduling',
    taskName: task.name,
    firstName: patients[0]?.firstName ?? '',
    startAt: window?.startAt,
    endAt: window?.endAt,
    timeZone,
    postcode: location.address.postcode,
    price: window?.price,
  },
  outcome: window ? 'scheduled' : 'patient-led',
  manageToken: `man_${crypto.randomUUID()}`,
});
