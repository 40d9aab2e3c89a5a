import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { describedBy, hintAndError, type FieldView } from './text-field.js';

export interface ChoiceView {
  readonly value: string;
  readonly label: string;
}

/** Renders a question with a few options as native radio buttons. None is selected unless `chosen` names it. */
export const choices = (
  view: FieldView & {
    readonly options: readonly ChoiceView[];
    readonly chosen: string;
    readonly onChoose: (value: string) => void;
  },
): TemplateResult => html`
  <fieldset
    part="field"
    class="field ${view.error === undefined ? '' : 'wrong'}"
    aria-describedby=${ifDefined(describedBy(view))}
  >
    <legend part="legend">${view.label}</legend>
    ${hintAndError(view)}
    <div class="choices">
      ${view.options.map(
        ({ value, label }, index) => html`
          <label part="choice ${value === view.chosen ? 'checked' : ''}" class="choice">
            <input
              type="radio"
              id=${index === 0 ? view.id : `${view.id}-${value}`}
              name=${view.id}
              value=${value}
              .checked=${value === view.chosen}
              @change=${() => {
                view.onChoose(value);
              }}
            />
            <span>${label}</span>
          </label>
        `,
      )}
    </div>
  </fieldset>
`;
