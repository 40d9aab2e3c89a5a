/** Types that the parts of the booking flow share: its options, its listeners and the context of its effects. */
import type { BookingApi } from '../../api/booking-api.js';
import type { FieldRules } from '../../domain/patient/draft.js';
import type { Problem } from '../../domain/problems.js';
import type { Questions } from '../latest-request.js';
import type { Happening } from './actions.js';
import type { BookingState } from './state.js';

/** Functions that validate the details. They load with the code of the patient step. */
export type Details = Pick<typeof import('./read-selection.js'), 'readSelection' | 'fieldOfParam'>;

/**
 * `checkout`: the selection is sealed in the page and booked once the order is paid. `instant`: it is booked from
 * the page.
 */
export type BookingMode = 'checkout' | 'instant';

export interface BookingFlowOptions {
  readonly api: BookingApi;
  readonly taskId: string;
  readonly now: () => Date;
  /** Names of the months that are accepted besides the English ones, January first. */
  readonly months: () => readonly string[];
  /** Loads the functions that validate the details, when the patient step needs them. */
  readonly loadDetails: () => Promise<Details>;
  /** The default is `checkout`. */
  readonly mode?: () => BookingMode;
  /** The merchant's rules for fields. The default is no rules. */
  readonly fields?: () => FieldRules;
  /** The merchant's order reference, sent in `instant` mode. The default is empty. */
  readonly orderRef?: () => string;
  /** Makes the key of a selection. The default is a random UUID. */
  readonly newKey?: () => string;
  /** Called before a selection is sealed or booked; `false` prevents it. The default allows it. */
  readonly maySubmit?: () => boolean;
  /** Calls a function after a delay, and returns a function that cancels the call. The default is `setTimeout`. */
  readonly after?: (milliseconds: number, run: () => void) => () => void;
  /** Called with every failure of the service, including those that the user need not see. */
  readonly onProblem?: (problem: Problem) => void;
  /** The initial state: by default the first step, unless an earlier flow is continued. */
  readonly from?: BookingState;
}

export type FlowListener = (state: BookingState, before: BookingState, cause: Happening) => void;

/** The context that the effects of the booking flow share. */
export interface FlowContext {
  readonly options: Required<BookingFlowOptions>;
  readonly questions: Questions<'task' | 'coverage' | 'windows' | 'sealing'>;
  /** Settles when the hold request in progress has ended; null if there is none. */
  holding: Promise<void> | null;
  /** Settles when the last release of a hold has ended. */
  releasing: Promise<void>;
  release(holdId: string): void;
  get(): BookingState;
  happen(happening: Happening): void;
}

/** Effects by the action that causes them. They run after the state has changed and the listeners were called. */
export type EffectTable = { readonly [Type in Happening['type']]?: readonly (() => void)[] };
