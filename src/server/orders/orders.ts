import type { Outcome } from '../../domain/appointment.js';
import {
  BookingUnsettledError,
  KeyReusedError,
  OrderCancelledError,
  OrderHasBookingError,
  ServerError,
  TokenExpiredError,
  TokenRefusedError,
  type ServerErrorCode,
} from '../errors.js';
import type { OrderRow } from '../store/store.js';
import { makeMark } from '../tokens/mark.js';
import { openToken, type Opened } from '../tokens/selection-token.js';
import { tokenDigest } from '../tokens/token-digest.js';
import { resultOutcome, toBookingResult, type BookingResult } from './booking-result.js';
import { keyOf, type OrderContext } from './context.js';
import { freeToken } from './finish.js';
import {
  acceptableOf,
  acceptChange,
  cancelChange,
  PAID_AFTER_CANCELLATION,
  paidChange,
  refusalOf,
  type Acceptable,
} from './order-changes.js';
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
import { checkOrderRef, instantRef } from './order-ref.js';
import { summaryOf, type FoundOrder, type OrderSummary } from './order-summary.js';
import { readAppointment } from './read-appointment.js';
import { reconcileOrder } from './reconcile.js';
import { changeRow, inStore, isLeased } from './rows.js';
import { settle } from './settle.js';
import { retryAfterSeconds } from './step.js';

/** What `runDue` did. */
export interface RunDueResult {
  /** The orders that reached their end. */
  readonly settled: readonly { readonly orderRef: string; readonly outcome: Outcome }[];
  /** The orders that did not. `runDue` takes those with `canRetry` again by itself. */
  readonly failed: readonly {
    readonly orderRef: string;
    readonly code: ServerErrorCode | 'internal';
    readonly canRetry: boolean;
  }[];
}

const NO_SELECTION: BookingResult = {
  outcome: 'no_selection',
  appointment: null,
  manageToken: null,
};

const DEFAULT_LIMIT = 20;
const LIST_LIMIT = 100;

/** How long `runDue` waits for one order: it comes round again. */
const RUN_DUE_WAIT_MS = 0;

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
  constructor(private readonly context: OrderContext) {}

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
    const acceptable = await this.openFor(input, token);
    const row = await this.write(input.orderRef, acceptable, input.paid === true);
    if (!isCancelled(row)) return summaryOf(row);
    if (input.paid !== true) throw new OrderCancelledError();
    return summaryOf(await this.makeDue(input.orderRef, input.taskId));
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
    let opened: Opened | undefined;
    let digest: string | undefined;
    if (token !== null && !(await this.isBookedWith(known, token))) {
      opened = await this.openOrTooOld(input, token, known);
      if (opened) {
        const acceptable = await acceptableOf(opened, token);
        ({ digest } = acceptable);
        const row = await this.write(orderRef, acceptable, true);
        if (isCancelled(row)) await this.makeDue(orderRef, taskId);
      } else {
        if ((await tokenDigest(token)) !== known?.data.digest) throw new TokenExpiredError();
        await this.makeDue(orderRef, taskId);
      }
    } else await this.makeDue(orderRef, taskId);
    return await this.settleAndAnswer(orderRef, opened, digest);
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
    const rows = await this.list('due', input.limit ?? DEFAULT_LIMIT);
    const settled: { orderRef: string; outcome: Outcome }[] = [];
    const failed: { orderRef: string; code: ServerErrorCode | 'internal'; canRetry: boolean }[] =
      [];
    for (const { key } of rows) {
      const { orderRef } = key;
      try {
        const { row, found } = await settle(this.context, key, RUN_DUE_WAIT_MS);
        // It was listed before somebody removed and accepted it anew.
        if (row.state === 'accepted') continue;
        if (row.state === 'refused')
          failed.push({ orderRef, code: row.data.error ?? 'internal', canRetry: false });
        else settled.push({ orderRef, outcome: resultOutcome(row, found) });
      } catch (error) {
        const code = error instanceof ServerError ? error.code : 'internal';
        failed.push({ orderRef, code, canRetry: error instanceof ServerError && error.canRetry });
        this.context.log({ event: 'order.failed', orderRef, code });
      }
    }
    return { settled, failed };
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
      await this.makeDue(orderRef, known.data.taskId);
      return await this.settleAndAnswer(orderRef);
    }
    const { token } = await seal();
    const opened = await openToken(token, this.context);
    const acceptable = await acceptableOf(opened, token);
    await this.write(orderRef, { ...acceptable, digest, whenWindowGone: 'refuse' }, true);
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

  private async openFor({ taskId }: OrderInput, token: string): Promise<Acceptable> {
    const opened = await openToken(token, this.context);
    if (opened.mode !== this.context.mode) throw new TokenRefusedError('other_mode');
    if (opened.selection.taskId !== taskId) throw new TokenRefusedError('other_task');
    return await acceptableOf(opened, token);
  }

  /** A token that is too old may be that of an order that was booked long ago. */
  private async openOrTooOld(
    { taskId }: OrderInput,
    token: string,
    known: OrderRow | null,
  ): Promise<Opened | undefined> {
    try {
      const opened = await openToken(token, this.context);
      if (opened.mode !== this.context.mode) throw new TokenRefusedError('other_mode');
      if (opened.selection.taskId !== taskId) throw new TokenRefusedError('other_task');
      return opened;
    } catch (error) {
      if (error instanceof TokenExpiredError && known !== null) return undefined;
      throw error;
    }
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
    const row = paid === true ? await this.makeDue(orderRef, taskId) : known;
    if (row !== null && hasSelection(row)) return summaryOf(row);
    if (paid === true) context.log({ event: 'order.not_known', orderRef, operation: 'accept' });
    return { outcome: 'no_selection' };
  }

  /** Records that an order is paid, so that `runDue` takes it. */
  private async makeDue(orderRef: string, taskId: string | null): Promise<OrderRow> {
    const { context } = this;
    const key = keyOf(context, orderRef);
    const mark = await makeMark(key, context.markKey);
    const { row, isWritten } = await changeRow(context.store, key, (current) =>
      paidChange(current, { mark, taskId }),
    );
    if (row === null) throw new TypeError('A row that was written is missing.');
    if (isWritten && row.data.stuck === PAID_AFTER_CANCELLATION)
      context.log({ event: 'order.stuck', orderRef, reason: PAID_AFTER_CANCELLATION });
    return row;
  }

  private async write(
    orderRef: string,
    acceptable: Acceptable,
    isPaid: boolean,
  ): Promise<OrderRow> {
    const { context } = this;
    const key = keyOf(context, orderRef);
    const mark = await makeMark(key, context.markKey);
    const before: OrderRow[] = [];
    const { row, isWritten } = await changeRow(context.store, key, (current) => {
      if (current) before.push(current);
      return acceptChange(current, acceptable, { mark, isPaid });
    });
    const replaced = before.at(-1);
    if (isWritten && replaced && replaced.data.digest !== acceptable.digest)
      await freeToken(context, replaced);
    if (row === null) throw new TypeError('A row that was written is missing.');
    return row;
  }
}
