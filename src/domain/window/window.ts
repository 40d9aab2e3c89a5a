import type { Price } from '../price.js';

/** A time window in which an appointment takes place. Instants are ISO 8601 with an offset. */
export interface AppointmentWindow {
  readonly id: string;
  /** The platform's name for the window, such as "Early". It is never shown instead of the times. */
  readonly name?: string | undefined;
  readonly startAt: string;
  readonly endAt: string;
  /** The number of visits that can still be booked in the window; missing if it is not known. */
  readonly remaining?: number | undefined;
  readonly price?: Price | undefined;
}

/** Windows of one place. Their times are shown in its IANA time zone. */
export interface WindowList {
  readonly timeZone: string;
  readonly windows: readonly AppointmentWindow[];
}

/** A window that the service keeps for one user until the hold expires. */
export interface Hold {
  readonly id: string;
  readonly windowId: string;
  /** When the hold expires; ISO 8601 instant. */
  readonly expiresAt: string;
}
