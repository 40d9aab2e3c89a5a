import type { Appointment } from '../domain/appointment.js';

/**
 * The id of an appointment, and the token that came with it. Both together give the right to read and cancel it.
 */
export interface AppointmentKey {
  readonly appointmentId: string;
  readonly manageToken: string;
}

/** The service as an order page uses it. Every call rejects with a `BookingError`. */
export interface AppointmentApi {
  /** Reads the appointment. Rejects with the signal's reason if it was aborted. */
  getAppointment(key: AppointmentKey, signal: AbortSignal): Promise<Appointment>;
  /**
   * Cancels the appointment, and resolves with it as it is then. The request is never retried automatically and
   * never aborted. If its response is lost, reading the appointment shows whether it was cancelled.
   */
  cancelAppointment(key: AppointmentKey): Promise<Appointment>;
}
