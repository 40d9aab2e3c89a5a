import { isPaused } from '../../domain/coverage.js';
import type { SealedSelection, Summary } from '../../domain/selection.js';
import type { BookingState } from '../../flow/booking/state.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { WhenUnavailable } from './host.js';

/** Returns the sealed selection, whether sealed in this page or restored by the browser. Null if there is none. */
export const sealedIn = (state: BookingState): SealedSelection | null =>
  state.step === 'review' && state.end !== 'bookable' ? state.sealed : null;

/** Returns the form value: the sealed selection's token or, in `instant` mode, the appointment's id. Null for none. */
export const formValue = (state: BookingState): string | null =>
  state.step === 'booked' ? state.booked.appointment.id : (sealedIn(state)?.token ?? null);

/** Returns the visit without patient details. Null while there is no value, and for an appointment without times. */
export const summaryOf = (state: BookingState): Summary | null => {
  if (state.step !== 'booked') return sealedIn(state)?.summary ?? null;
  const { taskName, startAt, endAt, timeZone, price } = state.booked.appointment;
  return startAt === undefined || endAt === undefined
    ? null
    : { taskName, startAt, endAt, timeZone, price };
};

/**
 * Whether the lack of a visit is not up to the person: the service has failed or is paused, or no window is free. A
 * postcode that is not covered does not count.
 */
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

/** Returns the validation message for the person who books. Null if the merchant's form need not wait. */
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
