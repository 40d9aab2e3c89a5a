import { html, nothing, type TemplateResult } from 'lit';
import type { WindowDay } from '../../domain/window/by-day.js';
import { windowsOf, type WindowListView } from './day-list.js';
import { timesAtATime } from './list-state.js';
import { aside, quietButton, radio } from './radio.js';

/** Renders the dates as native radio buttons. Each opens the windows of its day. */
export const dateList = (view: WindowListView): TemplateResult => html`
  <div part="window-list" class="window-list windows wide">
    ${view.place.days.map((day) => dateOf(day, view))}
  </div>
`;

const dateOf = ({ date }: WindowDay, view: WindowListView): TemplateResult => {
  const { place, words } = view;
  const free = place.freeOn(date);
  return radio({
    name: 'date',
    value: date,
    checked: date === place.date,
    gone: free === 0,
    describedBy: place.message,
    label: html`
      <span>${words.dayWords(date)}</span>
      ${aside(free === 0 ? words.goneMark : words.times(free))}
    `,
  });
};

/** Renders the windows of the open date. Of very many it renders a part, with buttons for earlier and later ones. */
export const timesOf = ({ date, windows }: WindowDay, view: WindowListView): TemplateResult => {
  const { place, words } = view;
  const { timesFrom, staying } = place;
  const end = timesFrom + timesAtATime;
  const part = windows.filter(
    ({ id }, index) => (index >= timesFrom && index < end) || id === staying,
  );
  const turn = (text: string, from: number): TemplateResult =>
    quietButton(text, () => {
      place.showTimes(from);
    });
  return html`
    <div class="window-list">
      ${windowsOf({ date, windows: part }, view)}
      ${
        windows.length > timesAtATime
          ? html`<div class="actions">
              ${timesFrom > 0 ? turn(words.earlierTimes, timesFrom - timesAtATime) : nothing}
              ${end < windows.length ? turn(words.laterTimes, end) : nothing}
            </div>`
          : nothing
      }
    </div>
  `;
};
