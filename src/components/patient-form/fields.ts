import { html, nothing, type TemplateResult } from 'lit';
import { longestNote, type PatientDraft } from '../../domain/patient/draft.js';
import { suggestEmail } from '../../domain/patient/email.js';
import { birthDateField } from './birth-date-field.js';
import { choices } from '../internal/radio-group.js';
import { describedBy, hintAndError, valueOf } from '../internal/text-field.js';
import {
  autofill,
  draftField,
  fieldView,
  mayBeEmptyLabel,
  standingOf,
  type PatientView,
} from './field-state.js';

/** Renders the question whose visit it is. The answer changes the labels, and whether the browser may autofill. */
export const visitForField = (view: PatientView): TemplateResult => {
  const { words, draft, change } = view;
  return choices({
    ...fieldView(view, 'visitFor', words.visitFor),
    options: [
      { value: 'me', label: words.me },
      { value: 'other', label: words.other },
    ],
    chosen: draft.visitFor,
    onChoose: (visitFor) => {
      change({ visitFor: visitFor as PatientDraft['visitFor'] });
    },
  });
};

/** Renders the name and date of birth of the patient, and the sex and NHS number if the Task needs them. */
export const personFields = (view: PatientView): TemplateResult => {
  const { words } = view;
  const capitalise = 'words';
  return html`
    ${draftField(view, 'firstName', words.firstName, autofill(view, 'given-name'), { capitalise })}
    ${draftField(view, 'lastName', words.lastName, autofill(view, 'family-name'), { capitalise })}
    ${birthDateField(view)} ${sexField(view)} ${nhsNumberField(view)}
  `;
};

/** Renders the sex if the Task needs it. The values are assumed: the platform's documents list none. */
const sexField = (view: PatientView): TemplateResult | typeof nothing => {
  const { words, draft, change, task } = view;
  if (task?.asks.sex !== true || standingOf(view, 'sex') !== 'asked') return nothing;
  return choices({
    ...fieldView(view, 'sex', mayBeEmptyLabel(view, 'sex', words.sex), words.sexHint),
    options: [
      { value: 'female', label: words.female },
      { value: 'male', label: words.male },
    ],
    chosen: draft.sex,
    onChoose: (sex) => {
      change({ sex });
    },
  });
};

const nhsNumberField = (view: PatientView): TemplateResult | typeof nothing => {
  const { words, task } = view;
  if (task?.asks.nhsNumber !== true) return nothing;
  const label = mayBeEmptyLabel(view, 'nhsNumber', words.nhsNumber);
  return draftField(view, 'nhsNumber', label, 'off', {
    hint: words.nhsNumberHint,
    inputMode: 'numeric',
    width: 14,
  });
};

/** Renders how to contact the person who books: the patient, or the person who books for them. */
export const contactFields = (view: PatientView): TemplateResult => {
  const { words, draft } = view;
  const other = draft.visitFor === 'other';
  return html`
    ${
      other
        ? draftField(view, 'contactName', words.contactName, 'name', { capitalise: 'words' })
        : nothing
    }
    ${draftField(view, 'phone', other ? words.phoneOther : words.phone, 'tel', {
      hint: words.phoneHint,
      type: 'tel',
      width: 20,
    })}
    ${draftField(view, 'email', other ? words.emailOther : words.email, 'email', {
      hint: words.emailHint,
      type: 'email',
    })}
    ${emailSuggestion(view)}
  `;
};

/** Suggests a correction for a typing error in the domain of the email address. It never blocks the person. */
const emailSuggestion = ({
  words,
  draft,
  change,
  goTo,
}: PatientView): TemplateResult | typeof nothing => {
  const email = suggestEmail(draft.email);
  if (email === null) return nothing;
  return html`
    <div class="actions suggestion">
      <span part="hint" class="hint">${words.emailSuggestion(email)}</span>
      <button
        part="button link"
        class="link"
        type="button"
        @click=${() => {
          change({ email });
          goTo('email');
        }}
      >
        ${words.useEmail(email)}
      </button>
    </div>
  `;
};

/** Renders the note that the practitioner reads before the visit. */
export const noteField = (view: PatientView): TemplateResult | typeof nothing => {
  const { words, draft, change } = view;
  if (standingOf(view, 'note') !== 'asked') return nothing;
  const label = mayBeEmptyLabel(view, 'note', words.note);
  const field = fieldView(view, 'note', label, words.noteHint);
  const left = longestNote - draft.note.length;
  return html`
    <div part="field" class="field ${field.error === undefined ? '' : 'wrong'}">
      <label part="label" for="note">${field.label}</label>
      ${hintAndError(field)}
      <textarea
        part="input"
        id="note"
        name="note"
        rows="3"
        autocomplete="off"
        aria-describedby="${describedBy(field) ?? ''} note-left"
        aria-invalid=${String(field.error !== undefined)}
        .value=${draft.note}
        @input=${(event: Event) => {
          change({ note: valueOf(event) });
        }}
      ></textarea>
      <span part="hint" class="hint" id="note-left"
        >${left < 0 ? words.noteOver(-left) : words.noteLeft(left)}</span
      >
    </div>
  `;
};
