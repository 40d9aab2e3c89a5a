import { html, nothing, type TemplateResult } from 'lit';
import type { Appointment } from '../../domain/appointment.js';
import { calendarFile } from '../../domain/ics-file.js';
import type { ConfirmationWords } from '../../locales/en-gb/confirmation.js';
import { priceLine, whenWords, type Wording } from './formatting.js';

/** Returns the times of an appointment; null while the patient is still to choose them. */
export const timesOf = ({
  startAt,
  endAt,
}: Appointment): { readonly startAt: string; readonly endAt: string } | null =>
  startAt === undefined || endAt === undefined ? null : { startAt, endAt };

/**
 * Renders the facts of an appointment: what, when, where, for whom, its reference and price. `where` is as much of the
 * address as the page has.
 */
export const appointmentFacts = (
  appointment: Appointment,
  where: string,
  wording: Wording & { readonly words: ConfirmationWords },
): TemplateResult => {
  const { words } = wording;
  const { taskName, firstName, id, timeZone, price } = appointment;
  const times = timesOf(appointment);
  return html`
    <dl part="summary">
      ${fact(words.what, taskName)}
      ${times ? fact(words.when, whenWords(times, timeZone, wording)) : nothing}
      ${fact(words.where, where)} ${fact(words.who, firstName)} ${fact(words.reference, id)}
      ${price ? fact(words.price, priceLine(appointment, wording)) : nothing}
    </dl>
  `;
};

export const fact = (term: unknown, description: unknown): TemplateResult => html`
  <div>
    <dt>${term}</dt>
    <dd>${description}</dd>
  </div>
`;

/** Downloads a calendar file, which is made in the page and not stored. */
export const saveToCalendar = (
  appointment: Appointment,
  facts: { readonly place: string; readonly preparation: string | undefined },
  words: Pick<ConfirmationWords, 'reference'>,
): void => {
  const times = timesOf(appointment);
  if (!times) return;
  const { id, taskName } = appointment;
  const file = calendarFile({
    ...times,
    uid: id,
    now: new Date(),
    title: taskName,
    place: facts.place,
    description: [`${words.reference}: ${id}`, facts.preparation].filter(Boolean).join('\n'),
  });
  const url = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${id}.ics`;
  link.click();
  // The browser has read the file by the next task of the event loop.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
};
