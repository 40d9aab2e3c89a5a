import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../domain/problems.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';

/** Returns the message for a problem. If the service specifies when to retry, the message says so. */
export const problemWords = (
  { code, retryAfter }: Pick<Problem, 'code' | 'retryAfter'>,
  words: Pick<JourneyWords, 'problems' | 'busyFor'>,
): string =>
  retryAfter === null
    ? (words.problems[code] ?? words.problems.refused)
    : words.busyFor(retryAfter);

/** Renders a failure of the service, with a button to try again where that can help. */
export const problemNotice = (
  problem: Pick<Problem, 'code' | 'canRetry' | 'retryAfter'>,
  words: Pick<JourneyWords, 'problems' | 'busyFor' | 'tryAgain'>,
  tryAgain: () => void,
): TemplateResult => html`
  <div part="notice" class="notice">
    <p>${problemWords(problem, words)}</p>
    ${
      problem.canRetry
        ? html`<div class="actions">
            <button part="button secondary" type="button" @click=${tryAgain}>
              ${words.tryAgain}
            </button>
          </div>`
        : nothing
    }
  </div>
`;

/** Renders grey bars of the final size while content is loading. */
export const skeleton = (bars: number, label: string): TemplateResult => html`
  <div part="skeleton" class="skeleton">
    <span class="unseen">${label}</span>
    ${Array.from({ length: bars }, () => html`<span aria-hidden="true"></span>`)}
  </div>
`;
