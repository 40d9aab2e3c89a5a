import type { CreatedAppointment } from '../platform/platform-client.js';
import type { PlatformAppointment } from '../../platform/schemas.js';
import type { OrderRow } from '../store/store.js';

/** An order whose outcome is known. */
export interface Settled {
  readonly row: OrderRow;
  /** The order's appointment as the platform has just described it; null if it was not read in this call. */
  readonly found: PlatformAppointment | CreatedAppointment | null;
}

/** One step towards the end of an order. */
export type Step =
  | { readonly kind: 'settled'; readonly settled: Settled }
  /** Another process acts, or the settle time has not passed. */
  | { readonly kind: 'wait'; readonly row: OrderRow; readonly cause?: unknown }
  | { readonly kind: 'again' };

/** The seconds after which a call may know more. */
export function retryAfterSeconds({ leaseUntil, settlesAt, now }: OrderRow): number {
  const at = Math.max(leaseUntil ?? 0, settlesAt ?? 0);
  return Math.max(1, Math.ceil((at - now) / 1000));
}
