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

/** Data and handlers for rendering the question and its actions. */
export interface WindowFormView extends WindowListView {
  readonly more: MoreDates;
  readonly choose: (submit: Event) => void;
  readonly showAll: () => void;
  readonly showLater: () => void;
  readonly notify: Notify | null;
  readonly calendar: TemplateResult | typeof nothing;
}

/**
 * Renders the question with its options. The notice that the selected window is no longer available comes below them,
 * where it moves nothing.
 */
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

/** Returns what a filter or a date has opened, as an announcement: a screen reader does not notice the change. */
const foundWords = ({ place, words }: WindowFormView): string => {
  if (place.date) return words.timesOn(words.dayWords(place.date));
  return place.part ? words.times(place.days.flatMap(({ windows }) => windows).length) : '';
};

/** Renders the question when to come: days with their windows or, for full days, first the date, then its windows. */
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

/** Renders a price that is the same for all windows once, not on every line. */
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

/** Renders the button for all windows after a loss, otherwise the one for later dates, which may be requested. */
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
