import { html, nothing, svg, type TemplateResult } from 'lit';
import type { EarlierStep } from '../../flow/booking/actions.js';

/** One step of the stack. A done step folds to its answer with a button to change it; an upcoming one is a title. */
export interface StepView {
  readonly name: EarlierStep;
  readonly number: number;
  readonly title: string;
  readonly standing: 'done' | 'current' | 'upcoming';
  /** The answer, shown while the step is folded. */
  readonly answer: unknown;
  /** The content, shown while the step is the current one. */
  readonly content: unknown;
  readonly headingLevel: number;
  /** Label of the button that reopens the step; null while nothing may be changed. */
  readonly change: string | null;
  /** Names the step in the label, visually hidden: a screen reader announces the button without its context. */
  readonly changeWhat: string;
  readonly onChange: () => void;
}

const tick = svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 8.5l3 3 6-7" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export const stepSection = (view: StepView): TemplateResult => html`
  <section part="step ${view.standing}" class="step ${view.standing}" id="step-${view.name}">
    <div class="title">
      <span class="marker" aria-hidden="true"
        >${view.standing === 'done' ? tick : view.number}</span
      >
      <div
        part="heading"
        class="heading"
        role="heading"
        aria-level=${view.headingLevel}
        tabindex="-1"
      >
        ${view.title}
      </div>
      ${
        view.standing === 'done' && view.change !== null
          ? html`<button part="button link" class="link" type="button" @click=${view.onChange}>
              ${view.change} <span class="unseen">${view.changeWhat}</span>
            </button>`
          : nothing
      }
    </div>
    ${
      view.standing === 'done'
        ? html`<div part="summary" class="answer">${view.answer}</div>`
        : nothing
    }
    <div class="content" ?hidden=${view.standing !== 'current'}>${view.content}</div>
  </section>
`;
