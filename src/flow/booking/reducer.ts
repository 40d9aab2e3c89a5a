import { fromCoverage, fromWindow } from './reducers/coverage.js';
import type { EarlierStep, Happening } from './actions.js';
import { fromPatient, fromReview, toPatient } from './reducers/patient.js';
import { carriedOf, failed, firstState, idle, isBookingOpen, pending, ready } from './state.js';
import { unheld, type BookingState } from './state.js';

/** Where the journey stands after a happening; the same state when nothing leads on from here. */
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
      // A booking that may have been made must not be lost sight of.
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
      // An appointment is changed with the clinic, not here.
      return state;
  }
};

/** Change: back to an earlier step with everything kept; what was sealed is given up. */
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
  // Of a restored selection only the summary is left: every step begins with the first. So it does while nobody
  // knows whether the windows are those of the place.
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
