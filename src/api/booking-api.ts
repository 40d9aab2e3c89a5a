import type { Booking } from '../domain/appointment.js';
import type { Coverage } from '../domain/coverage.js';
import type { Postcode } from '../domain/postcode.js';
import type { SealedSelection, Selection } from '../domain/selection.js';
import type { Task } from '../domain/task.js';
import type { WindowList, Hold } from '../domain/window/window.js';

/** A Task and a place, for which coverage and windows are requested. */
export interface TaskPlace {
  readonly taskId: string;
  readonly postcode: Postcode;
}

/**
 * The service as the booking flow uses it. Every call rejects with a `BookingError`, or with the signal's reason if
 * it was aborted.
 */
export interface BookingApi {
  getTask(taskId: string, signal: AbortSignal): Promise<Task>;
  checkCoverage(place: TaskPlace, signal: AbortSignal): Promise<Coverage>;
  /**
   * Lists the free windows. `from` and `to` are days at the place, `YYYY-MM-DD`, both included; at most three
   * weeks.
   */
  listWindows(
    query: TaskPlace & { readonly from: string; readonly to: string },
    signal: AbortSignal,
  ): Promise<WindowList>;
  /** Seals a complete selection into a token for the order. */
  sealSelection(selection: Selection, signal: AbortSignal): Promise<SealedSelection>;
  /** Holds a window for the user. Resolves with null if the service does not offer holds. */
  holdWindow(
    ask: TaskPlace & { readonly windowId: string },
    signal: AbortSignal,
  ): Promise<Hold | null>;
  /** Releases a hold if it can: one that is not released expires. Never rejects. */
  releaseHold(holdId: string): Promise<void>;
  /**
   * Books from the page. The request is never retried automatically and never aborted. `key` is a UUID made for
   * this selection. While the outcome is unknown the call rejects with `OutcomeUnknownError`; another call with the
   * same key finds out.
   */
  bookSelection(ask: {
    readonly selection: Selection;
    readonly key: string;
    readonly orderRef?: string;
  }): Promise<Booking>;
}
