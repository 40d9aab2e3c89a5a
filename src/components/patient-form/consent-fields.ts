import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { consentField } from '../../domain/patient/draft.js';
import type { Consent } from '../../domain/task.js';
import { describedBy, hintAndError } from '../internal/text-field.js';
import { fieldView, type PatientView } from './field-state.js';

/** Renders an unticked checkbox for each consent, with the text of its version. */
export const consentFields = (
  view: PatientView,
  consents: readonly Consent[],
): TemplateResult | typeof nothing => {
  if (consents.length === 0) return nothing;
  const { words, draft, change, now } = view;
  const tick = ({ id, version }: Consent, ticked: boolean): void => {
    const others = view.draft.consents.filter((other) => other.id !== id);
    const given = { id, version, acceptedAt: now().toISOString() };
    change({ consents: ticked ? [...others, given] : others });
  };
  return html`
    <fieldset class="field">
      <legend part="legend">${words.consents}</legend>
      ${consents.map((consent) => {
        const { id, version, text, required } = consent;
        const field = fieldView(view, consentField(id), required ? text : words.optional(text));
        const ticked = draft.consents.some((given) => given.id === id && given.version === version);
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
                  tick(consent, (event.target as HTMLInputElement).checked);
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
