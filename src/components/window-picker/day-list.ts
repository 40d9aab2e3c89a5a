import { html, nothing, type TemplateResult } from 'lit';
import type { WindowDay } from '../../domain/window/by-day.js';
import { placeTime, spanWords } from '../../domain/time/zoned-time.js';
import { priceWords } from '../../domain/price.js';
import type { AppointmentWindow } from '../../domain/window/window.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { ClockWords } from '../../locales/en-gb/time.js';
import type { WindowWords } from '../../locales/en-gb/window.js';
import type { WindowPlace } from './list-state.js';
import { aside, radio } from './radio.js';

/** In what way days and times are said. */
export interface Wording {
  readonly timeZone: string;
  readonly language: string;
  readonly words: ClockWords & JourneyWords & WindowWords;
}

/** What the windows are drawn from. */
export interface WindowListView extends Wording {
  readonly place: WindowPlace;
  readonly headingLevel: number;
  /** The window that is held, and until when; empty if none is. */
  readonly chosen: string;
  readonly held: string;
}

/** "Wednesday 6 August, 8am to midday". */
export const windowInWords = (window: AppointmentWindow, { timeZone, words }: Wording): string =>
  words.dayAndTime(
    words.dayWords(placeTime(window.startAt, timeZone).date),
    spanWords(window, timeZone, words.timeWords),
  );

/** Days with their windows, as one group of native radios in time order. */
export const windowList = (view: WindowListView): TemplateResult => html`
  <div part="window-list" class="window-list">
    ${view.place.days.map(
      (day) => html`
        <div part="day" class="day">
          <div role="heading" aria-level=${view.headingLevel} class="date">
            ${view.words.dayWords(day.date)}
          </div>
          ${windowsOf(day, view)}
        </div>
      `,
    )}
  </div>
`;

/** The windows of one day, and until when one of them is held. */
export const windowsOf = ({ date, windows }: WindowDay, view: WindowListView): TemplateResult => {
  const day = view.words.dayWords(date);
  return html`
    <div class="windows">${windows.map((window) => windowOf(window, day, view))}</div>
    ${windows.some((window) => isHeld(window, view)) ? holding(view) : nothing}
  `;
};

const isHeld = ({ id }: AppointmentWindow, { held, chosen, place }: WindowListView): boolean =>
  held !== '' && id === chosen && !place.shown.gone.has(id);

const holding = ({ held, timeZone, words }: WindowListView): TemplateResult => {
  const { hour, minute } = placeTime(held, timeZone);
  return html`
    <p part="hint" class="hint" id="held">${words.held(words.timeWords.time(hour, minute))}</p>
  `;
};

/** Each label holds the whole answer, day and time and price, for those who hear one radio after another. */
const windowOf = (window: AppointmentWindow, day: string, view: WindowListView): TemplateResult => {
  const { place, timeZone, words } = view;
  const { id } = window;
  const gone = place.shown.gone.has(id);
  return radio({
    name: 'window',
    value: id,
    checked: id === place.selected,
    gone,
    describedBy: isHeld(window, view) ? 'held' : place.message,
    label: html`
      <span
        ><span class="unseen">${day}, </span>
        <span part="window-time">${spanWords(window, timeZone, words.timeWords)}</span></span
      >
      ${gone ? aside(words.goneMark) : factsOf(window, view)}
    `,
  });
};

/** The price, which is heard but not seen where it is the same for all, and how many are left. */
const factsOf = (
  { price, remaining = 0 }: AppointmentWindow,
  { place, language, words }: WindowListView,
): TemplateResult => html`
  ${
    price === undefined
      ? nothing
      : html`<span part="price" class=${place.shown.onePrice ? 'unseen' : 'aside'}
          >${price.amount === 0 ? words.free : priceWords(price, language)}</span
        >`
  }
  ${aside(remaining < 1 ? undefined : words.left(remaining))}
`;
