import type { Booking } from '../../domain/appointment.js';
import type { Covered, NotCovered } from '../../domain/coverage.js';
import { emptyDraft, type FieldProblems, type PatientDraft } from '../../domain/patient/draft.js';
import type { Problem } from '../../domain/problems.js';
import type { SealedSelection, Selection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { AppointmentWindow, WindowList, Hold } from '../../domain/window/window.js';

/** Something the service is asked for. */
export type Remote<Value> =
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'ready'; readonly value: Value }
  | { readonly status: 'failed'; readonly problem: Problem };

export const idle = Object.freeze({ status: 'idle' });
export const pending = Object.freeze({ status: 'pending' });
export const ready = <Value>(value: Value): Remote<Value> => ({ status: 'ready', value });
export const failed = (problem: Problem): Remote<never> => ({ status: 'failed', problem });

/** What is carried through every step, so that going back loses nothing. */
export interface Carried {
  readonly task: Remote<Task>;
  /** The postcode as last asked about; empty before. */
  readonly postcode: string;
  readonly chosen: AppointmentWindow | null;
  /** The hold of the chosen window; null when it is not held, for whatever reason. */
  readonly hold: Hold | null;
  /** Whether the person has been told that the hold ends soon. */
  readonly holdEndsSoon: boolean;
  readonly draft: PatientDraft;
}

/**
 * What becomes of a choice whose postcode has changed under it: `asked` while nobody knows whether it still
 * holds, `made` once that is known.
 */
export type Move = 'none' | 'asked' | 'made';

/** Whether the service may know of dates after those it has told. */
export type LaterDates = 'none' | 'offered' | 'pending' | 'failed';

export interface CoverageState extends Carried {
  readonly step: 'coverage';
  /** Ready when the postcode is not covered: that answer keeps the person here. */
  readonly check: Remote<NotCovered>;
}

export interface WindowState extends Carried {
  readonly step: 'window';
  readonly coverage: Covered;
  readonly windows: Remote<WindowList>;
  readonly later: LaterDates;
  /** The window that went while the details were given, or that the move has cost; null otherwise. */
  readonly lost: AppointmentWindow | null;
  readonly move: Move;
}

/** From here on a window of the list is chosen. */
export interface Chosen extends Carried {
  readonly coverage: Covered;
  readonly list: WindowList;
  readonly chosen: AppointmentWindow;
}

export interface PatientState extends Chosen {
  readonly step: 'patient';
  readonly problems: FieldProblems;
  readonly sealing: Remote<never>;
  /** `made`: the window still holds, and the address is to be looked over. */
  readonly move: Move;
}

/** Sealed, to be booked by the merchant's server once the order is paid. */
export interface SealedState extends Chosen {
  readonly step: 'review';
  readonly end: 'sealed';
  readonly selection: Selection;
  readonly sealed: SealedSelection;
}

/** Finished, to be booked from the page. */
export interface BookableState extends Chosen {
  readonly step: 'review';
  readonly end: 'bookable';
  readonly selection: Selection;
  /** Made for this selection, with the merchant's reference as it was then: a second try sends the same. */
  readonly key: string;
  readonly orderRef: string;
  readonly booking: Remote<never>;
}

/** Sealed before the page was loaded again: of what was given only the summary is left. */
export interface RestoredState extends Carried {
  readonly step: 'review';
  readonly end: 'restored';
  readonly sealed: SealedSelection;
}

export type ReviewState = SealedState | BookableState | RestoredState;

/** The service has said so. */
export interface BookedState extends Chosen {
  readonly step: 'booked';
  readonly selection: Selection;
  readonly booked: Booking;
}

export type BookingState = CoverageState | WindowState | PatientState | ReviewState | BookedState;

export type Step = BookingState['step'];

/** The steps in the order in which a person meets them. */
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

/** Whether a booking has been asked for and nobody knows yet what became of it: nothing may be changed then. */
export const isBookingOpen = (state: BookingState): boolean =>
  state.step === 'review' &&
  state.end === 'bookable' &&
  (state.booking.status === 'pending' ||
    (state.booking.status === 'failed' && state.booking.problem.code === 'outcome_unknown'));

/** What goes along to every other step. */
export const carriedOf = ({
  task,
  postcode,
  chosen,
  hold,
  holdEndsSoon,
  draft,
}: Carried): Carried => ({ task, postcode, chosen, hold, holdEndsSoon, draft });

/** What goes along from the choice of a window on. */
export const chosenOf = (state: Chosen): Chosen => ({
  ...carriedOf(state),
  coverage: state.coverage,
  list: state.list,
  chosen: state.chosen,
});

/** The hold is given up: released, lapsed, or of another window. */
export const unheld = { hold: null, holdEndsSoon: false } as const;

export const problemIn = (remote: Remote<unknown>): Problem | null =>
  remote.status === 'failed' ? remote.problem : null;
