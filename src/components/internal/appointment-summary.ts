import { html, nothing, type TemplateResult } from 'lit';
import type { Appointment } from '../../domain/appointment.js';
import { calendarFile } from '../../domain/ics-file.js';
import type { ConfirmationWords } from '../../locales/en-gb/confirmation.js';
import { priceLine, whenWords, type Wording } from './formatting.js';

/** An appointment with the times it has; null while the patient is still to choose them. */
export const timesOf = ({
  startAt,
  endAt,
}: Appointment): { readonly startAt: string; readonly endAt: string } | null =>
  startAt === undefined || endAt === undefined ? null : { startAt, endAt };

/** What, when, where, for whom, by which reference and at what price; `where` is as much as the page knows. */
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

/** Hands the browser a calendar file, made here and kept nowhere. */
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
  // The browser has taken the file by the next turn.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
};
