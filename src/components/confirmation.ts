import { html, nothing, type TemplateResult } from 'lit';
import { addressWords } from '../booking/address.js';
import { calendarFile } from '../booking/calendar-file.js';
import type { BookedState } from '../flow/state.js';
import { confirmationWords, type ConfirmationWords } from '../locales/en-gb/confirmation.js';
import type { BookingView } from './booking-view.js';
import { addressLine, priceLine, whenWords } from './later-steps.js';
import { preparation } from './review.js';

/** What is shown once an appointment exists: what, when, where, its reference, and what happens next. */
export const confirmation = (state: BookedState, view: BookingView): TemplateResult => {
  const { headingLevel } = view;
  const words = wordsOf(view);
  const { appointment } = state.booked;
  const { startAt, endAt, timeZone } = appointment;
  // Without times the platform asks the patient to choose them.
  const when = startAt === undefined || endAt === undefined ? null : { startAt, endAt };
  return html`
    <div part="notice" class="end booked" id="step-booked">
      <div part="heading" class="heading" role="heading" aria-level=${headingLevel} tabindex="-1">
        ${when ? words.bookedTitle : words.arrangingTitle}
      </div>
      <dl part="summary">
        ${fact(words.what, appointment.taskName)}
        ${when ? fact(words.when, whenWords(when, timeZone, view)) : nothing}
        ${fact(words.where, addressLine(state.selection.location.address))}
        ${fact(words.who, appointment.firstName)} ${fact(words.reference, appointment.id)}
        ${appointment.price ? fact(words.price, priceLine(appointment, view)) : nothing}
      </dl>
      ${preparation(view)}
      <p><strong>${words.nextTitle}</strong><br />${when ? words.nextText : words.arrangingText}</p>
      <p>${words.changeLater}</p>
      ${
        when
          ? html`<div class="actions">
              <button
                part="button secondary"
                type="button"
                @click=${() => {
                  saveToCalendar(state, when, view);
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

const wordsOf = ({ strings }: BookingView): ConfirmationWords => ({
  ...confirmationWords,
  ...strings,
});

const fact = (term: string, description: unknown): TemplateResult => html`
  <div>
    <dt>${term}</dt>
    <dd>${description}</dd>
  </div>
`;

/** Hands the browser a calendar file, made here and kept nowhere. */
const saveToCalendar = (
  { booked, selection, task }: BookedState,
  when: { readonly startAt: string; readonly endAt: string },
  view: BookingView,
): void => {
  const words = wordsOf(view);
  const { id, taskName } = booked.appointment;
  const file = calendarFile({
    ...when,
    uid: id,
    now: new Date(),
    title: taskName,
    place: addressWords(selection.location.address),
    description: [
      `${words.reference}: ${id}`,
      task.status === 'ready' ? (task.value.preparation ?? '') : '',
    ]
      .filter(Boolean)
      .join('\n'),
  });
  const url = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${id}.ics`;
  link.click();
  // The browser has taken the file by the next turn.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
};
