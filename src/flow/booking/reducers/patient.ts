import type { FieldProblems } from '../../../domain/patient/draft.js';
import type { Hold } from '../../../domain/window/window.js';
import type { Selection } from '../../../domain/selection.js';
import type { Happening } from '../actions.js';
import { fromMove, moved } from './address-change.js';
import { carriedOf, chosenOf, failed, idle, isBookingOpen, pending, unheld } from '../state.js';
import type {
  BookableState,
  BookingState,
  Chosen,
  PatientState,
  ReviewState,
  WindowState,
} from '../state.js';

/** Reduces the patient step. */
export const fromPatient = (state: PatientState, happening: Happening): BookingState => {
  if (state.move === 'asked' && happening.type !== 'draft-changed')
    return fromMove(state, happening);
  switch (happening.type) {
    case 'draft-changed':
      return {
        ...state,
        draft: happening.draft,
        problems: happening.problems,
        sealing: state.sealing.status === 'pending' ? idle : state.sealing,
      };
    case 'details-refused':
    case 'details-declined':
      return { ...state, problems: happening.problems, sealing: idle };
    case 'details-submitted':
      return { ...state, problems: {}, sealing: pending, move: 'none' };
    case 'submission-prevented':
      return { ...state, sealing: idle };
    case 'sealing-failed':
      return { ...state, sealing: failed(happening.problem) };
    case 'selection-sealed': {
      const { selection, sealed } = happening;
      return { ...chosenOf(state), step: 'review', end: 'sealed', selection, sealed };
    }
    case 'details-accepted': {
      const { selection, key, orderRef } = happening;
      return {
        ...chosenOf(state),
        step: 'review',
        end: 'bookable',
        selection,
        key,
        orderRef,
        booking: idle,
      };
    }
    case 'window-held':
      return held(state, happening.hold);
    case 'window-lost':
      return toLost(state);
    default:
      return fromMove(state, happening);
  }
};

/** Reduces the review step. */
export const fromReview = (state: ReviewState, happening: Happening): BookingState => {
  switch (state.end) {
    case 'restored':
      switch (happening.type) {
        case 'promise-ended':
          return { ...carriedOf(state), step: 'coverage', check: idle };
        case 'postcode-moved': {
          const { postcode } = happening;
          // The sealed postcode was not stored, so the first one that is seen counts as the sealed one.
          return state.postcode === ''
            ? { ...state, postcode }
            : { ...carriedOf(state), step: 'coverage', postcode, check: pending };
        }
        default:
          return state;
      }
    case 'sealed':
      switch (happening.type) {
        case 'window-held':
          return held(state, happening.hold);
        case 'selection-resealed': {
          const { selection, sealed } = happening;
          return { ...state, selection, sealed };
        }
        case 'promise-ended':
          return { ...toPatient(state), sealing: pending };
        case 'postcode-moved':
          return moved(toPatient(state), happening);
        case 'window-lost':
          return toLost(state);
        default:
          return state;
      }
    case 'bookable': {
      const isAsked = state.booking.status === 'pending';
      switch (happening.type) {
        case 'window-held':
          // A booking that was requested once is retried with the same values.
          return state.booking.status === 'idle' ? withHeld(state, happening.hold) : state;
        case 'booking-asked':
          return isAsked ? state : { ...state, booking: pending };
        case 'booking-failed':
          return isAsked ? { ...state, booking: failed(happening.problem) } : state;
        case 'details-declined':
          return isAsked ? toPatient(state, happening.problems) : state;
        case 'appointment-booked': {
          if (!isAsked) return state;
          const { selection } = state;
          return {
            ...chosenOf(state),
            ...unheld,
            step: 'booked',
            selection,
            booked: happening.booked,
          };
        }
        case 'postcode-moved':
          return isBookingOpen(state) ? state : moved(toPatient(state), happening);
        case 'window-lost':
          return isBookingOpen(state) && !isAsked ? state : toLost(state);
        default:
          return state;
      }
    }
  }
};

/** Returns to the patient step. */
export const toPatient = (state: Chosen, problems: FieldProblems = {}): PatientState => ({
  ...chosenOf(state),
  step: 'patient',
  problems,
  sealing: idle,
  move: 'none',
});

/** Returns to the window step, which loads the windows again. */
const toLost = (state: Chosen): WindowState => ({
  ...carriedOf(state),
  ...unheld,
  step: 'window',
  coverage: state.coverage,
  chosen: null,
  lost: state.chosen,
  windows: pending,
  later: 'none',
  move: 'none',
});

/** Adds a hold of the chosen window. A hold of another window arrived too late and is ignored. */
const held = <State extends Chosen>(state: State, hold: Hold): State =>
  hold.windowId === state.chosen.id ? { ...state, hold, holdEndsSoon: false } : state;

const withHeld = (state: BookableState, hold: Hold): BookableState => {
  const after = held(state, hold);
  return after === state ? state : { ...after, selection: withHold(state.selection, hold) };
};

export const withHold = (selection: Selection, hold: Hold | null): Selection => {
  const { holdId, ...rest } = selection;
  return hold === null || holdId === hold.id ? selection : { ...rest, holdId: hold.id };
};
