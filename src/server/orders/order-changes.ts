import {
  BookingUnsettledError,
  OrderHasBookingError,
  OrderPaidError,
  PlatformAnswerError,
  PlatformRefusedError,
  TokenExpiredError,
  TokenRefusedError,
  TokenUsedError,
  type ServerError,
} from '../errors.js';
import type { OrderChange, OrderData, OrderRow } from '../store/store.js';
import type { Opened } from '../tokens/selection-token.js';
import { tokenDigest } from '../tokens/token-digest.js';
import { newData } from './rows.js';
import { retryAfterSeconds } from './step.js';

/** A selection that may be written into an order's row. */
export interface Acceptable {
  readonly token: string;
  readonly digest: string;
  readonly taskId: string;
  readonly windowId: string;
  readonly whenWindowGone: OrderData['whenWindowGone'];
}

export async function acceptableOf({ selection }: Opened, token: string): Promise<Acceptable> {
  const { taskId, windowId } = selection;
  const digest = await tokenDigest(token);
  return { token, digest, taskId, windowId, whenWindowGone: 'patient_led' };
}

/** The change with which an order takes a selection, or null if it has it already. */
export function acceptChange(
  row: OrderRow | null,
  selection: Acceptable,
  { mark, isPaid }: { readonly mark: string; readonly isPaid: boolean },
): OrderChange | null {
  const { token, digest, taskId, windowId, whenWindowGone } = selection;
  const isSame = row?.data.digest === digest;
  const data = row?.data ?? newData(mark);
  // A payment may come before the selection, or before one that the platform refused.
  const isDue = isPaid || data.isPaid === true;
  switch (row?.state) {
    case undefined:
    case 'accepted':
    case 'refused': {
      if (row && data.stuck === 'outcome_unknown' && !isSame) throw new BookingUnsettledError(null);
      if (data.isPaid === true && data.taskId !== null && data.taskId !== taskId)
        throw new TokenRefusedError('other_task');
      // The customer has paid for the one that was chosen before.
      if (row?.state === 'accepted' && data.isPaid === true && data.digest !== null && !isSame)
        throw new OrderPaidError();
      if (row?.state === 'accepted' && isSame && (!isPaid || row.dueAt !== null)) return null;
      if (row?.state === 'refused' && (!isPaid || data.stuck === 'outcome_unknown') && isSame)
        return null;
      return {
        state: 'accepted',
        data: {
          ...data,
          token,
          digest,
          taskId,
          windowId,
          whenWindowGone,
          isPaid: isDue,
          error: null,
          requestId: null,
          stuck: null,
          failures: 0,
        },
        dueMs: isDue ? 0 : undefined,
      };
    }
    case 'booked':
      if (!isSame) throw new OrderHasBookingError();
      return null;
    case 'attempting':
    case 'unknown':
      if (!isSame) throw new BookingUnsettledError(retryAfterSeconds(row));
      return null;
    default:
      return null;
  }
}

/** `stuck` of an order whose payment came after its cancellation. */
export const PAID_AFTER_CANCELLATION = 'paid_after_cancellation';

/** The reason for a person that stays when no other is left. */
export function lastingReason({ isPaidLate }: OrderData): string | null {
  return isPaidLate === true ? PAID_AFTER_CANCELLATION : null;
}

/** The change that records that an order is paid, or null if nothing follows from it. */
export function paidChange(
  row: OrderRow | null,
  { mark, taskId }: { readonly mark: string; readonly taskId: string | null },
): OrderChange | null {
  if (row === null) return { state: 'accepted', data: { ...newData(mark), taskId, isPaid: true } };
  const { state } = row;
  const data = { ...row.data, isPaid: true };
  switch (state) {
    case 'accepted':
      if (data.token === null) return row.data.isPaid === true ? null : { state, data };
      return row.dueAt === null ? { state, data, dueMs: 0 } : null;
    case 'refused':
      if (data.token === null || data.stuck === 'outcome_unknown') return null;
      return { state: 'accepted', data: { ...data, stuck: null }, dueMs: 0 };
    case 'cancelling':
    case 'cancelled':
      // Payments repeat: one that was there before the cancellation was refunded with it.
      if (row.data.isPaid === true) return null;
      return {
        state,
        data: { ...data, isPaidLate: true, stuck: data.stuck ?? PAID_AFTER_CANCELLATION },
      };
    case 'booked':
      return row.data.isPaid === true ? null : { state, data };
    default:
      return null;
  }
}

/** The change with which an order is cancelled, or null if it is already. */
export function cancelChange(
  row: OrderRow | null,
  { mark, cancelReason }: { readonly mark: string; readonly cancelReason: string | null },
): OrderChange | null {
  const data = { ...(row?.data ?? newData(mark)), cancelReason };
  switch (row?.state) {
    case 'cancelled':
    case 'cancelling':
      // A person has seen to the payment.
      if (data.isPaidLate !== true) return null;
      return {
        state: row.state,
        data: {
          ...row.data,
          isPaidLate: false,
          stuck: data.stuck === PAID_AFTER_CANCELLATION ? null : data.stuck,
        },
      };
    case 'accepted':
    case 'refused':
      // Nothing was ever sent, so there is nothing to look for.
      if (data.attempts.length === 0)
        return {
          state: 'cancelled',
          data: { ...data, token: null, outcome: 'cancelled', stuck: null },
          dueMs: null,
        };
      return { state: 'cancelling', data, dueMs: 0 };
    default:
      return { state: 'cancelling', data, dueMs: 0 };
  }
}

/** The error of an order that cannot be booked, for a call that did not try by itself. */
export function refusalOf({ data }: OrderRow): ServerError {
  const platform = { requestId: data.requestId ?? null };
  if (data.stuck === 'outcome_unknown') return new BookingUnsettledError(null);
  if (data.error === 'token_expired') return new TokenExpiredError();
  if (data.error === 'token_refused') return new TokenRefusedError('altered');
  if (data.error === 'token_used') return new TokenUsedError();
  if (data.error === 'platform_answer')
    return new PlatformAnswerError('createAppointment', '', { platform });
  return new PlatformRefusedError('createAppointment', null, { platform });
}
