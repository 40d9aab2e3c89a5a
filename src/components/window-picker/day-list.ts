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

/** Time zone, language and messages for days and times. */
export interface Wording {
  readonly timeZone: string;
  readonly language: string;
  readonly words: ClockWords & JourneyWords & WindowWords;
}

/** Data for rendering the windows. */
export interface WindowListView extends Wording {
  readonly place: WindowPlace;
  readonly headingLevel: number;
  /** Id of the chosen window; empty if there is none. */
  readonly chosen: string;
  /** Instant until which the chosen window is held; empty if it is not. */
  readonly held: string;
}

/** Formats a window with its day, such as "Wednesday 6 August, 8am to midday". */
export const windowInWords = (window: AppointmentWindow, { timeZone, words }: Wording): string =>
  words.dayAndTime(
    words.dayWords(placeTime(window.startAt, timeZone).date),
    spanWords(window, timeZone, words.timeWords),
  );

/** Renders days with their windows, as one group of native radio buttons in order of time. */
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

/** Renders the windows of one day, and until when one of them is held. */
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

/**
 * Renders a window. Its label is the whole answer (day, time and price), because screen readers announce one radio
 * button after another.
 */
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

/** Renders the price, visually hidden if it is the same for all windows, and how many places are left. */
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
