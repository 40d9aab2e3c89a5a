import { fromCoverage, fromWindow } from './reducers/coverage.js';
import type { EarlierStep, Happening } from './actions.js';
import { fromPatient, fromReview, toPatient } from './reducers/patient.js';
import { carriedOf, failed, firstState, idle, isBookingOpen, pending, ready } from './state.js';
import { unheld, type BookingState } from './state.js';

/** Returns the state after an action. It is the same object if the action has no effect in the current state. */
export const next = (state: BookingState, happening: Happening): BookingState => {
  switch (happening.type) {
    case 'task-asked':
      return { ...state, task: pending };
    case 'task-arrived':
      return { ...state, task: ready(happening.task) };
    case 'task-failed':
      return { ...state, task: failed(happening.problem) };
    case 'hold-ending':
      return state.hold === null ? state : { ...state, holdEndsSoon: true };
    case 'hold-lapsed':
      return state.hold === null ? state : { ...state, ...unheld };
    case 'step-reopened':
      return reopen(state, happening.step);
    case 'journey-reset':
      // A booking that may have been made must stay on the screen.
      return isBookingOpen(state) ? state : { ...firstState, task: state.task };
  }
  switch (state.step) {
    case 'coverage':
      return fromCoverage(state, happening);
    case 'window':
      return fromWindow(state, happening);
    case 'patient':
      return fromPatient(state, happening);
    case 'review':
      return fromReview(state, happening);
    case 'booked':
      // An appointment is changed with the clinic, not in this widget.
      return state;
  }
};

/** Opens an earlier step again and keeps everything that was entered. A sealed selection is dropped. */
const reopen = (state: BookingState, step: EarlierStep): BookingState => {
  const carried = carriedOf(state);
  switch (state.step) {
    case 'coverage':
    case 'booked':
      return state;
    case 'window':
      return step === 'coverage' ? { ...carried, step, check: idle } : state;
  }
  if (isBookingOpen(state) || state.step === step) return state;
  // A restored selection consists only of its summary, so every Change leads to the first step. The same applies
  // while it is unknown whether the windows are those of the place.
  const isFirst = state.step === 'review' ? state.end === 'restored' : state.move === 'asked';
  if (step === 'coverage' || isFirst || !('list' in state))
    return { ...carried, step: 'coverage', check: idle };
  if (step === 'patient') return toPatient(state);
  const { coverage, list } = state;
  return {
    ...carried,
    step,
    coverage,
    windows: ready(list),
    later: 'none',
    lost: null,
    move: 'none',
  };
};
