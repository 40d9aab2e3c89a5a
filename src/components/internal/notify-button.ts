import { html, nothing, type TemplateResult } from 'lit';

/** The offer to notify a person for whom nothing suits. */
export interface TellMe {
  /** Part name and class of the button. */
  readonly kind: 'secondary' | 'link';
  /** Text of the button. */
  readonly label: string;
  /** Confirmation beside the button once it was pressed; empty before. */
  readonly told: string;
  readonly ask: () => void;
}

/** Renders a button that can be pressed once. The confirmation is announced and stays visible. */
export const tellMe = ({ kind, label, told, ask }: TellMe): TemplateResult => html`
  <button
    part="button ${kind}"
    class=${kind}
    type="button"
    aria-disabled=${String(told !== '')}
    @click=${told === '' ? ask : nothing}
  >
    ${label}
  </button>
  <span role="status">${told}</span>
`;
