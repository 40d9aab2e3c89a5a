import type { AppointmentApi, AppointmentKey } from '../../api/appointment-api.js';
import { isBookingError, isOutcomeUnknown } from '../../api/client/errors.js';
import { isCancellable, type Appointment } from '../../domain/appointment.js';
import type { Problem } from '../../domain/problems.js';
import { problemOf } from '../to-problem.js';
import { createQuestions } from '../latest-request.js';

/** The state of an order page. */
export interface AppointmentState {
  /** Null until the appointment has loaded. */
  readonly appointment: Appointment | null;
  /** Whether the user waits for the appointment or for its cancellation. */
  readonly pending: boolean;
  /**
   * Without an appointment, the reason why it could not be loaded. With one, the reason why it is not cancelled.
   */
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
  /** Called after each change of the state. */
  readonly follow: (state: AppointmentState, cause: AppointmentHappening) => void;
}

/** The actions on an appointment. An action in progress is not started a second time. */
export interface AppointmentFlow {
  ask(): void;
  /** Reloads the appointment in the background, because it may have changed elsewhere. A failure is not shown. */
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

/** A cancellation whose response was not a cancelled appointment. */
interface Doubt {
  readonly problem: Problem;
  /** Whether the appointment may have been cancelled nevertheless. */
  readonly isUnknown: boolean;
}

const doubtOf = (error: unknown): Doubt => ({
  problem: problemOf(error),
  isUnknown: !isBookingError(error) || isOutcomeUnknown(error),
});

/** The request succeeded, but its response was not a cancelled appointment: only a read can show the outcome. */
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
    // Unless it was cancelled for certain, the appointment is read, so that the page shows its actual status.
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
      // A background read that was sent earlier would show the old status.
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
