import { html, nothing, type TemplateResult } from 'lit';

/** What is offered when nothing suits: to be told when something does. */
export interface TellMe {
  /** The parts and the class of the button. */
  readonly kind: 'secondary' | 'link';
  /** What the button says. */
  readonly label: string;
  /** What is said beside it once it was pressed; empty before. */
  readonly told: string;
  readonly ask: () => void;
}

/** A button, which can be pressed once; that it was is said aloud, and stays to be read. */
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
