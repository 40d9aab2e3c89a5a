import { html, type TemplateResult } from 'lit';
import { fact } from '../internal/appointment-summary.js';
import type { CardWords } from './status.js';

/** Renders a bar about as wide as a text: each character becomes a figure space, which is as wide as a digit. */
const bar = (words: string, shape = ''): TemplateResult =>
  html`<span class="bar ${shape}">${words.replace(/\S/g, '\u2007')}</span>`;

/** Renders the placeholder while an appointment is loading, as large as most appointments are. */
export const appointmentSkeleton = (words: CardWords): TemplateResult => html`
  <div part="skeleton">
    <span class="unseen">${words.loading}</span>
    <div aria-hidden="true">
      <div class="standing">
        <div class="heading">${bar(words.bookedTitle)}</div>
        <p>${bar(words.nextText)}</p>
      </div>
      <div class="body">
        <dl>
          ${[words.what, words.when, words.where, words.who, words.reference].map((term) =>
            fact(bar(term), bar(words.otherTitle)),
          )}
        </dl>
        <p>${bar(words.changeVisit)}</p>
        <div class="actions">
          ${bar(words.addToCalendar, 'block')} ${bar(words.cancelVisit, 'block')}
        </div>
      </div>
    </div>
  </div>
`;
