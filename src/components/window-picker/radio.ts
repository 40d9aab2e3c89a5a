import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

export interface RadioView {
  readonly name: 'window' | 'date';
  readonly value: string;
  readonly checked: boolean;
  /** Whether it was free when the list was opened, but is no longer. */
  readonly gone: boolean;
  /** Id of the element that describes it in addition to its label. */
  readonly describedBy: string | undefined;
  readonly label: TemplateResult;
}

/** Renders a window, or a date with windows, as a native radio button in a box of its own. */
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

/** Renders a secondary line of a label: a price, a number, or that it is no longer available. */
export const aside = (text: string | undefined): TemplateResult | typeof nothing =>
  text === undefined ? nothing : html`<span class="aside">${text}</span>`;

/** Renders a secondary button beside the options. */
export const quietButton = (text: string, press: () => void): TemplateResult => html`
  <button part="button secondary" type="button" @click=${press}>${text}</button>
`;
