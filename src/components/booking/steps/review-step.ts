import { html, nothing, type TemplateResult } from 'lit';
import type { BookableState, RestoredState } from '../../../flow/booking/state.js';
import type { JourneyWords } from '../../../locales/en-gb/journey.js';
import { reviewWords, type ReviewWords } from '../../../locales/en-gb/review.js';
import { preparationLine, priceLine, whenWords } from '../../internal/formatting.js';
import { below } from '../../internal/heading-level.js';
import { laterCode } from '../render-when-loaded.js';
import type { BookingView } from '../view.js';
import { problemNotice } from '../../internal/notices.js';

/** Renders the end of the stack: what happens next, and in `instant` mode the only button that books. */
export const reviewEnd = (view: BookingView): TemplateResult | typeof nothing => {
  const { state } = view;
  if (state.step === 'booked')
    return laterCode(view, 'confirmation', 6, ({ confirmation }) => confirmation(state, view));
  if (state.step !== 'review') return nothing;
  const words = wordsOf(view);
  switch (state.end) {
    case 'sealed':
      return end(view, words.readyTitle, words.readyText);
    case 'bookable':
      return end(view, words.checkTitle, words.checkText, bookButton(state, view));
    case 'restored':
      return html`
        <div class="step">${restoredAnswer(state, view)}</div>
        ${end(view, words.readyTitle, words.readyText)}
      `;
  }
};

/** Returns how the patient must prepare for the visit, as the Task says. */
export const preparationOf = ({ state: { task } }: BookingView): string | undefined =>
  task.status === 'ready' ? task.value.preparation : undefined;

type Worded = Pick<BookingView, 'words' | 'strings'>;

const wordsOf = ({ words, strings }: Worded): JourneyWords & ReviewWords => ({
  ...words,
  ...reviewWords,
  ...strings,
});

const end = (
  view: BookingView,
  title: string,
  text: string,
  more: unknown = nothing,
): TemplateResult => html`
  <div part="notice" class="end" id="step-review">
    <div
      part="heading"
      class="heading"
      role="heading"
      aria-level=${below(view.headingLevel, 1)}
      tabindex="-1"
    >
      ${title}
    </div>
    <p>${text}</p>
    ${preparationLine(preparationOf(view), view.strings)} ${more}
  </div>
`;

const bookButton = ({ booking }: BookableState, view: BookingView): TemplateResult => {
  const words = wordsOf(view);
  const isPending = booking.status === 'pending';
  return html`
    ${
      booking.status === 'failed'
        ? problemNotice({ ...booking.problem, canRetry: false }, words, () => undefined)
        : nothing
    }
    <div class="actions">
      <button
        part="button primary"
        class="primary"
        type="button"
        aria-disabled=${String(isPending)}
        @click=${() => view.flow?.book()}
      >
        ${words.book}
      </button>
      ${isPending ? html`<span class="late">${words.booking}</span>` : nothing}
    </div>
  `;
};

/** Renders the summary of a restored selection: nothing else is left of what was entered before the reload. */
const restoredAnswer = ({ sealed }: RestoredState, view: BookingView): TemplateResult => {
  const { summary } = sealed;
  return html`
    <div class="title">
      <div part="summary" class="restored">
        <div>${summary.taskName}</div>
        <div>${whenWords(summary, summary.timeZone, view)}</div>
        ${priceLine(summary, view)}
      </div>
      <button
        part="button link"
        class="link"
        type="button"
        @click=${() => view.flow?.reopen('coverage')}
      >
        ${view.words.change} <span class="unseen">${view.words.changeWindow}</span>
      </button>
    </div>
  `;
};
