import { html, nothing, type TemplateResult } from 'lit';
import type { AppointmentWindow } from '../booking/window.js';
import { windowInWords, type Wording } from './window-list.js';
import { quietButton } from './window-radio.js';

const notice = (title: string, text: string, ways: unknown = nothing): TemplateResult => html`
  <div part="notice" class="notice">
    <strong>${title}</strong>
    <p id="message">${text}</p>
    ${ways}
  </div>
`;

/** A window that the person wanted has gone, and what of now. */
export const goneNotice = (
  window: AppointmentWindow | null,
  text: (dayAndTime: string) => string,
  wording: Wording,
): TemplateResult | typeof nothing =>
  window ? notice(wording.words.gone, text(windowInWords(window, wording))) : nothing;

/** The way to hear of times that come free, where the host has one. */
export const notifyButton = (
  { words }: Wording,
  ask: (() => void) | null,
): TemplateResult | typeof nothing =>
  ask
    ? html`<button part="button link" class="link" type="button" @click=${ask}>
        ${words.notify}
      </button>`
    : nothing;

/** Nothing is free just now, and what to do about it. */
export const noneFreeNotice = (
  wording: Wording,
  look: () => void,
  ask: (() => void) | null,
): TemplateResult => {
  const { noneFree, noneFreeText, lookAgain } = wording.words;
  return notice(
    noneFree,
    noneFreeText,
    html`<div class="actions">${quietButton(lookAgain, look)} ${notifyButton(wording, ask)}</div>`,
  );
};
