import type { TemplateResult } from 'lit';
import { blamedParts, type BirthDateProblem } from '../booking/birth-date.js';
import type { FieldProblems, PatientDraft } from '../booking/draft.js';
import type { FieldProblem } from '../booking/problem.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';
import type { PatientWords } from '../locales/en-gb/patient.js';
import { textField, type FieldView, type TextFieldView } from './fields.js';

/** What the patient's form is drawn from. */
export interface PatientView {
  readonly draft: PatientDraft;
  readonly problems: FieldProblems;
  readonly words: JourneyWords & PatientWords;
  readonly change: (change: Partial<PatientDraft>) => void;
}

type PatientMessage = Extract<FieldProblem, keyof PatientWords>;

/** The words of a field's problem; a code of a later version has general ones. */
export const messageOf = (problem: FieldProblem, words: PatientWords): string =>
  problem in words ? words[problem as PatientMessage] : words['field-refused'];

/** The control that a problem's link leads to. */
export const targetOf = (field: string, problem: FieldProblem): string =>
  field === 'birthDate'
    ? `birthDate-${blamedParts(problem as BirthDateProblem)[0] ?? 'day'}`
    : field;

/** Tokens by which the browser fills in a person's own details; none for someone else's. */
export const autofill = ({ draft }: PatientView, token: string): string =>
  draft.visitFor === 'other' ? 'off' : token;

export const fieldView = (
  { problems, words }: PatientView,
  id: string,
  label: string,
  hint?: string,
): FieldView => {
  const problem = problems[id];
  return {
    id,
    label,
    hint,
    error: problem === undefined ? undefined : messageOf(problem, words),
    errorPrefix: words.error,
  };
};

type TextKey = {
  [Key in keyof PatientDraft]: PatientDraft[Key] extends string ? Key : never;
}[keyof PatientDraft];

export const draftField = (
  view: PatientView,
  key: TextKey,
  label: string,
  autocomplete: string,
  more: Partial<Pick<TextFieldView, 'hint' | 'type' | 'inputMode' | 'width' | 'capitalise'>> = {},
): TemplateResult =>
  textField({
    ...more,
    ...fieldView(view, key, label, more.hint),
    value: view.draft[key],
    autocomplete,
    onInput: (value) => {
      view.change({ [key]: value });
    },
  });
