import type { Appointment, Outcome } from '../../domain/appointment.js';
import type { PlatformAppointment } from '../../platform/schemas.js';
import { ServerError } from '../errors.js';
import type { OrderRow } from '../store/store.js';
import { makeManageToken } from '../tokens/manage-token.js';
import type { Opened } from '../tokens/selection-token.js';
import { mapAppointment, outcomeOf, type AppointmentDetails } from './appointment-mapping.js';
import type { OrderContext } from './context.js';
import { readAppointment } from './read-appointment.js';
import type { Settled } from './step.js';

/** What came of an order. */
export interface BookingResult {
  readonly outcome: Outcome;
  /** The appointment as the platform describes it; null if there is none, or if it cannot be read just now. */
  readonly appointment: Appointment | null;
  /** Lets the order's page show and cancel the appointment; null without one. Print it for its own person only. */
  readonly manageToken: string | null;
}

/** Runs something that only decorates an answer: its failure leaves the decoration out. */
export async function orUndefined<Result>(
  run: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ServerError) return undefined;
    throw error;
  }
}

/** Names for an appointment: from the selection, or else from the platform, as far as it answers. */
export async function readDetails(
  { platform, timeZone }: OrderContext,
  found: PlatformAppointment,
  opened?: Opened,
): Promise<AppointmentDetails> {
  if (opened)
    return {
      taskName: opened.summary.taskName,
      firstName: opened.selection.patients[0]?.firstName,
      timeZone: opened.summary.timeZone,
      postcode: opened.selection.location.address.postcode,
    };
  const { taskId, patientId } = found;
  const [task, patient] = await Promise.all([
    orUndefined(async () => (taskId === null ? undefined : await platform.task(taskId))),
    orUndefined(async () => (patientId === null ? undefined : await platform.patient(patientId))),
  ]);
  return {
    taskName: task?.name,
    preparation: task?.preparation ?? undefined,
    firstName: patient?.firstName ?? undefined,
    timeZone,
  };
}

/**
 * Describes what came of an order. `opened` is the selection that was booked in this call: then no names are read. What
 * cannot be read just now is left out, and never turns what was done into an error.
 */
export async function toBookingResult(
  context: OrderContext,
  { row, found }: Settled,
  opened?: Opened,
): Promise<BookingResult> {
  const appointment = await currentAppointment(context, row, found);
  const id = appointment?.id ?? row.data.appointmentId;
  return {
    outcome: resultOutcome(row, found ?? appointment),
    appointment:
      appointment && mapAppointment(appointment, await readDetails(context, appointment, opened)),
    manageToken: id === null ? null : await makeManageToken(id, context),
  };
}

/** A create's answer may lack the id: then the appointment is looked for once. */
async function currentAppointment(
  context: OrderContext,
  row: OrderRow,
  found: Settled['found'],
): Promise<PlatformAppointment | null> {
  if (found?.id != null) return { ...found, id: found.id };
  const read = await orUndefined(async () => {
    if (row.data.appointmentId !== null) return await readAppointment(context, row.data);
    if (row.state !== 'booked') return null;
    return (await context.platform.appointmentsOf(row.data.mark))[0] ?? null;
  });
  return read ?? null;
}

/** The outcome of a settled order, also of one whose row the store did not take. */
export function resultOutcome({ state, data }: OrderRow, found: Settled['found']): Outcome {
  if (state === 'cancelled' || state === 'cancelling') return 'cancelled';
  if (found) return outcomeOf({ ...found, id: found.id ?? '' }, data.windowId);
  return data.outcome ?? 'scheduled';
}
