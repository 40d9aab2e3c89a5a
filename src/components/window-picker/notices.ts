import { html, nothing, type TemplateResult } from 'lit';
import type { AppointmentWindow } from '../../domain/window/window.js';
import { tellMe } from '../internal/notify-button.js';
import { windowInWords, type Wording } from './day-list.js';
import { quietButton } from './radio.js';

/** The way to hear of times that come free, where the host has one, and whether it was taken. */
export interface Notify {
  readonly told: boolean;
  readonly ask: () => void;
}

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

export const notifyButton = (
  { words }: Wording,
  notify: Notify | null,
): TemplateResult | typeof nothing =>
  notify
    ? tellMe({
        kind: 'link',
        label: words.notify,
        told: notify.told ? words.told : '',
        ask: notify.ask,
      })
    : nothing;

/** Nothing is free just now, and what to do about it. */
export const noneFreeNotice = (
  wording: Wording,
  look: () => void,
  notify: Notify | null,
): TemplateResult => {
  const { noneFree, noneFreeText, lookAgain } = wording.words;
  return notice(
    noneFree,
    noneFreeText,
    html`<div class="actions">
      ${quietButton(lookAgain, look)} ${notifyButton(wording, notify)}
    </div>`,
  );
};
