import type { Price } from '../price.js';

/** The time window in which the Appointment is committed to take place; ISO 8601 instants with offset. */
export interface AppointmentWindow {
  readonly id: string;
  /** The platform's name for it, such as "Early"; never shown in place of the times. */
  readonly name?: string | undefined;
  readonly startAt: string;
  readonly endAt: string;
  readonly remaining?: number | undefined;
  readonly price?: Price | undefined;
}

/** Windows of one place, whose time zone is the one they are shown in. */
export interface WindowList {
  readonly timeZone: string;
  readonly windows: readonly AppointmentWindow[];
}

/** A window that the service keeps for one person until it expires. */
export interface Hold {
  readonly id: string;
  readonly windowId: string;
  /** When it lapses; ISO 8601 instant. */
  readonly expiresAt: string;
}
