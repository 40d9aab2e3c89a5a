import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { WindowDay } from '../../domain/window/by-day.js';
import { priceWords } from '../../domain/price.js';
import { dateList, timesOf } from './date-list.js';
import { earliestButton, partFilter } from './filters.js';
import { windowList, type WindowListView } from './day-list.js';
import { goneNotice, notifyButton, type Notify } from './notices.js';
import type { MoreDates } from './list-state.js';
import { quietButton } from './radio.js';

/** The question, with the ways on. */
export interface WindowFormView extends WindowListView {
  readonly more: MoreDates;
  readonly choose: (submit: Event) => void;
  readonly showAll: () => void;
  readonly showLater: () => void;
  readonly notify: Notify | null;
  readonly calendar: TemplateResult | typeof nothing;
}

/** The question with its answers, and below them what moves nothing when it comes: a selection has gone. */
export const windowForm = (view: WindowFormView): TemplateResult => {
  const { place, words } = view;
  const takeAnswer = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'date') place.openDate(value);
    else place.select(value);
  };
  return html`
    <form class="stack" novalidate @submit=${view.choose} @change=${takeAnswer}>
      ${windowQuestion(view)}
      <div class="actions">
        <button part="button primary" class="primary">${words.continue}</button>
        ${notifyButton(view, view.notify)}
      </div>
      ${goneNotice(place.vanished, words.selectAnother, view)}
    </form>
  `;
};

/** What a part of the day, or a date, has opened: who listens would not know that anything has changed. */
const foundWords = ({ place, words }: WindowFormView): string => {
  if (place.date) return words.timesOn(words.dayWords(place.date));
  return place.part ? words.times(place.days.flatMap(({ windows }) => windows).length) : '';
};

/** When should we come? Days with their windows, or on full days the date first and then its windows. */
const windowQuestion = (view: WindowFormView): TemplateResult => {
  const { place, words } = view;
  const { missing } = place;
  const { datesFirst } = place.shown;
  const open = datesFirst ? place.days.find(({ date }) => date === place.date) : undefined;
  const wrong = missing && !open;
  return html`
    <fieldset
      class="field ${wrong ? 'wrong' : ''}"
      aria-describedby=${wrong ? 'hint error' : 'hint'}
    >
      <legend part="legend">${words.chooseWindow}</legend>
      <span part="hint" class="hint" id="hint">${words.windowHint}${priceOfAll(view)}</span>
      ${wrong ? mistake(words[datesFirst ? 'date_missing' : 'window_missing'], view) : nothing}
      <div class="finding">${earliestButton(view)} ${view.calendar} ${partFilter(view)}</div>
      <span class="unseen" role="status">${foundWords(view)}</span>
      ${datesFirst ? dateList(view) : windowList(view)}
    </fieldset>
    ${moreDates(view)} ${open ? timesQuestion(open, view) : nothing}
  `;
};

const timesQuestion = (day: WindowDay, view: WindowFormView): TemplateResult => {
  const { place, words } = view;
  const { missing } = place;
  return html`
    <fieldset
      class="field ${missing ? 'wrong' : ''}"
      aria-describedby=${ifDefined(missing ? 'error' : undefined)}
    >
      <legend part="legend">${words.timesOn(words.dayWords(day.date))}</legend>
      ${missing ? mistake(words['window_missing'], view) : nothing} ${timesOf(day, view)}
    </fieldset>
  `;
};

const mistake = (message: string, { words }: WindowFormView): TemplateResult => html`
  <span part="error" class="error" id="error"
    ><span class="unseen">${words.error}</span> ${message}</span
  >
`;

/** A price that is the same for all is said once, not on every line. */
const priceOfAll = ({
  place,
  language,
  words,
}: WindowFormView): TemplateResult | typeof nothing => {
  const price = place.shown.onePrice;
  return price === null
    ? nothing
    : html`.
        <span part="price"
          >${price.amount === 0 ? words.allFree : words.onePrice(priceWords(price, language))}</span
        >`;
};

/** All the windows after a loss; else later dates, which may have to be asked for. */
const moreDates = (view: WindowFormView): TemplateResult | typeof nothing => {
  const { place, more, words } = view;
  if (place.nearestTo) return html`<div>${quietButton(words.showAll, view.showAll)}</div>`;
  if (place.noLater) return html`<p class="hint" tabindex="-1" id="no-later">${words.noLater}</p>`;
  if (!place.hasLaterDates && more === 'none') return nothing;
  return html`
    <div class="actions">
      ${quietButton(words.showLater, view.showLater)}
      ${more === 'failed' ? html`<span>${words.laterFailed}</span>` : nothing}
      ${more === 'pending' ? html`<span class="late">${words.checking}</span>` : nothing}
    </div>
  `;
};
