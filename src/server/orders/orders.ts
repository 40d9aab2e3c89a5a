import {
  BookingUnsettledError,
  KeyReusedError,
  OrderCancelledError,
  OrderHasBookingError,
  ServerError,
  TokenExpiredError,
  TokenRefusedError,
} from '../errors.js';
import type { OrderRow } from '../store/store.js';
import { makeMark } from '../tokens/mark.js';
import { openToken, type Opened } from '../tokens/selection-token.js';
import { tokenDigest } from '../tokens/token-digest.js';
import { toBookingResult, type BookingResult } from './booking-result.js';
import { keyOf, type OrderContext } from './context.js';
import { freeToken } from './finish.js';
import { acceptableOf, cancelChange, refusalOf } from './order-changes.js';
import {
  checkAcceptInput,
  checkCancelInput,
  checkLimitInput,
  checkOrderInput,
  tokenOf,
  type AcceptInput,
  type CancelInput,
  type LimitInput,
  type OrderInput,
} from './order-input.js';
import { OrderIntake } from './order-intake.js';
import { checkOrderRef, instantRef } from './order-ref.js';
import { summaryOf, type FoundOrder, type OrderSummary } from './order-summary.js';
import { readAppointment } from './read-appointment.js';
import { reconcileOrder } from './reconcile.js';
import { changeRow, inStore, isLeased } from './rows.js';
import { settleAll, type RunDueResult } from './run-due.js';
import { settle } from './settle.js';
import { retryAfterSeconds } from './step.js';

const NO_SELECTION: BookingResult = {
  outcome: 'no_selection',
  appointment: null,
  manageToken: null,
};

const DEFAULT_LIMIT = 20;
const LIST_LIMIT = 100;

function isCancelled({ state }: OrderRow): boolean {
  return state === 'cancelled' || state === 'cancelling';
}

/** Whether a row is that of a selection, and not only of a payment. */
function hasSelection({ state, data }: OrderRow): boolean {
  return state !== 'accepted' || data.token !== null;
}

/**
 * Books orders: at most one appointment an order. See `docs/server.md`, "Guarantee". Every method rejects with a
 * `ServerError`.
 */
export class Orders {
  private readonly intake: OrderIntake;

  constructor(private readonly context: OrderContext) {
    this.intake = new OrderIntake(context);
  }

  /**
   * Stores an order's selection, and asks the platform nothing. With `paid: false`, the default, `runDue` does not
   * book it; call it again with `paid: true` once it may be booked. Rejects for a token that cannot be booked, so that
   * the customer can choose again before the payment.
   *
   * A payment is never refused: that of an order without a selection is kept until one is accepted, and that of an order
   * that was cancelled before is listed in `stuck()`.
   */
  async accept(input: AcceptInput): Promise<OrderSummary | { readonly outcome: 'no_selection' }> {
    checkAcceptInput(input);
    const token = tokenOf(input);
    if (token === null) return await this.acceptWithout(input);
    const acceptable = await acceptableOf(await this.intake.open(token, input.taskId), token);
    const row = await this.intake.take(input.orderRef, acceptable, input.paid === true);
    if (!isCancelled(row)) return summaryOf(row);
    if (input.paid !== true) throw new OrderCancelledError();
    return summaryOf(await this.intake.pay(input.orderRef, input.taskId));
  }

  /**
   * Books an order, once it is paid. Idempotent: the same order has the same appointment, however often and from
   * however many processes it is called. Takes the token of `accept` if none is given.
   */
  async book(input: OrderInput): Promise<BookingResult> {
    checkOrderInput(input);
    const token = tokenOf(input);
    const { orderRef, taskId } = input;
    const key = keyOf(this.context, orderRef);
    const known = await inStore(() => this.context.store.read(key));
    if (token === null && (known === null || !hasSelection(known))) return NO_SELECTION;
    if (known && known.data.taskId !== null && known.data.taskId !== taskId)
      throw new TokenRefusedError('other_task');
    const isNew = token !== null && !(await this.isBookedWith(known, token));
    const opened = isNew ? await this.intake.openIfYoung(token, taskId) : null;
    if (!isNew || opened === null) {
      if (isNew && (await tokenDigest(token)) !== known?.data.digest) throw new TokenExpiredError();
      await this.intake.pay(orderRef, taskId);
      return await this.settleAndAnswer(orderRef);
    }
    const acceptable = await acceptableOf(opened, token);
    const row = await this.intake.take(orderRef, acceptable, true);
    if (isCancelled(row)) await this.intake.pay(orderRef, taskId);
    return await this.settleAndAnswer(orderRef, opened, acceptable.digest);
  }

  /**
   * Cancels an order and its appointment: for a refund, also before and while it is booked. Idempotent. An order that
   * is not known yet is recorded as cancelled, and is not booked later. While an attempt to book is under way, rejects
   * with `BookingUnsettledError`; whichever process settles the attempt cancels it.
   */
  async cancel(input: CancelInput): Promise<BookingResult> {
    checkCancelInput(input);
    const { orderRef, reason } = input;
    const { context } = this;
    const mark = await makeMark(keyOf(context, orderRef), context.markKey);
    const cancelReason = typeof reason === 'string' ? reason : null;
    const { row, isWritten } = await changeRow(context.store, keyOf(context, orderRef), (current) =>
      cancelChange(current, { mark, cancelReason }),
    );
    if (isWritten && row?.version === 1)
      context.log({ event: 'order.not_known', orderRef, operation: 'cancel' });
    if (row?.state === 'cancelled') await freeToken(context, row);
    return await this.settleAndAnswer(orderRef);
  }

  /** Reads an order and its appointment, and changes nothing. Returns null for an order that is not known. */
  async find(orderRef: string): Promise<FoundOrder | null> {
    checkOrderRef(orderRef);
    const { context } = this;
    const row = await inStore(() => context.store.read(keyOf(context, orderRef)));
    if (row === null) return null;
    const found = row.data.appointmentId === null ? null : await this.readOrNull(row);
    const result = await toBookingResult(context, { row, found });
    const isBooked = row.data.appointmentId !== null || row.state === 'booked';
    return {
      ...summaryOf(row),
      outcome: isBooked || row.state === 'cancelled' ? result.outcome : row.data.outcome,
      appointment: result.appointment,
      manageToken: result.manageToken,
    };
  }

  /**
   * Compares an order with the platform, after a webhook: takes over the appointment's status, settles an unknown
   * outcome, and cancels a second appointment that the order's own attempts have made. Other appointments with its
   * reference are left alone and listed in `stuck()`. Returns null for an order that is not known.
   */
  async reconcile(orderRef: string): Promise<FoundOrder | null> {
    checkOrderRef(orderRef);
    await reconcileOrder(this.context, orderRef);
    return await this.find(orderRef);
  }

  /**
   * Books and settles orders that wait for it: those that are paid, those for which `book` was called, and those whose
   * outcome is not known. Never an order that was not called paid. Call it every minute, from as many processes as you
   * like.
   */
  async runDue(input: LimitInput = {}): Promise<RunDueResult> {
    checkLimitInput(input, 'runDue');
    return await settleAll(this.context, await this.list('due', input.limit ?? DEFAULT_LIMIT));
  }

  /** Lists orders that wait for `runDue`, now or later: paid and not booked, or not settled. */
  async due(input: LimitInput = {}): Promise<OrderSummary[]> {
    checkLimitInput(input, 'due');
    return (await this.list('waiting', input.limit ?? LIST_LIMIT)).map(summaryOf);
  }

  /** Lists orders that need a person. */
  async stuck(input: LimitInput = {}): Promise<OrderSummary[]> {
    checkLimitInput(input, 'stuck');
    return (await this.list('stuck', input.limit ?? LIST_LIMIT)).map(summaryOf);
  }

  /**
   * Removes an order's row, such as at a customer's request for erasure. Rejects with `BookingUnsettledError` while
   * something is under way. A later `book` finds the appointment by search, and no other order can use its token.
   */
  async forget(orderRef: string): Promise<void> {
    checkOrderRef(orderRef);
    const { store } = this.context;
    const row = await inStore(() => store.read(keyOf(this.context, orderRef)));
    if (row === null) return;
    const isUnderWay = ['attempting', 'unknown', 'cancelling'].includes(row.state);
    // A create that was refused may still be committed: without its row the next one would be sent at once.
    const isSettling = (row.settlesAt ?? 0) > row.now;
    if (isUnderWay || isSettling || isLeased(row))
      throw new BookingUnsettledError(retryAfterSeconds(row));
    // A process that has begun to book it meanwhile keeps its row.
    if (!(await inStore(() => store.remove(row.key, row.version))))
      throw new BookingUnsettledError(1);
    if (row.state !== 'booked') await freeToken(this.context, row);
  }

  /**
   * Books from the page: the same key answers the same booking. `digest` identifies the selection; `seal` checks and
   * seals it, and is called only for a key that is new, so that a repeated request is not told that its own window is
   * gone.
   */
  async bookInstant(
    key: string,
    digest: string,
    seal: () => Promise<{ readonly token: string }>,
  ): Promise<BookingResult> {
    const orderRef = instantRef(key);
    const known = await inStore(() => this.context.store.read(keyOf(this.context, orderRef)));
    if (known && known.data.digest !== digest) throw new KeyReusedError();
    if (known && known.state !== 'refused') {
      await this.intake.pay(orderRef, known.data.taskId);
      return await this.settleAndAnswer(orderRef);
    }
    const { token } = await seal();
    const opened = await openToken(token, this.context);
    const acceptable = await acceptableOf(opened, token);
    await this.intake.take(orderRef, { ...acceptable, digest, whenWindowGone: 'refuse' }, true);
    return await this.settleAndAnswer(orderRef, opened, digest);
  }

  /** `digest` is that of the selection that was given in this call: another call may have given the order another. */
  private async settleAndAnswer(
    orderRef: string,
    opened?: Opened,
    digest?: string,
  ): Promise<BookingResult> {
    const { context } = this;
    const settled = await settle(context, keyOf(context, orderRef), context.maxWaitMs);
    const { row } = settled;
    if (row.state === 'refused') throw refusalOf(row);
    if (row.state === 'accepted') throw new BookingUnsettledError(1);
    if (row.state !== 'cancelled' && digest !== undefined && row.data.digest !== digest)
      throw new OrderHasBookingError();
    const isOwn = settled.found !== null && row.data.digest === digest;
    return await toBookingResult(context, settled, isOwn ? opened : undefined);
  }

  private async readOrNull(row: OrderRow) {
    try {
      return await readAppointment(this.context, row.data);
    } catch (error) {
      if (error instanceof ServerError) return null;
      throw error;
    }
  }

  private async list(kind: 'due' | 'waiting' | 'stuck', limit: number): Promise<OrderRow[]> {
    const { store, namespace, mode } = this.context;
    return await inStore(() => store.list({ namespace, mode, kind, limit }));
  }

  private async isBookedWith(row: OrderRow | null, token: string): Promise<boolean> {
    if (row?.state !== 'booked') return false;
    if (row.data.digest !== (await tokenDigest(token))) throw new OrderHasBookingError();
    return true;
  }

  private async acceptWithout({
    orderRef,
    taskId,
    paid,
  }: AcceptInput): Promise<OrderSummary | { readonly outcome: 'no_selection' }> {
    const { context } = this;
    const known = await inStore(() => context.store.read(keyOf(context, orderRef)));
    if (known && known.data.taskId !== null && known.data.taskId !== taskId)
      throw new TokenRefusedError('other_task');
    const row = paid === true ? await this.intake.pay(orderRef, taskId) : known;
    if (row !== null && hasSelection(row)) return summaryOf(row);
    if (paid === true) context.log({ event: 'order.not_known', orderRef, operation: 'accept' });
    return { outcome: 'no_selection' };
  }
}
