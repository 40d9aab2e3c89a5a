import type { Booking } from '../domain/appointment.js';
import type { Coverage } from '../domain/coverage.js';
import type { Postcode } from '../domain/postcode.js';
import type { SealedSelection, Selection } from '../domain/selection.js';
import type { Task } from '../domain/task.js';
import type { WindowList, Hold } from '../domain/window/window.js';

/** A Task in a place: what coverage and windows are asked about. */
export interface TaskPlace {
  readonly taskId: string;
  readonly postcode: Postcode;
}

/**
 * The service as the journey needs it. Every call rejects with a `BookingError`, or with the signal's
 * reason when it was aborted.
 */
export interface BookingApi {
  getTask(taskId: string, signal: AbortSignal): Promise<Task>;
  checkCoverage(place: TaskPlace, signal: AbortSignal): Promise<Coverage>;
  /** `from` and `to` are days of the place, `YYYY-MM-DD`, both included, at most three weeks. */
  listWindows(
    query: TaskPlace & { readonly from: string; readonly to: string },
    signal: AbortSignal,
  ): Promise<WindowList>;
  sealSelection(selection: Selection, signal: AbortSignal): Promise<SealedSelection>;
  /** Null when the service does not offer holds. */
  holdWindow(
    ask: TaskPlace & { readonly windowId: string },
    signal: AbortSignal,
  ): Promise<Hold | null>;
  /** Gives a hold back as well as it can: a hold that is forgotten lapses. Never rejects. */
  releaseHold(holdId: string): Promise<void>;
  /**
   * Books from the page. Never repeated by itself and never aborted: as long as nobody knows what became of
   * it, it rejects with `OutcomeUnknownError`, and the same key asks again.
   */
  bookSelection(ask: {
    readonly selection: Selection;
    readonly key: string;
    readonly orderRef?: string;
  }): Promise<Booking>;
}
