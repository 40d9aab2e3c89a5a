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

/** Whose visit it is: it changes the wording, and whether the browser may fill in. */
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

/** Name and date of birth of the person receiving care. */
export const personFields = (view: PatientView): TemplateResult => {
  const { words } = view;
  const capitalise = 'words';
  return html`
    ${draftField(view, 'firstName', words.firstName, autofill(view, 'given-name'), { capitalise })}
    ${draftField(view, 'lastName', words.lastName, autofill(view, 'family-name'), { capitalise })}
    ${birthDateField(view)} ${sexField(view)} ${nhsNumberField(view)}
  `;
};

/** Only where the Task asks for it. Assumed: the platform's documents list no values. */
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

/** How the person who books is reached: the patient, or whoever books for them. */
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

/** A slip of the finger in the domain is asked about; it never stops anybody. */
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

/** What the practitioner reads before coming. */
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
