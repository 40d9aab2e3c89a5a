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

/** How an appointment stands, in words. A state that we do not know is told calmly, and never guessed at. */
export const standingOf = (
  appointment: Appointment,
  words: CardWords,
): { readonly title: string; readonly text: string } => {
  switch (appointment.status) {
    case 'scheduled':
      return {
        title: words.bookedTitle,
        // Without times there is no "this time".
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

/** Why there is nothing to be shown; or, of an appointment that is, why it is not cancelled. */
export const failureWords = (problem: Problem, words: CardWords, isShown: boolean): string => {
  if (problem.code === 'outcome_unknown') return words.cancelUnknown;
  if (problem.canRetry)
    return [...(isShown ? [words.notCancelled] : []), problemWords(problem, words)].join(' ');
  if (isShown) return `${words.notCancelled} ${words.cannotCancel}`;
  return problem.code === 'not_found' ? words.notFound : words.cannotShow;
};
