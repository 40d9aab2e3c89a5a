/** What the parts of the booking flow share: its options, its listeners and its effects' context. */
import type { BookingApi } from '../../api/booking-api.js';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Problem } from '../../domain/problems.js';
import type { Questions } from '../latest-request.js';
import type { Happening } from './actions.js';
import type { BookingState } from './state.js';

/** Reads what was entered in the details: it arrives with the code of the patient's step. */
export type Details = Pick<typeof import('./read-selection.js'), 'readSelection' | 'fieldOfParam'>;

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

/** Effects by the action that they follow; each runs after the state has changed and the listeners were told. */
export type EffectTable = { readonly [Type in Happening['type']]?: readonly (() => void)[] };
