import { html, nothing, type TemplateResult } from 'lit';
import type { Appointment } from '../../domain/appointment.js';
import type { Problem } from '../../domain/problems.js';
import { cancelQuestion, type Charge } from './cancel-prompt.js';
import { timesOf } from '../internal/appointment-summary.js';
import { failureWords, type CardWords } from './status.js';
import { below } from '../internal/heading-level.js';

/** Data and handlers for the actions of an appointment. */
export interface WaysView {
  readonly words: CardWords;
  readonly headingLevel: number;
  readonly pending: boolean;
  /** The charge shown in the question before cancelling; null while the question is not open. */
  readonly asked: Charge | null;
  readonly onCalendar: () => void;
  readonly onCancel: () => void;
  readonly onYes: (event: Event) => void;
  readonly onNo: () => void;
  readonly onLookAgain: (event: Event) => void;
}

/** Renders the actions for a visit that can still be cancelled: add it to a calendar, and cancel it. */
export const waysOn = (
  appointment: Appointment,
  problem: Problem | null,
  view: WaysView,
): TemplateResult => {
  const { words, asked } = view;
  // Cancelling is not offered after a final failure, or while an earlier attempt may have succeeded.
  const isOver = problem !== null && (problem.code === 'outcome_unknown' || !problem.canRetry);
  const failure = problem ? failureWords(problem, words, true) : '';
  return html`
    <div class="actions">
      ${
        timesOf(appointment)
          ? html`<button part="button secondary" type="button" @click=${view.onCalendar}>
              ${words.addToCalendar}
            </button>`
          : nothing
      }
      ${
        isOver || asked
          ? nothing
          : html`<button
              part="button link"
              class="link"
              id="cancel"
              type="button"
              @click=${view.onCancel}
            >
              ${words.cancelVisit}
            </button>`
      }
    </div>
    ${
      isOver
        ? failureNotice(problem, failure, view)
        : asked
          ? cancelQuestion({
              ...view,
              appointment,
              charge: asked,
              failure,
              headingLevel: below(view.headingLevel, 1),
            })
          : failure
    }
  `;
};

/** Renders a failure, with a button to try again where that can help. */
export const failureNotice = (
  { canRetry }: Problem,
  failure: string,
  { words, pending, onLookAgain }: WaysView,
): TemplateResult => html`
  <div part="notice" class="notice">
    <p id="failure" tabindex="-1">${failure}</p>
    ${
      canRetry
        ? html`<div class="actions">
            <button
              part="button secondary"
              type="button"
              aria-disabled=${String(pending)}
              @click=${onLookAgain}
            >
              ${words.tryAgain}
            </button>
            ${pending ? html`<span class="late">${words.loading}</span>` : nothing}
          </div>`
        : nothing
    }
  </div>
`;
