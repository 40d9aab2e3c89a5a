import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** Content of every field: its label, its hint (such as why it is asked) and its error. */
export interface FieldView {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** "Error:", visually hidden: a screen reader does not convey the colour of the message. */
  readonly errorPrefix: string;
}

export interface TextFieldView extends FieldView {
  readonly value: string;
  readonly type?: 'text' | 'tel' | 'email';
  readonly inputMode?: 'numeric' | 'tel' | 'email' | 'text';
  readonly autocomplete: string;
  /** Width of the field in characters, which suggests the length of the answer. */
  readonly width?: number;
  readonly capitalise?: 'words' | 'characters';
  readonly onInput: (value: string) => void;
}

/** Returns the ids for `aria-describedby` of a control. */
export const describedBy = ({ id, hint, error }: FieldView): string | undefined =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ') || undefined;

/** Renders the hint, and below it the error. Both are above the control. */
export const hintAndError = ({ id, hint, error, errorPrefix }: FieldView): TemplateResult => html`
  ${
    hint === undefined
      ? nothing
      : html`<span part="hint" class="hint" id="${id}-hint">${hint}</span>`
  }
  ${
    error === undefined
      ? nothing
      : html`<span part="error" class="error" id="${id}-error"
          ><span class="unseen">${errorPrefix}</span> ${error}</span
        >`
  }
`;

export const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

/** Renders a one-line text field with its label. */
export const textField = (view: TextFieldView): TemplateResult => html`
  <div part="field" class="field ${view.error === undefined ? '' : 'wrong'}">
    <label part="label" for=${view.id}>${view.label}</label>
    ${hintAndError(view)}
    <input
      part="input"
      id=${view.id}
      name=${view.id}
      type=${view.type ?? 'text'}
      inputmode=${ifDefined(view.inputMode)}
      autocomplete=${view.autocomplete}
      autocapitalize=${view.capitalise ?? 'off'}
      autocorrect="off"
      spellcheck="false"
      aria-describedby=${ifDefined(describedBy(view))}
      aria-invalid=${view.error === undefined ? 'false' : 'true'}
      .value=${view.value}
      .size=${view.width ?? 30}
      class=${view.width === undefined ? '' : 'narrow'}
      @input=${(event: Event) => {
        view.onInput(valueOf(event));
      }}
    />
  </div>
`;
