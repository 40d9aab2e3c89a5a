import type { Outcome } from '../../domain/appointment.js';
import type { ServerErrorCode } from '../errors.js';
import type { OrderRow, OrderState } from '../store/store.js';
import type { BookingResult } from './booking-result.js';

/** An order as the store has it. */
export interface OrderSummary {
  readonly orderRef: string;
  readonly state: OrderState;
  /** Whether the order was called paid, by `accept` or `book`. */
  readonly paid: boolean;
  readonly outcome: Outcome | null;
  readonly appointmentId: string | null;
  /** The reference by which staff find the order's patient and appointment on the platform. */
  readonly externalRef: string;
  /** The code of the last error. */
  readonly error: ServerErrorCode | null;
  /** The platform's request id of the last error, for its support; null if it gave none. */
  readonly requestId: string | null;
  /** Why a person must look at the order; null if it needs nobody. */
  readonly stuck: string | null;
  /** When `runDue` takes the order, by the store's clock; null if it does not. */
  readonly dueAt: Date | null;
  /** When the order was first written, and last, by the store's clock. */
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An order and its appointment. */
export interface FoundOrder extends OrderSummary, Omit<BookingResult, 'outcome'> {}

export function summaryOf({
  key,
  state,
  data,
  dueAt,
  createdAt,
  updatedAt,
}: OrderRow): OrderSummary {
  return {
    orderRef: key.orderRef,
    state,
    paid: data.isPaid === true,
    outcome: data.outcome,
    appointmentId: data.appointmentId,
    externalRef: data.mark,
    error: data.error,
    requestId: data.requestId ?? null,
    stuck: data.stuck,
    dueAt: dueAt === null ? null : new Date(dueAt),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
  };
}
