import { html, nothing, type TemplateResult } from 'lit';
import { addressWords } from '../../../domain/patient/address.js';
import type { BookedState } from '../../../flow/booking/state.js';
import { confirmationWords } from '../../../locales/en-gb/confirmation.js';
import { appointmentFacts, saveToCalendar, timesOf } from '../../internal/appointment-summary.js';
import { preparationLine } from '../../internal/formatting.js';
import type { BookingView } from '../view.js';
import { addressLine } from './window-step.js';
import { preparationOf } from './review-step.js';

/** Renders a booked appointment: what, when, where, its reference, and what happens next. */
export const confirmation = (state: BookedState, view: BookingView): TemplateResult => {
  const { headingLevel, language, strings } = view;
  const words = { ...view.words, ...confirmationWords, ...strings };
  const { appointment } = state.booked;
  const { address } = state.selection.location;
  const preparation = preparationOf(view);
  // If there are no times, the platform asks the patient to choose them.
  const isTimed = timesOf(appointment) !== null;
  return html`
    <div part="notice" class="end booked" id="step-booked">
      <div part="heading" class="heading" role="heading" aria-level=${headingLevel} tabindex="-1">
        ${isTimed ? words.bookedTitle : words.arrangingTitle}
      </div>
      ${appointmentFacts(appointment, addressLine(address), { language, words })}
      ${preparationLine(preparation, strings)}
      <p>
        <strong>${words.nextTitle}</strong><br />${isTimed ? words.nextText : words.arrangingText}
      </p>
      <p>${words.changeLater}</p>
      ${
        isTimed
          ? html`<div class="actions">
              <button
                part="button secondary"
                type="button"
                @click=${() => {
                  saveToCalendar(appointment, { place: addressWords(address), preparation }, words);
                }}
              >
                ${words.addToCalendar}
              </button>
            </div>`
          : nothing
      }
    </div>
  `;
};
