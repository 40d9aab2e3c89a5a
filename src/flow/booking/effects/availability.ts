import { DAYS_AHEAD } from '../../../domain/limits.js';
import type { Problem } from '../../../domain/problems.js';
import { addDays, placeTime } from '../../../domain/time/zoned-time.js';
import type { WindowList } from '../../../domain/window/window.js';
import type { FlowContext } from '../context.js';
import type { Happening } from '../actions.js';

/** The requests for the Task, the coverage and the windows. */
export interface Asking {
  askTask(): void;
  checkPostcode(postcode: string): void;
  /** Follows the postcode of the shop's own form. The chosen window is kept if it is free at the new place. */
  followPostcode(postcode: string): void;
  askWindows(): void;
  /** Reloads the windows in the background while they are shown. A failure is not shown. */
  refreshWindows(): void;
  askLaterWindows(): void;
}

/** The time zone of all visits until a response names another one. */
const homeZone = 'Europe/London';

export const createAsking = (context: FlowContext): Asking => {
  const { options, questions, get, happen } = context;
  const { api, taskId, now } = options;

  const listWindows = (
    from: string,
    arrived: 'windows-arrived' | 'windows-refreshed' | 'later-windows-arrived',
    failed?: 'windows-failed' | 'later-windows-failed',
  ): void => {
    const state = get();
    if (state.step !== 'window' || state.move === 'asked') return;
    const { postcode } = state.coverage;
    questions.ask('windows', {
      put: (signal) =>
        api.listWindows({ taskId, postcode, from, to: addDays(from, DAYS_AHEAD) }, signal),
      answered: (list) => {
        happen({ type: arrived, list });
      },
      failed: (problem) => {
        if (failed !== undefined) happen({ type: failed, problem });
      },
    });
  };

  const coverageFailed = (problem: Problem): void => {
    happen({ type: 'coverage-failed', problem });
  };

  const askCoverage = (postcode: string): void => {
    questions.ask('coverage', {
      put: (signal) => api.checkCoverage({ taskId, postcode }, signal),
      answered: (coverage) => {
        if (!coverage.covered) {
          happen({ type: 'coverage-declined', coverage });
          return;
        }
        // The first windows may cover only a few days: an empty list does not mean that no window is free.
        const first = coverage.first?.windows.length === 0 ? null : coverage.first;
        happen({ type: 'coverage-confirmed', coverage: { ...coverage, first } });
        if (first === null) askWindows();
      },
      failed: coverageFailed,
    });
  };

  const checkPostcode = (postcode: string): void => {
    const state = get();
    if (state.step !== 'coverage') return;
    // A double click sends one request.
    if (state.check.status === 'pending' && state.postcode === postcode) return;
    happen({ type: 'postcode-submitted', postcode });
    askCoverage(postcode);
  };

  /**
   * Checks the new place of a chosen window. All windows are loaded, because the chosen one may be after the first
   * ones.
   */
  const askMove = (postcode: string): void => {
    questions.ask('coverage', {
      put: async (signal): Promise<Happening> => {
        // The user's own hold would make its window look taken, so its release is awaited first.
        const [coverage] = await Promise.all([
          api.checkCoverage({ taskId, postcode }, signal),
          context.holding,
        ]);
        await context.releasing;
        if (!coverage.covered) return { type: 'coverage-declined', coverage };
        const from = today();
        const asked = { taskId, postcode: coverage.postcode, from, to: addDays(from, DAYS_AHEAD) };
        return { type: 'coverage-moved', coverage, list: await api.listWindows(asked, signal) };
      },
      answered: happen,
      failed: coverageFailed,
    });
  };

  const today = (): string => placeTime(now(), homeZone).date;

  const askWindows = (): void => {
    happen({ type: 'windows-asked' });
    listWindows(today(), 'windows-arrived', 'windows-failed');
  };

  const dayAfter = ({ timeZone, windows }: WindowList): string => {
    const last = windows.reduce((latest, { startAt }) => Math.max(latest, Date.parse(startAt)), 0);
    return addDays(placeTime(last, timeZone).date, 1);
  };

  return {
    askTask() {
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
    },
    checkPostcode,
    followPostcode(postcode) {
      const before = get();
      if (before.step === 'coverage') {
        checkPostcode(postcode);
        return;
      }
      if (before.postcode === postcode) return;
      happen({ type: 'postcode-moved', postcode });
      const state = get();
      if (state === before) return;
      questions.drop('windows', 'sealing');
      if (state.step === 'coverage') askCoverage(postcode);
      else if (state.step === 'window' || state.step === 'patient') askMove(postcode);
    },
    askWindows,
    refreshWindows() {
      const state = get();
      if (state.step === 'window' && state.windows.status === 'ready' && state.later !== 'pending')
        listWindows(today(), 'windows-refreshed');
    },
    askLaterWindows() {
      const state = get();
      if (state.step !== 'window' || state.windows.status !== 'ready') return;
      if (state.later === 'none' || state.later === 'pending') return;
      happen({ type: 'later-windows-asked' });
      const from = dayAfter(state.windows.value);
      listWindows(from, 'later-windows-arrived', 'later-windows-failed');
    },
  };
};
