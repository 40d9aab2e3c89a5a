import type { FlowContext } from '../context.js';
import { problemOf } from '../../to-problem.js';
import { isBookingOpen } from '../state.js';

/** Keeps the chosen window for the person, where the service offers that; where it does not, nothing is said. */
export interface Holding {
  hold(): void;
  /** Looks at the clock: a hold may have lapsed while nobody looked. */
  look(): void;
  /** Stops looking at the clock. */
  stop(): void;
}

/** When a person is told once more that the hold ends. */
const soon = 2 * 60 * 1000;

/** A page that was left open must not keep a window from others for ever: it is held again this often. */
const mostAgain = 6;

export const createHolding = (context: FlowContext, sealAgain: () => void): Holding => {
  const { options, get, happen } = context;
  const { api, taskId, now, after, onProblem } = options;
  let again = 0;
  let stop: () => void = () => undefined;

  /**
   * A hold is never given up half asked, not even when the element is taken out of the page: it would keep the
   * window's room, and nobody could give it back. One that is not wanted any more is, when it comes.
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
      // A clock that is far off must not ask again and again.
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
      // What a booking was asked with is not changed under it.
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
