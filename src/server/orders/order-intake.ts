import { TokenExpiredError, TokenRefusedError } from '../errors.js';
import type { OrderRow } from '../store/store.js';
import { makeMark } from '../tokens/mark.js';
import { openToken, type Opened } from '../tokens/selection-token.js';
import { keyOf, type OrderContext } from './context.js';
import { freeToken } from './finish.js';
import {
  acceptChange,
  PAID_AFTER_CANCELLATION,
  paidChange,
  type Acceptable,
} from './order-changes.js';
import { changeRow } from './rows.js';

/** Takes what merchants hand over for an order: its selection and its payment, in any order. */
export class OrderIntake {
  constructor(private readonly context: OrderContext) {}

  /** Opens a selection. Throws `TokenRefusedError` for one of another mode or Task. */
  async open(token: string, taskId: string): Promise<Opened> {
    const opened = await openToken(token, this.context);
    if (opened.mode !== this.context.mode) throw new TokenRefusedError('other_mode');
    if (opened.selection.taskId !== taskId) throw new TokenRefusedError('other_task');
    return opened;
  }

  /** The same; null for a token that is too old: it may be that of an order that was booked long ago. */
  async openIfYoung(token: string, taskId: string): Promise<Opened | null> {
    try {
      return await this.open(token, taskId);
    } catch (error) {
      if (error instanceof TokenExpiredError) return null;
      throw error;
    }
  }

  /** Records that an order is paid, so that `runDue` takes it. */
  async pay(orderRef: string, taskId: string | null): Promise<OrderRow> {
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

  /** Writes a selection into the row of an order, and frees the token of the one that it replaces. */
  async take(orderRef: string, acceptable: Acceptable, isPaid: boolean): Promise<OrderRow> {
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
