import { isPaused } from '../booking/coverage.js';
import type { BookingState } from '../flow/state.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';

/** With `required`: whether an order goes through when there is no service to choose a visit with. */
export type WhenUnavailable = 'allow' | 'block';

/** The element's form value: the sealed selection, or nothing. */
export const formValue = (state: BookingState): string | null =>
  state.step === 'review' ? state.sealed.token : null;

/** Whether the person can do nothing about having no visit: no service, or nothing free. Not covered is another matter. */
export const isUnavailable = (state: BookingState): boolean => {
  if (state.task.status === 'failed') return true;
  switch (state.step) {
    case 'coverage': {
      const { check } = state;
      return check.status === 'failed' || (check.status === 'ready' && isPaused(check.value));
    }
    case 'window': {
      const { windows } = state;
      return (
        windows.status === 'failed' ||
        (windows.status === 'ready' && windows.value.windows.length === 0)
      );
    }
    case 'patient':
      return state.sealing.status === 'failed';
    case 'review':
      return false;
  }
};

/** Why the merchant's form must wait, in the words of the person who books; null when it need not. */
export const missingMessage = (
  state: BookingState,
  { required, whenUnavailable }: { required: boolean; whenUnavailable: WhenUnavailable },
  words: JourneyWords,
): string | null => {
  if (!required || state.step === 'review') return null;
  if (whenUnavailable === 'allow' && isUnavailable(state)) return null;
  switch (state.step) {
    case 'coverage':
      return words.coverageRequired;
    case 'window':
      return words.windowRequired;
    case 'patient':
      return state.sealing.status === 'pending' ? words.waitRequired : words.patientRequired;
  }
};
