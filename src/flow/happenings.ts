import type { Covered, NotCovered } from '../booking/coverage.js';
import type { FieldProblems, PatientDraft } from '../booking/draft.js';
import type { Problem } from '../booking/problem.js';
import type { SealedSelection, Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import type { WindowList } from '../booking/window.js';

/** A step that Change leads back to. */
export type EarlierStep = 'coverage' | 'window' | 'patient';

/** What a person or the service did, in the past tense. */
export type Happening =
  | { readonly type: 'task-asked' }
  | { readonly type: 'task-arrived'; readonly task: Task }
  | { readonly type: 'task-failed'; readonly problem: Problem }
  | { readonly type: 'postcode-submitted'; readonly postcode: string }
  | { readonly type: 'coverage-confirmed'; readonly coverage: Covered }
  | { readonly type: 'coverage-declined'; readonly coverage: NotCovered }
  | { readonly type: 'coverage-failed'; readonly problem: Problem }
  | { readonly type: 'windows-asked' }
  | { readonly type: 'windows-arrived'; readonly list: WindowList }
  | { readonly type: 'windows-failed'; readonly problem: Problem }
  | { readonly type: 'window-chosen'; readonly windowId: string }
  | {
      readonly type: 'draft-changed';
      readonly draft: PatientDraft;
      /** What is still wrong of what was found wrong: nothing new is found while typing. */
      readonly problems: FieldProblems;
    }
  | { readonly type: 'details-refused'; readonly problems: FieldProblems }
  | { readonly type: 'details-submitted' }
  | { readonly type: 'submission-prevented' }
  | {
      readonly type: 'selection-sealed';
      readonly selection: Selection;
      readonly sealed: SealedSelection;
    }
  | { readonly type: 'window-lost' }
  | { readonly type: 'sealing-failed'; readonly problem: Problem }
  | { readonly type: 'step-reopened'; readonly step: EarlierStep }
  | { readonly type: 'journey-reset' };
