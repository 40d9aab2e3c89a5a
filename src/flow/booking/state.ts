import type { Booking } from '../../domain/appointment.js';
import type { Covered, NotCovered } from '../../domain/coverage.js';
import { emptyDraft, type FieldProblems, type PatientDraft } from '../../domain/patient/draft.js';
import type { Problem } from '../../domain/problems.js';
import type { SealedSelection, Selection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { AppointmentWindow, WindowList, Hold } from '../../domain/window/window.js';

/** The state of a request to the service. */
export type Remote<Value> =
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'ready'; readonly value: Value }
  | { readonly status: 'failed'; readonly problem: Problem };

export const idle = Object.freeze({ status: 'idle' });
export const pending = Object.freeze({ status: 'pending' });
export const ready = <Value>(value: Value): Remote<Value> => ({ status: 'ready', value });
export const failed = (problem: Problem): Remote<never> => ({ status: 'failed', problem });

/** State that every step has, so that going back loses nothing. */
export interface Carried {
  readonly task: Remote<Task>;
  /** The postcode of the last request; empty before the first one. */
  readonly postcode: string;
  readonly chosen: AppointmentWindow | null;
  /** The hold of the chosen window; null if there is none, for any reason. */
  readonly hold: Hold | null;
  /** Whether the user has been warned that the hold ends soon. */
  readonly holdEndsSoon: boolean;
  readonly draft: PatientDraft;
}

/**
 * The state of a chosen window after a change of the postcode. `asked`: it is unknown whether the window is free at
 * the new place. `made`: that is known. `none`: the postcode has not changed.
 */
export type Move = 'none' | 'asked' | 'made';

/** Whether the service may have windows after the last date of the list. */
export type LaterDates = 'none' | 'offered' | 'pending' | 'failed';

export interface CoverageState extends Carried {
  readonly step: 'coverage';
  /** `ready` if the postcode is not covered: the user stays in this step. */
  readonly check: Remote<NotCovered>;
}

export interface WindowState extends Carried {
  readonly step: 'window';
  readonly coverage: Covered;
  readonly windows: Remote<WindowList>;
  readonly later: LaterDates;
  /**
   * The window that became unavailable while the details were entered, or that is not free at the new postcode;
   * else null.
   */
  readonly lost: AppointmentWindow | null;
  readonly move: Move;
}

/** State of the steps after a window was chosen. */
export interface Chosen extends Carried {
  readonly coverage: Covered;
  readonly list: WindowList;
  readonly chosen: AppointmentWindow;
}

export interface PatientState extends Chosen {
  readonly step: 'patient';
  readonly problems: FieldProblems;
  readonly sealing: Remote<never>;
  /** `made`: the window is free at the new postcode too, and the user must check the address. */
  readonly move: Move;
}

/** The selection is sealed. The merchant's server books it once the order is paid. */
export interface SealedState extends Chosen {
  readonly step: 'review';
  readonly end: 'sealed';
  readonly selection: Selection;
  readonly sealed: SealedSelection;
}

/** The selection is complete. The page books it. */
export interface BookableState extends Chosen {
  readonly step: 'review';
  readonly end: 'bookable';
  readonly selection: Selection;
  /** The key is made for this selection, and the reference is kept with it: a retry sends the same values. */
  readonly key: string;
  readonly orderRef: string;
  readonly booking: Remote<never>;
}

/** The selection was sealed before the page was reloaded. Only its summary is left. */
export interface RestoredState extends Carried {
  readonly step: 'review';
  readonly end: 'restored';
  readonly sealed: SealedSelection;
}

export type ReviewState = SealedState | BookableState | RestoredState;

/** The service has confirmed the booking. */
export interface BookedState extends Chosen {
  readonly step: 'booked';
  readonly selection: Selection;
  readonly booked: Booking;
}

export type BookingState = CoverageState | WindowState | PatientState | ReviewState | BookedState;

/** The name of a step. */
export type Step = BookingState['step'];

/** The steps in the order in which a user reaches them. */
export const steps: readonly Step[] = ['coverage', 'window', 'patient', 'review', 'booked'];

export const firstState: CoverageState = Object.freeze({
  step: 'coverage',
  task: idle,
  postcode: '',
  chosen: null,
  hold: null,
  holdEndsSoon: false,
  draft: emptyDraft,
  check: idle,
});

/** Returns whether a booking was requested and its outcome is unknown. Nothing may be changed in that state. */
export const isBookingOpen = (state: BookingState): boolean =>
  state.step === 'review' &&
  state.end === 'bookable' &&
  (state.booking.status === 'pending' ||
    (state.booking.status === 'failed' && state.booking.problem.code === 'outcome_unknown'));

/** Picks the state that every step has. */
export const carriedOf = ({
  task,
  postcode,
  chosen,
  hold,
  holdEndsSoon,
  draft,
}: Carried): Carried => ({ task, postcode, chosen, hold, holdEndsSoon, draft });

/** Picks the state that every step after the choice of a window has. */
export const chosenOf = (state: Chosen): Chosen => ({
  ...carriedOf(state),
  coverage: state.coverage,
  list: state.list,
  chosen: state.chosen,
});

/** The state without a hold: it was released, has expired, or was for another window. */
export const unheld = { hold: null, holdEndsSoon: false } as const;

export const problemIn = (remote: Remote<unknown>): Problem | null =>
  remote.status === 'failed' ? remote.problem : null;
