import type { SealedSelection } from '../../domain/selection.js';
import { createAsking, type Asking } from './effects/availability.js';
import { createFinishing, type Finishing } from './effects/submit.js';
import { createHolding } from './effects/hold.js';
import type { EarlierStep, Happening } from './actions.js';
import type { BookingFlowOptions, EffectTable, FlowContext, FlowListener } from './context.js';
import { createQuestions } from '../latest-request.js';
import { firstState, type BookingState } from './state.js';
import { next } from './reducer.js';

/** The journey of one booking: its state, the few things a person can do, and a pause for when it is off the page. */
export interface BookingFlow extends Asking, Omit<Finishing, 'sealAgain' | 'sealAnew'> {
  get(): BookingState;
  subscribe(listener: FlowListener): () => void;
  chooseWindow(windowId: string): void;
  reopen(step: EarlierStep): void;
  /** Takes on what was sealed before the page was loaded again, if its promise still lasts. */
  restore(sealed: SealedSelection): void;
  reset(): void;
  pause(): void;
  resume(): void;
  /** The page was asleep: looks at the clock again. */
  wake(): void;
}

const later = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, milliseconds);
  return () => {
    clearTimeout(timer);
  };
};

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
    // What is held for nobody is given back; a booked window is no longer on hold.
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
      // One that could not be given back lapses.
      context.releasing = api.releaseHold(holdId).catch(() => undefined);
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
    // What was held, was held for the place before.
    'coverage-moved': [holding.hold],
  };

  /** A sealed selection whose promise has ended is no value any more: it is sealed again, or chosen anew. */
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
