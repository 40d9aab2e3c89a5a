import type { BookingApi } from '../api/booking-api.js';
import { ScriptError } from '../api/errors.js';
import type { PatientDraft } from '../booking/draft.js';
import { addDays, placeTime } from '../booking/window.js';
import { createQuestions } from './questions.js';
import { firstState, type BookingState, type PatientState } from './state.js';
import type { EarlierStep, Happening } from './happenings.js';
import { next } from './transitions.js';

type Details = Pick<typeof import('./details.js'), 'readSelection'>;

export interface BookingFlowOptions {
  readonly api: BookingApi;
  readonly taskId: string;
  readonly now: () => Date;
  /** The page's language, in which months may be typed. */
  readonly language: () => string;
  /** The rules by which the details are read: they arrive with the patient's step, and not before. */
  readonly loadDetails: () => Promise<Details>;
  /** Asked before anything is sealed; false keeps it from happening. */
  readonly maySubmit?: () => boolean;
  /** Where the journey starts: the first state, unless an earlier journey is taken on. */
  readonly from?: BookingState;
}

export type FlowListener = (state: BookingState, before: BookingState, cause: Happening) => void;

/** The journey of one booking: its state, the few things a person can do, and a pause for when it is off the page. */
export interface BookingFlow {
  get(): BookingState;
  subscribe(listener: FlowListener): () => void;
  askTask(): void;
  checkPostcode(postcode: string): void;
  askWindows(): void;
  chooseWindow(windowId: string): void;
  changeDraft(draft: PatientDraft): void;
  submitDetails(): void;
  reopen(step: EarlierStep): void;
  reset(): void;
  pause(): void;
  resume(): void;
}

/** Where every visit takes place until an answer names another zone. */
const homeZone = 'Europe/London';

/** The service looks three weeks ahead, today included. */
const daysAhead = 20;

export const createBookingFlow = (options: BookingFlowOptions): BookingFlow => {
  const { api, taskId, now, language, loadDetails } = options;
  const { maySubmit = () => true, from = firstState } = options;
  let state = from;
  const listeners = new Set<FlowListener>();
  const questions = createQuestions<'task' | 'coverage' | 'windows' | 'sealing'>();

  const happen = (happening: Happening): void => {
    const before = state;
    state = Object.freeze(next(before, happening));
    if (state === before) return;
    for (const listener of [...listeners]) listener(state, before, happening);
  };

  const askTask = (): void => {
    happen({ type: 'task-asked' });
    questions.ask('task', {
      put: (signal) => api.getTask(taskId, signal),
      answered: (task) => {
        happen({ type: 'task-arrived', task });
      },
      failed: (problem) => {
        happen({ type: 'task-failed', problem });
      },
    });
  };

  const checkPostcode = (postcode: string): void => {
    if (state.step !== 'coverage') return;
    // A double click is the same question.
    if (state.check.status === 'pending' && state.postcode === postcode) return;
    happen({ type: 'postcode-submitted', postcode });
    questions.ask('coverage', {
      put: (signal) => api.checkCoverage({ taskId, postcode }, signal),
      answered: (coverage) => {
        if (!coverage.covered) {
          happen({ type: 'coverage-declined', coverage });
          return;
        }
        happen({ type: 'coverage-confirmed', coverage });
        if (coverage.first === null) askWindows();
      },
      failed: (problem) => {
        happen({ type: 'coverage-failed', problem });
      },
    });
  };

  const askWindows = (): void => {
    if (state.step !== 'window') return;
    const { postcode } = state.coverage;
    const today = placeTime(now(), homeZone).date;
    const query = { taskId, postcode, from: today, to: addDays(today, daysAhead) };
    happen({ type: 'windows-asked' });
    questions.ask('windows', {
      put: (signal) => api.listWindows(query, signal),
      answered: (list) => {
        happen({ type: 'windows-arrived', list });
      },
      failed: (problem) => {
        happen({ type: 'windows-failed', problem });
      },
    });
  };

  let details: Details | null = null;

  const awaitDetails = async (): Promise<Details> => {
    try {
      return (details ??= await loadDetails());
    } catch {
      throw new ScriptError();
    }
  };

  const changeDraft = (draft: PatientDraft): void => {
    if (state.step !== 'patient') return;
    const reading = details?.readSelection(
      { ...state, draft },
      { now: now(), language: language() },
    );
    const wrong = reading?.ok === false ? reading.problems : {};
    const found = state.problems;
    // What is being sealed is no longer what stands in the form.
    questions.drop('sealing');
    happen({
      type: 'draft-changed',
      draft,
      problems: Object.fromEntries(Object.entries(wrong).filter(([field]) => field in found)),
    });
  };

  const seal = async (patient: PatientState, signal: AbortSignal): Promise<Happening> => {
    const { readSelection } = await awaitDetails();
    const reading = readSelection(patient, { now: now(), language: language() });
    if (!reading.ok) return { type: 'details-refused', problems: reading.problems };
    if (!maySubmit()) return { type: 'submission-prevented' };
    const sealed = await api.sealSelection(reading.value, signal);
    return { type: 'selection-sealed', selection: reading.value, sealed };
  };

  const submitDetails = (): void => {
    if (state.step !== 'patient' || state.task.status !== 'ready') return;
    // A double click, or Enter pressed again, is the same Continue.
    if (state.sealing.status === 'pending') return;
    const patient = state;
    happen({ type: 'details-submitted' });
    questions.ask('sealing', {
      put: (signal) => seal(patient, signal),
      answered: happen,
      failed: (problem) => {
        if (problem.code !== 'window-unavailable') {
          happen({ type: 'sealing-failed', problem });
          return;
        }
        happen({ type: 'window-lost' });
        askWindows();
      },
    });
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    askTask,
    checkPostcode,
    askWindows,
    chooseWindow(windowId) {
      happen({ type: 'window-chosen', windowId });
    },
    changeDraft,
    submitDetails,
    reopen(step) {
      const reopened: Happening = { type: 'step-reopened', step };
      if (next(state, reopened) === state) return;
      questions.drop('coverage', 'windows', 'sealing');
      happen(reopened);
    },
    reset() {
      questions.drop('coverage', 'windows', 'sealing');
      happen({ type: 'journey-reset' });
    },
    pause: questions.pause,
    resume: questions.resume,
  };
};
