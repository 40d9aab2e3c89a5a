import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import {
  blamedParts,
  type BirthDateProblem,
  type DatePart,
} from '../../domain/patient/birth-date.js';
import { describedBy, hintAndError, valueOf } from '../internal/text-field.js';
import { autofill, fieldView, standingOf, told, type PatientView } from './field-state.js';

/**
 * Renders the date of birth as three fields, which suit a date that people know by heart. Focus does not jump from one
 * to the next.
 */
export const birthDateField = (view: PatientView): TemplateResult | typeof nothing => {
  const { words, draft, problems, change } = view;
  const standing = standingOf(view, 'birthDate');
  const { day, month, year } = draft.birthDate;
  if (standing === 'left-out') return nothing;
  if (standing === 'told') return told(words.birthDate, `${day} ${month} ${year}`);
  const field = fieldView(view, 'birthDate', words.birthDate, words.birthDateHint);
  const problem = problems.birthDate as BirthDateProblem | undefined;
  const blamed = problem === undefined ? [] : blamedParts(problem);
  const part = (name: DatePart, label: string): TemplateResult => html`
    <div class="date-part">
      <label part="label" for="birthDate-${name}">${label}</label>
      <input
        part="input"
        id="birthDate-${name}"
        name="birthDate-${name}"
        inputmode=${name === 'month' ? 'text' : 'numeric'}
        autocomplete=${autofill(view, `bday-${name}`)}
        autocorrect="off"
        spellcheck="false"
        aria-invalid=${String(blamed.includes(name))}
        .value=${draft.birthDate[name]}
        @input=${(event: Event) => {
          change({ birthDate: { ...view.draft.birthDate, [name]: valueOf(event) } });
        }}
      />
    </div>
  `;
  return html`
    <fieldset
      part="field"
      class="field ${problem === undefined ? '' : 'wrong'}"
      aria-describedby=${ifDefined(describedBy(field))}
    >
      <legend part="legend">${field.label}</legend>
      ${hintAndError(field)}
      <div class="date-parts">
        ${part('day', words.day)} ${part('month', words.month)} ${part('year', words.year)}
      </div>
    </fieldset>
  `;
};
