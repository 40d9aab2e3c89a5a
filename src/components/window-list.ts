import { css, html, nothing, type TemplateResult } from 'lit';
import {
  dayWords,
  priceWords,
  spanWords,
  type AppointmentWindow,
  type WindowDay,
} from '../booking/window.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';
import type { WindowWords } from '../locales/en-gb/window.js';

/** What the list of windows is drawn from. */
export interface WindowListView {
  readonly days: readonly WindowDay[];
  readonly timeZone: string;
  readonly language: string;
  readonly headingLevel: number;
  /** The id of the window whose radio is checked. */
  readonly selected: string;
  readonly words: JourneyWords & WindowWords;
}

/** Days with their windows, as one group of native radios in time order. */
export const windowList = (view: WindowListView): TemplateResult => html`
  <div part="window-list" class="window-list">${view.days.map((day) => dayOf(day, view))}</div>
`;

const dayOf = ({ date, windows }: WindowDay, view: WindowListView): TemplateResult => {
  const day = dayWords(date, view.language);
  return html`
    <div part="day" class="day">
      <div role="heading" aria-level=${view.headingLevel} class="date">${day}</div>
      <div class="windows">${windows.map((window) => windowOf(window, day, view))}</div>
    </div>
  `;
};

/** Each label holds the whole answer, day and time and price, for those who hear one radio after another. */
const windowOf = (window: AppointmentWindow, day: string, view: WindowListView): TemplateResult => {
  const { id, price, remaining } = window;
  const { timeZone, language, words } = view;
  const chosen = id === view.selected;
  return html`
    <label part="choice window ${chosen ? 'checked chosen' : ''}" class="choice window">
      <input type="radio" name="window" value=${id} .checked=${chosen} />
      <span class="says">
        <span class="unseen">${day}, </span>
        <span part="window-time">${spanWords(window, timeZone, words.timeWords)}</span>
        ${
          price === undefined
            ? nothing
            : html`<span part="price" class="aside"
                >${price.amount === 0 ? words.free : priceWords(price, language)}</span
              >`
        }
        ${
          remaining === undefined || remaining < 1
            ? nothing
            : html`<span class="aside">${words.left(remaining)}</span>`
        }
      </span>
    </label>
  `;
};

export const windowListStyles = css`
  .window-list {
    display: grid;
    gap: calc(var(--_space) * 2.5);
    inline-size: 100%;
    margin-block-start: calc(var(--_space) * 1.5);
  }
  .date {
    font-weight: 600;
    margin-block-end: var(--_space);
  }
  .windows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 7.25rem), 1fr));
    gap: var(--_space);
  }
  .window {
    gap: calc(var(--_space) * 0.75);
    min-block-size: max(44px, var(--_control));
    padding: calc(var(--_space) / 2) calc(var(--_space) * 0.75);
    font-size: 0.9375em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    transition:
      background-color 150ms,
      border-color 150ms;
  }
  .window:hover {
    background: var(--_wash);
  }
  .window:has(:checked) {
    border-color: var(--_accent);
    background: var(--_wash);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .window:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .window input:focus-visible {
    outline: none;
    box-shadow: none;
  }
  .choice.window input {
    inline-size: 18px;
    block-size: 18px;
  }
  .says {
    display: grid;
    line-height: 1.3;
  }
  .aside {
    color: var(--_muted);
    font-size: 0.875em;
  }
  @container (inline-size > 28rem) {
    .windows {
      grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr));
    }
    .window {
      gap: var(--_space);
      padding-inline: calc(var(--_space) * 1.25);
      font-size: 1em;
    }
  }
`;
