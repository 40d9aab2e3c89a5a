import type { BookingState } from '../flow/state.js';
import type { Happening } from '../flow/happenings.js';
import {
  AllyChangeEvent,
  AllyCoverageEvent,
  AllyLoadErrorEvent,
  AllyProblemEvent,
  AllyStepEvent,
} from './events.js';
import { formValue } from './form-value.js';

/** What the page is told of a happening, in order: nothing that a person or the service did not do. */
export const pageEvents = (
  state: BookingState,
  before: BookingState,
  cause: Happening,
): readonly Event[] => {
  const events: Event[] = [];
  switch (cause.type) {
    case 'coverage-confirmed':
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
    case 'sealing-failed':
      events.push(new AllyProblemEvent(cause.problem));
      break;
    case 'window-lost':
      events.push(
        new AllyProblemEvent({ code: 'window-unavailable', canRetry: false, requestId: null }),
      );
      break;
  }
  if (state.step !== before.step)
    events.push(new AllyStepEvent({ from: before.step, to: state.step }));
  if (formValue(state) !== formValue(before)) {
    const chosen = state.step === 'review' ? state.chosen : null;
    events.push(
      new AllyChangeEvent({
        complete: chosen !== null,
        windowId: chosen?.id ?? null,
        startAt: chosen?.startAt ?? null,
        endAt: chosen?.endAt ?? null,
        price: chosen?.price ?? null,
      }),
      new Event('input', { bubbles: true, composed: true }),
      new Event('change', { bubbles: true }),
    );
  }
  return events;
};
