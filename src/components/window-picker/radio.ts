import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

export interface RadioView {
  readonly name: 'window' | 'date';
  readonly value: string;
  readonly checked: boolean;
  /** It was free when the list was opened. */
  readonly gone: boolean;
  /** The id of what it is heard with besides its label. */
  readonly describedBy: string | undefined;
  readonly label: TemplateResult;
}

/** A window, or a date with windows, as a native radio in a box of its own. */
export const radio = ({
  name,
  value,
  checked,
  gone,
  describedBy,
  label,
}: RadioView): TemplateResult => html`
  <label
    part="choice ${name === 'date' ? 'day' : 'window'} ${gone ? 'unavailable' : ''} ${
      checked ? 'checked' : ''
    } ${checked && name === 'window' ? 'chosen' : ''}"
    class="choice window"
  >
    <input
      type="radio"
      name=${name}
      value=${value}
      .checked=${checked}
      ?disabled=${gone}
      aria-describedby=${ifDefined(describedBy)}
    />
    <span class="says">${label}</span>
  </label>
`;

/** A quieter line of a radio's label: a price, a number, that it has gone. */
export const aside = (text: string | undefined): TemplateResult | typeof nothing =>
  text === undefined ? nothing : html`<span class="aside">${text}</span>`;

/** A button beside the answers. */
export const quietButton = (text: string, press: () => void): TemplateResult => html`
  <button part="button secondary" type="button" @click=${press}>${text}</button>
`;
