import type { FlowContext } from './booking-flow.js';
import { isBookingOpen } from './state.js';

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

export const createHolding = (
  { options, questions, get, happen }: FlowContext,
  sealAgain: () => void,
): Holding => {
  const { api, taskId, now, after } = options;
  let again = 0;
  let stop: () => void = () => undefined;

  const ask = (): void => {
    const { step, chosen, postcode, hold } = get();
    if (chosen === null || hold !== null || (step !== 'patient' && step !== 'review')) return;
    questions.ask('hold', {
      put: (signal) => api.holdWindow({ taskId, postcode, windowId: chosen.id }, signal),
      answered: (hold) => {
        if (hold === null) return;
        happen({ type: 'window-held', hold });
        // A clock that is far off must not ask again and again.
        look();
        sealAgain();
      },
      failed: (problem) => {
        if (problem.code === 'window-unavailable') happen({ type: 'window-lost' });
      },
    });
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
