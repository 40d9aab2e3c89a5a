/** What merchants pass to `ally.orders`. Plain JavaScript may pass anything. */
import { MisconfiguredError, TokenRefusedError } from '../errors.js';
import { check, checkNames, isRecord, isText, type Names } from '../option-checks.js';
import { checkOrderRef } from './order-ref.js';

/** An order with its selection. */
export interface OrderInput {
  /**
   * The order's reference in the merchant's system: 1 to 64 letters, digits, `-`, `_`, `.` or `#`. It never changes,
   * and no other order of the namespace has it.
   */
  readonly orderRef: string;
  /** The value of the form field. Empty, or null: the order has no selection. */
  readonly token?: string | null | undefined;
  /** The Task that the order sells. A selection of another Task is refused. */
  readonly taskId: string;
}

export interface AcceptInput extends OrderInput {
  /** Whether the order may be booked. Default: false. */
  readonly paid?: boolean | undefined;
}

export interface CancelInput {
  readonly orderRef: string;
  /** Shown to the platform. Nothing personal. */
  readonly reason?: string | undefined;
}

/** How many orders a call takes at most. */
export interface LimitInput {
  /** Default: 20 for `runDue`, 100 for lists. At most 1,000. */
  readonly limit?: number | undefined;
}

const MAX_LIMIT = 1_000;

const ORDER_NAMES: Names<OrderInput> = { orderRef: true, token: true, taskId: true };
const ACCEPT_NAMES: Names<AcceptInput> = { ...ORDER_NAMES, paid: true };
const CANCEL_NAMES: Names<CancelInput> = { orderRef: true, reason: true };
const LIMIT_NAMES: Names<LimitInput> = { limit: true };

/** Throws for a name that the SDK does not know: a misspelt `token` or `paid` would be ignored, and the order lost. */
function checkGroup(input: unknown, method: string, names: object): void {
  check(isRecord(input), `orders.${method}`, 'give an object.');
  checkNames(input as object, names, `orders.${method}`);
}

function checkTaskId(taskId: unknown, method: string): void {
  check(isText(taskId), `orders.${method}.taskId`, 'name the Task that the order sells.');
}

export function checkOrderInput(input: OrderInput): void {
  checkGroup(input, 'book', ORDER_NAMES);
  checkOrderRef(input.orderRef);
  checkTaskId(input.taskId, 'book');
}

export function checkAcceptInput(input: AcceptInput): void {
  checkGroup(input, 'accept', ACCEPT_NAMES);
  checkOrderRef(input.orderRef);
  checkTaskId(input.taskId, 'accept');
  const { paid } = input as { readonly paid?: unknown };
  // A form's "true" that counted as false would leave a paid order unbooked.
  check(
    paid === undefined || typeof paid === 'boolean',
    'orders.accept.paid',
    'give true or false.',
  );
}

export function checkCancelInput(input: CancelInput): void {
  checkGroup(input, 'cancel', CANCEL_NAMES);
  checkOrderRef(input.orderRef);
}

export function checkLimitInput(input: LimitInput, method: string): void {
  checkGroup(input, method, LIMIT_NAMES);
  const { limit = 1 } = input;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new MisconfiguredError(
      `orders.${method}.limit`,
      `give a whole number from 1 to ${String(MAX_LIMIT)}.`,
    );
}

/** Empty strings come from forms, null from databases. */
export function tokenOf({ token }: OrderInput): string | null {
  const text = typeof token === 'string' ? token.trim() : token;
  if (text == null || text === '') return null;
  if (typeof text !== 'string') throw new TokenRefusedError('malformed');
  return text;
}
