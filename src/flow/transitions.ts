import type { AppointmentWindow, WindowList } from '../booking/window.js';
import type { EarlierStep, Happening } from './happenings.js';
import { failed, firstState, idle, pending, ready } from './state.js';
import type { BookingState, PatientState, WindowState } from './state.js';

/** Where the journey stands after a happening; the same state when nothing leads on from here. */
export const next = (state: BookingState, happening: Happening): BookingState => {
  switch (happening.type) {
    case 'task-asked':
      return { ...state, task: pending };
    case 'task-arrived':
      return { ...state, task: ready(happening.task) };
    case 'task-failed':
      return { ...state, task: failed(happening.problem) };
    case 'step-reopened':
      return reopen(state, happening.step);
    case 'journey-reset':
      return { ...firstState, task: state.task };
  }
  switch (state.step) {
    case 'coverage':
      return fromCoverage(state, happening);
    case 'window':
      return fromWindow(state, happening);
    case 'patient':
      return fromPatient(state, happening);
    case 'review':
      // Folded and final: only Change leads on from here.
      return state;
  }
};

type At<Step extends BookingState['step']> = Extract<BookingState, { step: Step }>;

const fromCoverage = (state: At<'coverage'>, happening: Happening): BookingState => {
  switch (happening.type) {
    case 'postcode-submitted':
      return { ...state, postcode: happening.postcode, check: pending };
    case 'coverage-declined':
      return { ...state, check: ready(happening.coverage) };
    case 'coverage-failed':
      return { ...state, check: failed(happening.problem) };
    case 'coverage-confirmed': {
      const { task, postcode, draft } = state;
      const { first } = happening.coverage;
      return {
        step: 'window',
        task,
        postcode,
        draft,
        coverage: happening.coverage,
        chosen: first ? findWindow(first, state.chosen) : state.chosen,
        windows: first ? ready(first) : pending,
        lost: null,
      };
    }
    default:
      return state;
  }
};

const fromWindow = (state: At<'window'>, happening: Happening): WindowState | PatientState => {
  switch (happening.type) {
    case 'windows-asked':
      return { ...state, windows: pending };
    case 'windows-failed':
      return { ...state, windows: failed(happening.problem) };
    case 'windows-arrived':
      return {
        ...state,
        windows: ready(happening.list),
        chosen: findWindow(happening.list, state.chosen),
      };
    case 'window-chosen': {
      if (state.windows.status !== 'ready') return state;
      const list = state.windows.value;
      const chosen = list.windows.find(({ id }) => id === happening.windowId);
      if (!chosen) return state;
      const { task, postcode, draft, coverage } = state;
      return {
        step: 'patient',
        task,
        postcode,
        draft,
        coverage,
        list,
        chosen,
        problems: {},
        sealing: idle,
      };
    }
    default:
      return state;
  }
};

const fromPatient = (state: At<'patient'>, happening: Happening): BookingState => {
  const { task, postcode, draft, coverage, list, chosen } = state;
  switch (happening.type) {
    case 'draft-changed':
      return {
        ...state,
        draft: happening.draft,
        problems: happening.problems,
        sealing: state.sealing.status === 'pending' ? idle : state.sealing,
      };
    case 'details-refused':
      return { ...state, problems: happening.problems, sealing: idle };
    case 'details-submitted':
      return { ...state, problems: {}, sealing: pending };
    case 'submission-prevented':
      return { ...state, sealing: idle };
    case 'sealing-failed':
      return { ...state, sealing: failed(happening.problem) };
    case 'selection-sealed': {
      const { selection, sealed } = happening;
      return {
        step: 'review',
        task,
        postcode,
        draft,
        coverage,
        list,
        chosen,
        selection,
        sealed,
      };
    }
    case 'window-lost':
      return {
        step: 'window',
        task,
        postcode,
        draft,
        coverage,
        chosen: null,
        windows: pending,
        lost: chosen,
      };
    default:
      return state;
  }
};

/** Change: back to an earlier step with everything kept; what was sealed is given up. */
const reopen = (state: BookingState, step: EarlierStep): BookingState => {
  const { task, postcode, draft, chosen } = state;
  if (state.step === 'coverage' || state.step === step) return state;
  if (step === 'coverage') return { step, task, postcode, draft, chosen, check: idle };
  if (state.step === 'window') return state;
  const { coverage, list } = state;
  return step === 'window'
    ? { step, task, postcode, draft, chosen, coverage, windows: ready(list), lost: null }
    : {
        step,
        task,
        postcode,
        draft,
        chosen: state.chosen,
        coverage,
        list,
        problems: {},
        sealing: idle,
      };
};

const findWindow = (list: WindowList, wanted: AppointmentWindow | null): AppointmentWindow | null =>
  list.windows.find(({ id }) => id === wanted?.id) ?? null;
