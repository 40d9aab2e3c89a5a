import type { Problem } from '../../domain/problems.js';
import type { Happening } from '../../flow/booking/actions.js';
import type { BookingState } from '../../flow/booking/state.js';
import {
  AllyBookedEvent,
  AllyChangeEvent,
  AllyCoverageEvent,
  AllyLoadErrorEvent,
  AllyProblemEvent,
  AllyStepEvent,
} from './events.js';
import { formValue, summaryOf } from './form-value.js';

const problemEvent = ({ code, canRetry, requestId }: Problem): Event =>
  new AllyProblemEvent({ code, canRetry, requestId });

/**
 * Returns the events that the page receives for an action, in order. There are none for a selection that the browser
 * restores, because neither a person nor the service did anything.
 */
export const pageEvents = (
  state: BookingState,
  before: BookingState,
  cause: Happening,
): readonly Event[] => {
  const events: Event[] = [];
  switch (cause.type) {
    case 'selection-restored':
      return events;
    case 'coverage-confirmed':
    case 'coverage-moved':
    case 'coverage-declined':
      events.push(new AllyCoverageEvent({ covered: cause.coverage.covered }));
      break;
    case 'task-failed': {
      const { code, canRetry } = cause.problem;
      events.push(new AllyLoadErrorEvent({ code, canRetry }));
      break;
    }
    case 'coverage-failed':
    case 'windows-failed':
    case 'later-windows-failed':
    case 'sealing-failed':
    case 'booking-failed':
    case 'details-declined':
      events.push(problemEvent(cause.problem));
      break;
    case 'window-lost':
      events.push(
        new AllyProblemEvent({ code: 'window_unavailable', canRetry: false, requestId: null }),
      );
      break;
    case 'appointment-booked': {
      const { appointment, outcome } = cause.booked;
      const { id: appointmentId, startAt = null, endAt = null, timeZone } = appointment;
      events.push(new AllyBookedEvent({ appointmentId, outcome, startAt, endAt, timeZone }));
      break;
    }
  }
  if (state.step !== before.step)
    events.push(new AllyStepEvent({ from: before.step, to: state.step }));
  if (formValue(state) !== formValue(before)) {
    const complete = formValue(state) !== null;
    const summary = summaryOf(state);
    events.push(
      new AllyChangeEvent({
        complete,
        windowId: complete ? (state.chosen?.id ?? null) : null,
        startAt: summary?.startAt ?? null,
        endAt: summary?.endAt ?? null,
        price: summary?.price ?? null,
      }),
      new Event('input', { bubbles: true, composed: true }),
      new Event('change', { bubbles: true }),
    );
  }
  return events;
};
