import { html, nothing, type TemplateResult } from 'lit';
import { blamedParts, type BirthDateProblem } from '../../domain/patient/birth-date.js';
import type {
  FieldName,
  FieldProblems,
  FieldRules,
  PatientDraft,
} from '../../domain/patient/draft.js';
import type { FieldProblem } from '../../domain/problems.js';
import type { Task } from '../../domain/task.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { PatientWords } from '../../locales/en-gb/patient.js';
import { textField, type FieldView, type TextFieldView } from '../internal/text-field.js';

/** Data and handlers for rendering the patient form. */
export interface PatientView {
  readonly task: Task | null;
  readonly now: () => Date;
  readonly fields: FieldRules;
  readonly draft: PatientDraft;
  readonly problems: FieldProblems;
  readonly words: JourneyWords & PatientWords;
  readonly change: (change: Partial<PatientDraft>) => void;
  /** Moves focus to a control after the next render. */
  readonly goTo: (target: string) => void;
}

type PatientMessage = Exclude<
  Extract<FieldProblem, keyof PatientWords>,
  'under_age' | 'answer_missing' | 'field_refused'
>;

/** Returns the message for an error of a field. An unknown code, of a later version, gets a general message. */
export const messageOf = (
  field: string,
  problem: FieldProblem,
  { words, task }: Pick<PatientView, 'words' | 'task'>,
): string => {
  if (problem === 'under_age') return words[problem](task?.minimumAge ?? 0);
  const isKnown = problem in words && problem !== 'answer_missing' && problem !== 'field_refused';
  if (isKnown) return words[problem as PatientMessage];
  // The label of the field. The kind of place has the label of the whole question.
  const label = words[(field === 'placeKind' ? 'place' : field) as 'note'];
  return words[problem === 'answer_missing' ? problem : 'field_refused'](label);
};

/** Returns whether a field is editable, shown as text or left out. The last two apply only if it has a value. */
export const standingOf = (
  { draft, fields }: Pick<PatientView, 'draft' | 'fields'>,
  name: FieldName,
): 'asked' | 'told' | 'left-out' => {
  const rule = fields[name];
  if (rule !== 'readonly' && rule !== 'hidden') return 'asked';
  const answer = draft[name];
  const isKnown = typeof answer === 'string' ? answer !== '' : answer.year !== '';
  if (!isKnown) return 'asked';
  return rule === 'hidden' ? 'left-out' : 'told';
};

/** Renders a known answer as text. */
export const told = (label: string, answer: string): TemplateResult => html`
  <p part="field" class="field"><span class="name">${label}</span> ${answer}</p>
`;

/** Returns a label with "(optional)", unless the merchant requires an answer. */
export const mayBeEmptyLabel = (
  { fields, words }: Pick<PatientView, 'fields' | 'words'>,
  name: FieldName,
  label: string,
): string => (fields[name] === 'required' ? label : words.optional(label));

/** Returns the id of the control to which the link of an error leads. */
export const targetOf = (field: string, problem: FieldProblem): string =>
  field === 'birthDate'
    ? `birthDate-${blamedParts(problem as BirthDateProblem)[0] ?? 'day'}`
    : field;

/** Returns the `autocomplete` token of a field; `off` if the visit is for someone else. */
export const autofill = ({ draft }: PatientView, token: string): string =>
  draft.visitFor === 'other' ? 'off' : token;

export const fieldView = (
  view: PatientView,
  id: string,
  label: string,
  hint?: string,
): FieldView => {
  const { problems, words } = view;
  const problem = problems[id];
  return {
    id,
    label,
    hint,
    error: problem === undefined ? undefined : messageOf(id, problem, view),
    errorPrefix: words.error,
  };
};

type TextKey = Exclude<FieldName, 'birthDate'>;

export const draftField = (
  view: PatientView,
  key: TextKey,
  label: string,
  autocomplete: string,
  more: Partial<Pick<TextFieldView, 'hint' | 'type' | 'inputMode' | 'width' | 'capitalise'>> = {},
): TemplateResult | typeof nothing => {
  const standing = standingOf(view, key);
  if (standing === 'left-out') return nothing;
  if (standing === 'told') return told(label, view.draft[key]);
  return textField({
    ...more,
    ...fieldView(view, key, label, more.hint),
    value: view.draft[key],
    autocomplete,
    onInput: (value) => {
      view.change({ [key]: value });
    },
  });
};
