import { html, nothing, type TemplateResult } from 'lit';
import type { Appointment } from '../../domain/appointment.js';
import { placeTime } from '../../domain/time/zoned-time.js';
import type { CardWords } from './status.js';

/** Whether cancelling now is free of charge, may be charged, or is not specified by the service. */
export type Charge = 'free' | 'charged' | 'perhaps';

export const chargeOf = ({ chargeableFrom }: Appointment, now: Date): Charge =>
  chargeableFrom === undefined ? 'perhaps' : now < new Date(chargeableFrom) ? 'free' : 'charged';

/** Returns the sentence on the charge, shown before the person decides. Times are in the zone of the visit. */
const chargeWords = (
  { chargeableFrom, timeZone }: Appointment,
  charge: Charge,
  { words }: { readonly words: CardWords },
): string => {
  if (chargeableFrom === undefined) return words.cancelPerhaps;
  const { date, hour, minute } = placeTime(chargeableFrom, timeZone);
  const say = charge === 'free' ? words.cancelFree : words.cancelCharged;
  return say(words.timeWords.time(hour, minute), words.dayWords(date));
};

export interface CancelView {
  readonly appointment: Appointment;
  readonly charge: Charge;
  readonly words: CardWords;
  readonly headingLevel: number;
  readonly pending: boolean;
  /** Message for the failure of the last attempt; empty without one. */
  readonly failure: string;
  readonly onYes: (event: Event) => void;
  readonly onNo: () => void;
}

/** Renders the question before cancelling within the card, so that a single press cancels nothing. */
export const cancelQuestion = (view: CancelView): TemplateResult => {
  const { appointment, charge, words, pending, failure } = view;
  return html`
    <div part="notice" class="notice" role="group" aria-labelledby="question">
      <div
        part="heading"
        class="heading"
        id="question"
        role="heading"
        aria-level=${view.headingLevel}
        aria-describedby="charge"
        tabindex="-1"
      >
        ${words.cancelQuestion}
      </div>
      <p id="charge">${chargeWords(appointment, charge, view)}</p>
      ${failure === '' ? nothing : html`<p class="failure">${failure}</p>`}
      <div class="actions">
        <button
          part="button primary"
          class="primary"
          type="button"
          aria-describedby="charge"
          aria-disabled=${String(pending)}
          @click=${view.onYes}
        >
          ${words.cancelYes}
        </button>
        <button
          part="button secondary"
          type="button"
          aria-disabled=${String(pending)}
          @click=${view.onNo}
        >
          ${words.cancelNo}
        </button>
        ${pending ? html`<span class="late">${words.cancelling}</span>` : nothing}
      </div>
    </div>
  `;
};
