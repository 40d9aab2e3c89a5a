import { html, nothing, type TemplateResult } from 'lit';
import type { AppointmentWindow } from '../../domain/window/window.js';
import { tellMe } from '../internal/notify-button.js';
import { windowInWords, type Wording } from './day-list.js';
import { quietButton } from './radio.js';

/** The offer to notify the person when times become free, and whether it was accepted. */
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

/** Renders the notice that a selected window is no longer available, and what to do. */
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

/** Renders the notice that no window is free, and what to do. */
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
