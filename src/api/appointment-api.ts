import type { Appointment } from '../domain/appointment.js';

/** Which appointment, and the token that came with it: whoever has both may see it and cancel it. */
export interface AppointmentKey {
  readonly appointmentId: string;
  readonly manageToken: string;
}

/** The service as an order page needs it. Every call rejects with a `BookingError`. */
export interface AppointmentApi {
  /** Rejects with the signal's reason when it was aborted. */
  getAppointment(key: AppointmentKey, signal: AbortSignal): Promise<Appointment>;
  /**
   * Cancels, and answers the appointment as it is then. Never repeated by itself and never aborted: what became of
   * one whose answer was lost, a read tells.
   */
  cancelAppointment(key: AppointmentKey): Promise<Appointment>;
}
