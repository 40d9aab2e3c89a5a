import type { AppointmentWindow, WindowList } from '../../../domain/window/window.js';
import type { Happening } from '../actions.js';
import { fromMove } from './address-change.js';
import { carriedOf, failed, idle, pending, ready, unheld } from '../state.js';
import type { BookingState, Carried, CoverageState, WindowState } from '../state.js';

/** Reduces the coverage step. */
export const fromCoverage = (state: CoverageState, happening: Happening): BookingState => {
  switch (happening.type) {
    case 'postcode-submitted': {
      const { postcode } = happening;
      // A hold is for one place.
      const held = postcode === state.postcode ? {} : unheld;
      return { ...state, ...held, postcode, check: pending };
    }
    case 'coverage-declined':
      return { ...state, check: ready(happening.coverage) };
    case 'coverage-failed':
      return { ...state, check: failed(happening.problem) };
    case 'coverage-confirmed': {
      const { coverage } = happening;
      const from = {
        ...carriedOf(state),
        step: 'window',
        coverage,
        lost: null,
        move: 'none',
      } as const;
      const { first } = coverage;
      return first === null
        ? { ...from, windows: pending, later: 'none' }
        : { ...from, ...listed(state, first), later: 'offered' };
    }
    case 'selection-restored':
      return { ...carriedOf(state), step: 'review', end: 'restored', sealed: happening.sealed };
    default:
      return state;
  }
};

/** Reduces the window step. */
export const fromWindow = (state: WindowState, happening: Happening): BookingState => {
  if (state.move === 'asked') return fromMove(state, happening);
  switch (happening.type) {
    case 'windows-asked':
      return state.windows.status === 'pending' ? state : { ...state, windows: pending };
    case 'windows-failed':
      return { ...state, windows: failed(happening.problem) };
    case 'windows-arrived':
    case 'windows-refreshed':
      return { ...state, ...listed(state, happening.list), later: 'none' };
    case 'later-windows-asked':
      return { ...state, later: 'pending' };
    case 'later-windows-failed':
      return { ...state, later: 'failed' };
    case 'later-windows-arrived':
      return state.windows.status === 'ready'
        ? { ...state, windows: ready(joined(state.windows.value, happening.list)), later: 'none' }
        : state;
    case 'window-chosen': {
      const { coverage, windows, hold } = state;
      if (windows.status !== 'ready') return state;
      const chosen = windows.value.windows.find(({ id }) => id === happening.windowId);
      if (!chosen) return state;
      const held = hold?.windowId === chosen.id ? {} : unheld;
      return {
        ...carriedOf(state),
        ...held,
        step: 'patient',
        coverage,
        list: windows.value,
        chosen,
        problems: {},
        sealing: idle,
        move: 'none',
      };
    }
    default:
      return fromMove(state, happening);
  }
};

const includes = ({ windows }: WindowList, { id }: AppointmentWindow): boolean =>
  windows.some((window) => window.id === id);

/**
 * Returns the new list, with the chosen window if it is still available. A window that is held for this user is
 * available to them, although the service may list it as taken.
 */
const listed = (state: Carried, list: WindowList) => {
  const { chosen, hold } = state;
  if (chosen === null || includes(list, chosen)) return { windows: ready(list) };
  return hold === null
    ? { windows: ready(list), chosen: null }
    : { windows: ready({ ...list, windows: [...list.windows, chosen] }) };
};

const joined = (list: WindowList, later: WindowList): WindowList => ({
  ...list,
  windows: [...list.windows, ...later.windows.filter((window) => !includes(list, window))],
});
