import type { AppointmentWindow, WindowList } from '../../../domain/window/window.js';
import type { Happening } from '../actions.js';
import { carriedOf, failed, idle, pending, ready, unheld } from '../state.js';
import type { BookingState, PatientState, WindowState } from '../state.js';

type PostcodeMoved = Extract<Happening, { type: 'postcode-moved' }>;

/**
 * Handles a change of the address in the patient step. A hold is for one place, and details are sealed with one
 * address, so both are dropped.
 */
export const moved = (state: PatientState, { postcode }: PostcodeMoved): PatientState => ({
  ...state,
  ...unheld,
  postcode,
  sealing: idle,
  move: 'asked',
});

/** Reduces changes of the postcode in the shop's own form, in the window and patient steps. */
export const fromMove = (state: WindowState | PatientState, happening: Happening): BookingState => {
  if (happening.type === 'postcode-moved') {
    if (state.step === 'patient') return moved(state, happening);
    return {
      ...state,
      ...unheld,
      postcode: happening.postcode,
      windows: pending,
      later: 'none',
      lost: null,
      move: 'asked',
    };
  }
  if (state.move !== 'asked') return state;
  switch (happening.type) {
    case 'coverage-moved': {
      const { coverage, list } = happening;
      const { chosen: before } = state;
      const chosen = before && sameIn(list, before);
      if (state.step === 'patient' && chosen)
        return { ...state, coverage, list, chosen, move: 'made' };
      return {
        ...carriedOf(state),
        step: 'window',
        coverage,
        windows: ready(list),
        chosen,
        lost: chosen ? null : before,
        later: 'none',
        move: 'made',
      };
    }
    case 'coverage-declined':
      return { ...carriedOf(state), step: 'coverage', check: ready(happening.coverage) };
    case 'coverage-failed':
      return { ...carriedOf(state), step: 'coverage', check: failed(happening.problem) };
    default:
      return state;
  }
};

/** Finds the same visit at another place. Its id may differ there, but not its time or its price. */
const sameIn = ({ windows }: WindowList, chosen: AppointmentWindow): AppointmentWindow | null => {
  const same = windows.filter((window) => termsOf(window) === termsOf(chosen));
  return same.find(({ id }) => id === chosen.id) ?? same[0] ?? null;
};

const termsOf = ({ startAt, endAt, price }: AppointmentWindow): string =>
  [Date.parse(startAt), Date.parse(endAt), price?.amount, price?.currency].join();
