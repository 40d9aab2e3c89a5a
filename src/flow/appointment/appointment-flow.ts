import type { AppointmentApi, AppointmentKey } from '../../api/appointment-api.js';
import { isBookingError, isOutcomeUnknown } from '../../api/client/errors.js';
import { isCancellable, type Appointment } from '../../domain/appointment.js';
import type { Problem } from '../../domain/problems.js';
import { problemOf } from '../to-problem.js';
import { createQuestions } from '../latest-request.js';

/** What an order page knows of its appointment. */
export interface AppointmentState {
  /** Null until it has been read. */
  readonly appointment: Appointment | null;
  /** Whether a person waits: for the appointment, or for its cancelling. */
  readonly pending: boolean;
  /** Why there is no appointment; or, where there is one, why it is not cancelled. */
  readonly problem: Problem | null;
}

export type AppointmentHappening =
  | 'appointment-asked'
  | 'appointment-arrived'
  | 'appointment-failed'
  | 'cancel-asked'
  | 'appointment-cancelled'
  | 'cancel-failed';

export interface AppointmentFlowOptions {
  readonly api: AppointmentApi;
  readonly key: AppointmentKey;
  readonly now: () => Date;
  readonly follow: (state: AppointmentState, cause: AppointmentHappening) => void;
}

/** What a person can do with an appointment. What is under way is not asked for twice. */
export interface AppointmentFlow {
  ask(): void;
  /** Reads again without a word: what is shown may have changed elsewhere. */
  refresh(): void;
  cancel(): void;
  pause(): void;
  resume(): void;
}

export const firstAppointmentState: AppointmentState = {
  appointment: null,
  pending: false,
  problem: null,
};

/** A cancelling that was not answered with a cancelled appointment. */
interface Doubt {
  readonly problem: Problem;
  /** Whether it may have been done all the same. */
  readonly isUnknown: boolean;
}

const doubtOf = (error: unknown): Doubt => ({
  problem: problemOf(error),
  isUnknown: !isBookingError(error) || isOutcomeUnknown(error),
});

/** Answered, but not with what was asked for: only a read can tell. */
const notYet: Doubt = {
  problem: {
    code: 'outcome_unknown',
    canRetry: true,
    requestId: null,
    retryAfter: null,
    param: null,
  },
  isUnknown: true,
};

export const createAppointmentFlow = (options: AppointmentFlowOptions): AppointmentFlow => {
  const { api, key, now, follow } = options;
  const questions = createQuestions<'appointment'>(() => undefined);
  let state = firstAppointmentState;
  let doubt: Doubt | null = null;

  const happen = (change: Partial<AppointmentState>, cause: AppointmentHappening): void => {
    state = { ...state, ...change };
    follow(state, cause);
  };

  const arrive = (appointment: Appointment): void => {
    const { status } = appointment;
    const doubted = doubt;
    doubt = null;
    const arrived = { appointment, pending: false, problem: null };
    if (doubted && status === 'cancelled') happen(arrived, 'appointment-cancelled');
    else if (doubted && isCancellable(appointment, now()))
      happen({ ...arrived, problem: doubted.problem }, 'cancel-failed');
    else happen(arrived, 'appointment-arrived');
  };

  const fail = (problem: Problem): void => {
    if (!doubt) {
      happen({ pending: false, problem }, 'appointment-failed');
      return;
    }
    const { problem: first, isUnknown } = doubt;
    if (!isUnknown) doubt = null;
    const shown = isUnknown ? { ...notYet.problem, requestId: first.requestId } : first;
    happen({ pending: false, problem: shown }, 'cancel-failed');
  };

  const read = (failed: (problem: Problem) => void): void => {
    questions.ask('appointment', {
      put: (signal) => api.getAppointment(key, signal),
      answered: arrive,
      failed,
    });
  };

  const cancel = async (): Promise<void> => {
    try {
      const appointment = await api.cancelAppointment(key);
      if (appointment.status === 'cancelled') {
        happen({ appointment, pending: false }, 'appointment-cancelled');
        return;
      }
      doubt = notYet;
    } catch (error) {
      doubt = doubtOf(error);
    }
    // Whatever was said: what is true is shown.
    read(fail);
  };

  return {
    ask() {
      if (state.pending) return;
      happen({ pending: true }, 'appointment-asked');
      read(fail);
    },
    refresh() {
      if (!state.pending && state.appointment && !doubt) read(() => undefined);
    },
    cancel() {
      if (state.pending || !state.appointment || doubt) return;
      // A quiet read that was asked before would show what was.
      questions.drop('appointment');
      happen({ pending: true, problem: null }, 'cancel-asked');
      void cancel();
    },
    pause: () => {
      questions.pause();
    },
    resume: () => {
      questions.resume();
    },
  };
};
