import type { Outcome } from '../../domain/appointment.js';
import { ServerError, type ServerErrorCode } from '../errors.js';
import type { OrderRow } from '../store/store.js';
import { resultOutcome } from './booking-result.js';
import type { OrderContext } from './context.js';
import { settle } from './settle.js';

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

/** How long `runDue` waits for one order: it comes round again. */
const RUN_DUE_WAIT_MS = 0;

/** Brings orders to their end, one after another. An order that fails keeps none of the others from it. */
export async function settleAll(
  context: OrderContext,
  rows: readonly OrderRow[],
): Promise<RunDueResult> {
  const settled: RunDueResult['settled'][number][] = [];
  const failed: RunDueResult['failed'][number][] = [];
  for (const { key } of rows) {
    const { orderRef } = key;
    try {
      const { row, found } = await settle(context, key, RUN_DUE_WAIT_MS);
      // It was listed before somebody removed and accepted it anew.
      if (row.state === 'accepted') continue;
      if (row.state === 'refused')
        failed.push({ orderRef, code: row.data.error ?? 'internal', canRetry: false });
      else settled.push({ orderRef, outcome: resultOutcome(row, found) });
    } catch (error) {
      const code = error instanceof ServerError ? error.code : 'internal';
      failed.push({ orderRef, code, canRetry: error instanceof ServerError && error.canRetry });
      context.log({ event: 'order.failed', orderRef, code });
    }
  }
  return { settled, failed };
}
