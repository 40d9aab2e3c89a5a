import type { Booking } from '../../domain/appointment.js';
import type { Covered, NotCovered } from '../../domain/coverage.js';
import type { FieldProblems, PatientDraft } from '../../domain/patient/draft.js';
import type { Problem } from '../../domain/problems.js';
import type { SealedSelection, Selection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { WindowList, Hold } from '../../domain/window/window.js';

/** A step that its Change button opens again. */
export type EarlierStep = 'coverage' | 'window' | 'patient';

interface Nothing<Type extends string> {
  readonly type: Type;
}
interface Failure<Type extends string> extends Nothing<Type> {
  readonly problem: Problem;
}
interface Windows<Type extends string> extends Nothing<Type> {
  readonly list: WindowList;
}
interface Sealing<Type extends string> extends Nothing<Type> {
  readonly selection: Selection;
  readonly sealed: SealedSelection;
}

/** Actions of the user and of the service, in the past tense. The reducer derives the next state from them. */
export type Happening =
  | Nothing<'task-asked'>
  | { readonly type: 'task-arrived'; readonly task: Task }
  | Failure<'task-failed'>
  | { readonly type: 'postcode-submitted'; readonly postcode: string }
  | { readonly type: 'coverage-confirmed'; readonly coverage: Covered }
  | { readonly type: 'coverage-declined'; readonly coverage: NotCovered }
  | Failure<'coverage-failed'>
  /** The postcode was changed in the shop's own form, which the widget follows. */
  | { readonly type: 'postcode-moved'; readonly postcode: string }
  | {
      readonly type: 'coverage-moved';
      readonly coverage: Covered;
      /** All free windows at the new place: they decide whether the chosen window is kept. */
      readonly list: WindowList;
    }
  | Nothing<'windows-asked'>
  | Windows<'windows-arrived'>
  | Windows<'windows-refreshed'>
  | Failure<'windows-failed'>
  | Nothing<'later-windows-asked'>
  | Windows<'later-windows-arrived'>
  | Failure<'later-windows-failed'>
  | { readonly type: 'window-chosen'; readonly windowId: string }
  | { readonly type: 'window-held'; readonly hold: Hold }
  | Nothing<'hold-ending'>
  | Nothing<'hold-lapsed'>
  | Nothing<'window-lost'>
  | {
      readonly type: 'draft-changed';
      readonly draft: PatientDraft;
      /** The earlier errors that remain. Typing never adds a new one. */
      readonly problems: FieldProblems;
    }
  | Nothing<'details-submitted'>
  | { readonly type: 'details-refused'; readonly problems: FieldProblems }
  /** The service rejected the details and named a field. */
  | {
      readonly type: 'details-declined';
      readonly problems: FieldProblems;
      readonly problem: Problem;
    }
  | Nothing<'submission-prevented'>
  | Sealing<'selection-sealed'>
  | Sealing<'selection-resealed'>
  | Failure<'sealing-failed'>
  | Nothing<'promise-ended'>
  | { readonly type: 'selection-restored'; readonly sealed: SealedSelection }
  | {
      readonly type: 'details-accepted';
      readonly selection: Selection;
      readonly key: string;
      readonly orderRef: string;
    }
  | Nothing<'booking-asked'>
  | { readonly type: 'appointment-booked'; readonly booked: Booking }
  | Failure<'booking-failed'>
  | { readonly type: 'step-reopened'; readonly step: EarlierStep }
  | Nothing<'journey-reset'>;
