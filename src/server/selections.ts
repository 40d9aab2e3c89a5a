import type { Selection, Summary } from '../domain/selection.js';
import type { Price } from '../domain/price.js';
import {
  MisconfiguredError,
  OrderCancelledError,
  OrderHasBookingError,
  OrderPaidError,
  TokenRefusedError,
  TokenUsedError,
} from './errors.js';
import { inStore } from './orders/rows.js';
import { checkOrderRef } from './orders/order-ref.js';
import type { OrderRow, Store } from './store/store.js';
import { openToken, type SealingContext } from './tokens/selection-token.js';
import { tokenDigest } from './tokens/token-digest.js';

/** A selection as the shop may know it: nothing about the patient. */
export interface OpenedSelection {
  readonly taskId: string;
  readonly windowId: string;
  readonly mode: 'test' | 'live';
  /** The names and times for the customer. */
  readonly summary: Summary;
  /** What to charge; null if the platform gave no price for the window. */
  readonly price: Price | null;
  /** When the promise of the window ends: an ISO 8601 instant. */
  readonly windowEndsAt: string;
  /** Whether the window would be booked now; if not, the platform asks the patient to choose another time. */
  readonly willBookWindow: boolean;
}

export interface OpenOptions {
  /** The Task that the order sells. A selection of another Task is refused. */
  readonly taskId: string;
  /** The order that has used, or will use, the selection. One that another order has used is refused. */
  readonly orderRef?: string | undefined;
}

export interface OpenWithPatientOptions extends OpenOptions {
  /** Returns the patient's details as well, as `selection`. */
  readonly includePatient: true;
}

/** The context of `Selections`. */
export interface SelectionsContext extends SealingContext {
  readonly mode: 'test' | 'live';
  readonly store: Store | undefined;
  /** The orders' namespace: shops that share a database may have orders of one reference. */
  readonly namespace: string;
}

/** Opens sealed selections before the payment. */
export class Selections {
  constructor(private readonly context: SelectionsContext) {}

  open(
    token: string,
    options: OpenWithPatientOptions,
  ): Promise<OpenedSelection & { readonly selection: Selection }>;
  open(token: string, options: OpenOptions): Promise<OpenedSelection>;
  /**
   * Opens a selection before the payment. Rejects with `MisconfiguredError` without `taskId`, with `TokenRefusedError` for another Task or mode and for a changed
   * token, with `TokenUnreadableError` if this process cannot open it yet, with `TokenExpiredError` after
   * `sealing.lifetimeMs`. With a store also with `TokenUsedError` if another order has used it, and with `orderRef` with
   * `OrderPaidError`, `OrderHasBookingError` or `OrderCancelledError` if that order takes no selection any more.
   */
  async open(
    token: string,
    options: OpenOptions & { readonly includePatient?: true },
  ): Promise<OpenedSelection & { readonly selection?: Selection }> {
    const { context } = this;
    // Plain JavaScript may leave the options out.
    const { taskId, orderRef, includePatient } =
      (options as Partial<typeof options> | undefined) ?? {};
    if (typeof taskId !== 'string')
      throw new MisconfiguredError('selections.open.taskId', 'name the Task that the order sells.');
    const text = typeof token === 'string' ? token.trim() : '';
    const opened = await openToken(text, context);
    const { selection, summary, promisedUntil, isPromised, mode } = opened;
    if (mode !== context.mode) throw new TokenRefusedError('other_mode');
    if (selection.taskId !== taskId) throw new TokenRefusedError('other_task');
    await this.checkUnused(text, orderRef);
    const described: OpenedSelection = {
      taskId: selection.taskId,
      windowId: selection.windowId,
      mode,
      summary,
      price: summary.price ?? null,
      windowEndsAt: promisedUntil.toISOString(),
      willBookWindow: isPromised,
    };
    return includePatient === true ? { ...described, selection } : described;
  }

  private async checkUnused(token: string, orderRef: string | undefined): Promise<void> {
    if (orderRef !== undefined) checkOrderRef(orderRef);
    const { store, namespace, mode } = this.context;
    if (!store) return;
    const digest = await tokenDigest(token);
    const owner = await inStore(() => store.tokenOwner(digest));
    if (owner !== null && (owner.namespace !== namespace || owner.orderRef !== orderRef))
      throw new TokenUsedError();
    if (orderRef === undefined) return;
    const row = await inStore(() => store.read({ namespace, mode, orderRef }));
    if (row !== null) refuseOther(row, digest);
  }
}

/** Throws for an order that takes no selection any more, or no other than it has. */
function refuseOther({ state, data }: OrderRow, digest: string): void {
  if (state === 'cancelled' || state === 'cancelling') throw new OrderCancelledError();
  if (data.digest === null || data.digest === digest) return;
  if (state === 'accepted' && data.isPaid === true) throw new OrderPaidError();
  if (state !== 'accepted' && state !== 'refused') throw new OrderHasBookingError();
}
