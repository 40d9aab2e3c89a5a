import type { FlowContext } from '../context.js';
import { problemOf } from '../../to-problem.js';
import { isBookingOpen } from '../state.js';

/** Holds the chosen window for the user, if the service offers holds. If it does not, there is no message. */
export interface Holding {
  hold(): void;
  /** Checks the clock: the hold may have expired while the page was suspended. */
  look(): void;
  /** Stops the timer that checks the clock. */
  stop(): void;
}

/** How long before the end of a hold the user is warned, in milliseconds. */
const soon = 2 * 60 * 1000;

/**
 * How many times an expired hold is requested again. The limit is for a page that was left open: it must not keep a
 * window from others for ever.
 */
const mostAgain = 6;

export const createHolding = (context: FlowContext, sealAgain: () => void): Holding => {
  const { options, get, happen } = context;
  const { api, taskId, now, after, onProblem } = options;
  let again = 0;
  let stop: () => void = () => undefined;

  /**
   * Requests a hold. The request is never aborted, not even when the element is removed from the page: the service
   * would hold the window, and the page would not have the id to release it. A hold that is no longer wanted is
   * released when it arrives.
   */
  const hold = async (): Promise<void> => {
    const { chosen, postcode } = get();
    if (chosen === null) return;
    const { signal } = new AbortController();
    try {
      const kept = await api.holdWindow({ taskId, postcode, windowId: chosen.id }, signal);
      if (kept === null) return;
      if (get().postcode === postcode) happen({ type: 'window-held', hold: kept });
      if (get().hold?.id !== kept.id) context.release(kept.id);
    } catch (error) {
      const problem = problemOf(error);
      onProblem(problem);
      const state = get();
      const isOurs =
        state.chosen?.id === chosen.id && state.hold === null && state.postcode === postcode;
      if (problem.code === 'window_unavailable' && isOurs) happen({ type: 'window-lost' });
    }
  };

  const ask = (): void => {
    const { step, hold: held } = get();
    if (held !== null || (step !== 'patient' && step !== 'review')) return;
    const holding = hold().finally(() => {
      if (context.holding === holding) context.holding = null;
      // `look` counts the repeated requests: with a clock that is far off they must not go on for ever.
      look();
      sealAgain();
    });
    context.holding = holding;
  };

  const look = (): void => {
    stop();
    const { hold, holdEndsSoon } = get();
    if (hold === null) return;
    const left = Date.parse(hold.expiresAt) - now().getTime();
    if (left <= 0) {
      happen({ type: 'hold-lapsed' });
      // The values of a booking request in progress are not changed.
      if (again >= mostAgain || isBookingOpen(get())) return;
      again += 1;
      ask();
      return;
    }
    if (left <= soon && !holdEndsSoon) happen({ type: 'hold-ending' });
    stop = after(left > soon ? left - soon : left, look);
  };

  return {
    hold() {
      again = 0;
      ask();
      look();
    },
    look,
    stop: () => {
      stop();
    },
  };
};
