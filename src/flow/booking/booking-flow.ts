import type { BookingApi } from '../../api/booking-api.js';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Problem } from '../../domain/problems.js';
import type { SealedSelection } from '../../domain/selection.js';
import { createAsking, type Asking } from './effects/availability.js';
import { createFinishing, type Details, type Finishing } from './effects/submit.js';
import { createHolding } from './effects/hold.js';
import type { EarlierStep, Happening } from './actions.js';
import { createQuestions, type Questions } from '../latest-request.js';
import { firstState, type BookingState } from './state.js';
import { next } from './reducer.js';

/** `checkout`: sealed here and booked once it is paid. `instant`: booked from the page. */
export type BookingMode = 'checkout' | 'instant';

export interface BookingFlowOptions {
  readonly api: BookingApi;
  readonly taskId: string;
  readonly now: () => Date;
  /** The months' names as they may be typed besides the English ones, January first. */
  readonly months: () => readonly string[];
  /** The rules by which the details are read: they arrive with the patient's step, and not before. */
  readonly loadDetails: () => Promise<Details>;
  readonly mode?: () => BookingMode;
  /** Which fields are asked for otherwise than the visit needs them. */
  readonly fields?: () => FieldRules;
  /** The merchant's reference, passed on in `instant` mode. */
  readonly orderRef?: () => string;
  /** A key for a selection: a UUID. */
  readonly newKey?: () => string;
  /** Asked before anything is sealed or booked; false keeps it from happening. */
  readonly maySubmit?: () => boolean;
  /** Runs something later; the result takes it back. */
  readonly after?: (milliseconds: number, run: () => void) => () => void;
  /** Hears of every failure of the service, also of those that nobody need be told. */
  readonly onProblem?: (problem: Problem) => void;
  /** Where the journey starts: the first state, unless an earlier journey is taken on. */
  readonly from?: BookingState;
}

export type FlowListener = (state: BookingState, before: BookingState, cause: Happening) => void;

/** What the parts of the journey share. */
export interface FlowContext {
  readonly options: Required<BookingFlowOptions>;
  readonly questions: Questions<'task' | 'coverage' | 'windows' | 'sealing'>;
  /** Settles when the hold that is on its way has come, or has not; null when none is. */
  holding: Promise<void> | null;
  /** Settles when the last hold that was given up has been given back. */
  releasing: Promise<void>;
  release(holdId: string): void;
  get(): BookingState;
  happen(happening: Happening): void;
}

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
    if (happening.type === 'window-lost') {
      questions.drop('sealing');
      asking.askWindows();
    }
    // What was held, was held for the place before.
    if (happening.type === 'coverage-moved') holding.hold();
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
