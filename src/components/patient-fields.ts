import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { consentField, longestNote, type PatientDraft } from '../booking/draft.js';
import type { Consent } from '../booking/task.js';
import { birthDateField } from './birth-date-field.js';
import { choices } from './choices.js';
import { describedBy, hintAndError, valueOf } from './fields.js';
import { autofill, draftField, fieldView, type PatientView } from './patient-view.js';

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
    ${birthDateField(view)}
  `;
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
  `;
};

/** Where the clinician comes. The postcode is the covered one: Change goes back to it. */
export const placeFields = (view: PatientView, postcode: string): TemplateResult => {
  const { words, draft, change } = view;
  return html`
    ${choices({
      ...fieldView(view, 'placeKind', words.place),
      options: [
        { value: 'home', label: words.home },
        { value: 'work', label: words.work },
        { value: 'other', label: words.elsewhere },
      ],
      chosen: draft.placeKind,
      onChoose: (placeKind) => {
        change({ placeKind: placeKind as PatientDraft['placeKind'] });
      },
    })}
    ${draftField(view, 'line1', words.line1, autofill(view, 'address-line1'))}
    ${draftField(view, 'line2', words.optional(words.line2), autofill(view, 'address-line2'))}
    ${draftField(view, 'town', words.town, autofill(view, 'address-level2'), { width: 20 })}
    <p class="field"><span class="name">${words.addressPostcode}</span> ${postcode}</p>
  `;
};

/** What the practitioner reads before coming. */
export const noteField = (view: PatientView): TemplateResult => {
  const { words, draft, change } = view;
  const field = fieldView(view, 'note', words.optional(words.note), words.noteHint);
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

/** One unticked box for each question, in the words of its version. */
export const consentFields = (
  view: PatientView,
  consents: readonly Consent[],
): TemplateResult | typeof nothing => {
  if (consents.length === 0) return nothing;
  const { words, draft, change } = view;
  const tick = (id: string, ticked: boolean): void => {
    const others = view.draft.consents.filter((other) => other !== id);
    change({ consents: ticked ? [...others, id] : others });
  };
  return html`
    <fieldset class="field">
      <legend part="legend">${words.consents}</legend>
      ${consents.map(({ id, text, required }) => {
        const field = fieldView(view, consentField(id), required ? text : words.optional(text));
        const ticked = draft.consents.includes(id);
        return html`
          <div part="field" class="field ${field.error === undefined ? '' : 'wrong'}">
            ${hintAndError(field)}
            <label part="choice ${ticked ? 'checked' : ''}" class="choice">
              <input
                type="checkbox"
                id=${field.id}
                name=${field.id}
                aria-describedby=${ifDefined(describedBy(field))}
                aria-invalid=${String(field.error !== undefined)}
                .checked=${ticked}
                @change=${(event: Event) => {
                  tick(id, (event.target as HTMLInputElement).checked);
                }}
              />
              <span>${field.label}</span>
            </label>
          </div>
        `;
      })}
    </fieldset>
  `;
};
