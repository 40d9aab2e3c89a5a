import type { Covered, NotCovered } from '../booking/coverage.js';
import { emptyDraft, type FieldProblems, type PatientDraft } from '../booking/draft.js';
import type { Problem } from '../booking/problem.js';
import type { SealedSelection, Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import type { AppointmentWindow, WindowList } from '../booking/window.js';

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
interface Carried {
  readonly task: Remote<Task>;
  /** The postcode as last asked about; empty before. */
  readonly postcode: string;
  readonly chosen: AppointmentWindow | null;
  readonly draft: PatientDraft;
}

export interface CoverageState extends Carried {
  readonly step: 'coverage';
  /** Ready when the postcode is not covered: that answer keeps the person here. */
  readonly check: Remote<NotCovered>;
}

export interface WindowState extends Carried {
  readonly step: 'window';
  readonly coverage: Covered;
  readonly windows: Remote<WindowList>;
  /** The window that went while the details were given; null otherwise. */
  readonly lost: AppointmentWindow | null;
}

/** From here on a window of the list is chosen. */
interface Chosen extends Carried {
  readonly coverage: Covered;
  readonly list: WindowList;
  readonly chosen: AppointmentWindow;
}

export interface PatientState extends Chosen {
  readonly step: 'patient';
  readonly problems: FieldProblems;
  readonly sealing: Remote<never>;
}

export interface ReviewState extends Chosen {
  readonly step: 'review';
  readonly selection: Selection;
  readonly sealed: SealedSelection;
}

export type BookingState = CoverageState | WindowState | PatientState | ReviewState;

export type Step = BookingState['step'];

/** The steps in the order in which a person meets them. */
export const steps: readonly Step[] = ['coverage', 'window', 'patient', 'review'];

export const firstState: CoverageState = Object.freeze({
  step: 'coverage',
  task: idle,
  postcode: '',
  chosen: null,
  draft: emptyDraft,
  check: idle,
});
