import { isPaused } from '../../domain/coverage.js';
import type { SealedSelection, Summary } from '../../domain/selection.js';
import type { BookingState } from '../../flow/booking/state.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { WhenUnavailable } from './host.js';

/** What is sealed, in either way in which it may stand. */
export const sealedIn = (state: BookingState): SealedSelection | null =>
  state.step === 'review' && state.end !== 'bookable' ? state.sealed : null;

/** The element's form value: the sealed selection, or in `instant` mode the appointment's id; or nothing. */
export const formValue = (state: BookingState): string | null =>
  state.step === 'booked' ? state.booked.appointment.id : (sealedIn(state)?.token ?? null);

/** The visit without the patient, once there is a value. */
export const summaryOf = (state: BookingState): Summary | null => {
  if (state.step !== 'booked') return sealedIn(state)?.summary ?? null;
  const { taskName, startAt, endAt, timeZone, price } = state.booked.appointment;
  return startAt === undefined || endAt === undefined
    ? null
    : { taskName, startAt, endAt, timeZone, price };
};

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
      return state.end === 'bookable' && state.booking.status === 'failed';
    case 'booked':
      return false;
  }
};

/** Why the merchant's form must wait, in the words of the person who books; null when it need not. */
export const missingMessage = (
  state: BookingState,
  { required, whenUnavailable }: { required: boolean; whenUnavailable: WhenUnavailable },
  words: JourneyWords,
): string | null => {
  if (!required || formValue(state) !== null) return null;
  if (whenUnavailable === 'allow' && isUnavailable(state)) return null;
  switch (state.step) {
    case 'coverage':
      return words.coverageRequired;
    case 'window':
      return words.windowRequired;
    case 'patient':
      return state.sealing.status === 'pending' ? words.waitRequired : words.patientRequired;
    case 'review':
    case 'booked':
      return words.bookRequired;
  }
};
