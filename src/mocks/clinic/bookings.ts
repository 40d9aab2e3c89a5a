import type { Appointment, Booking } from '../../domain/appointment.js';
import type { Postcode } from '../../domain/postcode.js';
import type { Selection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { AppointmentWindow } from '../../domain/window/window.js';
import { opaqueId } from '../availability/seeded-random.js';
import { Refusal } from '../http-error.js';
import { timeZone } from '../availability/timetable.js';

/** A booked visit, with everything the platform would know of it. */
export interface BookedOrder {
  /** The order's reference; of a booking from the page its key, behind the reference when there is one. */
  readonly externalRef: string;
  readonly selection: Selection;
  readonly booking: Booking;
}

/** The platform's documents: cancelling may be charged within 24 hours of the window's start. */
const chargeableFrom = ({ startAt }: AppointmentWindow): string =>
  new Date(Date.parse(startAt) - 86_400_000).toISOString();

/** What has been booked; asked again, a booking is answered as it was, and not made anew. */
export class Bookings {
  private orders: readonly BookedOrder[] = [];
  /** Never begun again: an id of before `clear` is nobody's. */
  private count = 0;

  constructor(private readonly seed: string) {}

  /** Oldest first. */
  get all(): readonly BookedOrder[] {
    return this.orders;
  }

  find(externalRef: string): Booking | undefined {
    return this.orders.find((order) => order.externalRef === externalRef)?.booking;
  }

  /** Makes a booking. Without its window a paid order is not lost: the platform asks the patient to choose. */
  add(
    selection: Selection,
    facts: {
      readonly externalRef: string;
      readonly task: Task;
      readonly window: AppointmentWindow | undefined;
    },
  ): Booking {
    const { externalRef, task, window } = facts;
    this.count += 1;
    const appointment: Appointment = {
      id: opaqueId('app', this.seed, this.count),
      status: window ? 'scheduled' : 'scheduling',
      taskName: task.name,
      firstName: selection.patients[0]?.firstName ?? '',
      startAt: window?.startAt,
      endAt: window?.endAt,
      timeZone,
      postcode: selection.location.address.postcode,
      price: window?.price,
      taskId: task.id,
      preparation: task.preparation,
      chargeableFrom: window && chargeableFrom(window),
    };
    const booking: Booking = {
      appointment,
      outcome: window ? 'scheduled' : 'patient_led',
      // Not to be guessed, whatever the seed.
      manageToken: `man_${crypto.randomUUID()}`,
    };
    this.orders = [...this.orders, { externalRef, selection, booking }];
    return booking;
  }

  /** Where an appointment takes place; empty where there is none of the id. */
  placeOf(id: string): Postcode {
    return this.withId(id)?.booking.appointment.postcode ?? '';
  }

  /** A booking for whoever has its token: who has not is not even told that there is one. */
  open(id: string, manageToken: string): BookedOrder {
    const order = this.withId(id);
    if (order?.booking.manageToken !== manageToken)
      throw new Refusal(404, 'not_found', 'No such appointment.');
    return order;
  }

  cancel(order: BookedOrder): Appointment {
    const { booking } = order;
    const appointment: Appointment = { ...booking.appointment, status: 'cancelled' };
    const cancelled = { ...order, booking: { ...booking, appointment } };
    this.orders = this.orders.map((kept) => (kept === order ? cancelled : kept));
    return appointment;
  }

  clear(): void {
    this.orders = [];
  }

  private withId(id: string): BookedOrder | undefined {
    return this.orders.find(({ booking }) => booking.appointment.id === id);
  }
}
