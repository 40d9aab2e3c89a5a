import type { Appointment } from '../../domain/appointment.js';
import type { Problem } from '../../domain/problems.js';
import { appointmentWords } from '../../locales/en-gb/appointment.js';
import { confirmationWords } from '../../locales/en-gb/confirmation.js';
import { journeyWords } from '../../locales/en-gb/journey.js';
import type { Strings } from '../../locales/catalogue.js';
import { timesOf } from '../internal/appointment-summary.js';
import { problemWords } from '../internal/notices.js';
import { timed } from '../internal/strings.js';

export const wordsWith = (strings: Strings) =>
  timed({ ...journeyWords, ...confirmationWords, ...appointmentWords, ...strings });

export type CardWords = ReturnType<typeof wordsWith>;

/** Returns the heading and the text for the status of an appointment. An unknown status gets a neutral text. */
export const standingOf = (
  appointment: Appointment,
  words: CardWords,
): { readonly title: string; readonly text: string } => {
  switch (appointment.status) {
    case 'scheduled':
      return {
        title: words.bookedTitle,
        // The text says "within this time", so it is left out if there are no times.
        text: timesOf(appointment) ? words.nextText : '',
      };
    case 'scheduling':
      return { title: words.arrangingTitle, text: words.arrangingText };
    case 'completed':
      return { title: words.completedTitle, text: words.completedText };
    case 'cancelled':
      return { title: words.cancelledTitle, text: words.cancelledText };
  }
  return { title: words.otherTitle, text: words.otherText };
};

/** Returns why the appointment cannot be shown or, if it is shown, why it was not cancelled. */
export const failureWords = (problem: Problem, words: CardWords, isShown: boolean): string => {
  if (problem.code === 'outcome_unknown') return words.cancelUnknown;
  if (problem.canRetry)
    return [...(isShown ? [words.notCancelled] : []), problemWords(problem, words)].join(' ');
  if (isShown) return `${words.notCancelled} ${words.cannotCancel}`;
  return problem.code === 'not_found' ? words.notFound : words.cannotShow;
};
