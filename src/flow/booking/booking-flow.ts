import type { SealedSelection } from '../../domain/selection.js';
import { createAsking, type Asking } from './effects/availability.js';
import { createFinishing, type Finishing } from './effects/submit.js';
import { createHolding } from './effects/hold.js';
import type { EarlierStep, Happening } from './actions.js';
import type { BookingFlowOptions, EffectTable, FlowContext, FlowListener } from './context.js';
import { createQuestions } from '../latest-request.js';
import { firstState, type BookingState } from './state.js';
import { next } from './reducer.js';

/**
 * The flow of one booking: its state, the actions of the user, and a pause while the element is not in the page.
 */
export interface BookingFlow extends Asking, Omit<Finishing, 'sealAgain' | 'sealAnew'> {
  get(): BookingState;
  subscribe(listener: FlowListener): () => void;
  chooseWindow(windowId: string): void;
  reopen(step: EarlierStep): void;
  /** Restores a selection that was sealed before the page was reloaded, if its token has not expired. */
  restore(sealed: SealedSelection): void;
  reset(): void;
  /** Aborts the open requests and stops the timer of the hold. */
  pause(): void;
  /** Sends the aborted requests again, and checks the expiry times. */
  resume(): void;
  /** Checks the expiry times. Timers do not run while a page is suspended. */
  wake(): void;
}

const later = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, milliseconds);
  return () => {
    clearTimeout(timer);
  };
};

/** How long other requests wait for the release of a hold, in milliseconds. It may never be answered. */
const RELEASE_MS = 2_000;

export const createBookingFlow = (given: BookingFlowOptions): BookingFlow => {
  const options: Required<BookingFlowOptions> = {
    mode: () => 'checkout',
    fields: () => ({}),
    orderRef: () => '',
    newKey: () => crypto.randomUUID(),
    maySubmit: () => true,
    after: later,
    onProblem: () => undefined,
    from: firstState,
    ...given,
  };
  const { api, now, from } = options;
  let state = from;
  const listeners = new Set<FlowListener>();

  const happen = (happening: Happening): void => {
    const before = state;
    state = Object.freeze(next(before, happening));
    if (state === before) return;
    // A hold that is no longer needed is released. The hold of a booked window has been used up.
    if (before.hold !== null && before.hold.id !== state.hold?.id)
      if (happening.type !== 'hold-lapsed' && state.step !== 'booked')
        context.release(before.hold.id);
    for (const listener of [...listeners]) listener(state, before, happening);
    for (const run of effects[happening.type] ?? []) run();
  };

  const context: FlowContext = {
    options,
    questions: createQuestions(options.onProblem),
    holding: null,
    releasing: Promise.resolve(),
    release(holdId) {
      // A hold that could not be released expires.
      context.releasing = new Promise((resolve) => {
        const cancel = options.after(RELEASE_MS, resolve);
        const end = (): void => {
          cancel();
          resolve();
        };
        api.releaseHold(holdId).then(end, end);
      });
    },
    get: () => state,
    happen,
  };
  const { questions } = context;
  const asking = createAsking(context);
  const { sealAgain, sealAnew, ...finishing } = createFinishing(context);
  const holding = createHolding(context, sealAgain);

  const effects: EffectTable = {
    'window-lost': [
      () => {
        questions.drop('sealing');
      },
      asking.askWindows,
    ],
    // The previous hold was for the previous place.
    'coverage-moved': [holding.hold],
  };

  /**
   * Ends a sealed selection whose token has expired. One from this page is sealed again. A restored one has no
   * details to seal, so the flow starts from the first step.
   */
  const keepPromise = (): void => {
    if (state.step !== 'review' || state.end === 'bookable') return;
    if (now().getTime() < Date.parse(state.sealed.expiresAt)) return;
    const { end } = state;
    happen({ type: 'promise-ended' });
    if (end === 'sealed') sealAnew();
  };

  const wake = (): void => {
    holding.look();
    keepPromise();
  };

  return {
    ...asking,
    ...finishing,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    chooseWindow(windowId) {
      const { step } = state;
      happen({ type: 'window-chosen', windowId });
      if (step === 'window') holding.hold();
    },
    reopen(step) {
      const before = state;
      const reopened: Happening = { type: 'step-reopened', step };
      if (next(before, reopened) === before) return;
      questions.drop('coverage', 'windows', 'sealing');
      happen(reopened);
    },
    restore(sealed) {
      if (now().getTime() < Date.parse(sealed.expiresAt))
        happen({ type: 'selection-restored', sealed });
    },
    reset() {
      const before = state;
      happen({ type: 'journey-reset' });
      if (state !== before) questions.drop('coverage', 'windows', 'sealing');
    },
    pause() {
      questions.pause();
      holding.stop();
    },
    resume() {
      questions.resume();
      wake();
    },
    wake,
  };
};
