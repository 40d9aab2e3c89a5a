import { html, type TemplateResult } from 'lit';
import { dayWords, placeTime, spanWords, type AppointmentWindow } from '../booking/window.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';
import type { WindowWords } from '../locales/en-gb/window.js';

/** The chosen window has gone: which one, and that nothing typed is lost. */
export const goneNotice = (
  lost: AppointmentWindow,
  timeZone: string,
  language: string,
  { gone, goneText, dayAndTime, timeWords }: JourneyWords & WindowWords,
): TemplateResult => {
  const day = dayWords(placeTime(lost.startAt, timeZone).date, language);
  return html`
    <div part="notice" class="notice">
      <strong>${gone}</strong>
      <p>${goneText(dayAndTime(day, spanWords(lost, timeZone, timeWords)))}</p>
    </div>
  `;
};

/** Nothing is free just now, and what to do about it. */
export const noneFreeNotice = (
  { noneFree, noneFreeText, lookAgain }: WindowWords,
  look: () => void,
): TemplateResult => html`
  <div part="notice" class="notice">
    <strong>${noneFree}</strong>
    <p>${noneFreeText}</p>
    <div class="actions">
      <button part="button secondary" type="button" @click=${look}>${lookAgain}</button>
    </div>
  </div>
`;
