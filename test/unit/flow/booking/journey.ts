import type { BookingApi } from '../../../../src/api/booking-api.js';
import type { Booking } from '../../../../src/domain/appointment.js';
import { emptyDraft, type PatientDraft } from '../../../../src/domain/patient/draft.js';
import type { Covered, NotCovered } from '../../../../src/domain/coverage.js';
import type { Problem } from '../../../../src/domain/problems.js';
import type { SealedSelection, Selection } from '../../../../src/domain/selection.js';
import type { Task } from '../../../../src/domain/task.js';
import type { AppointmentWindow, WindowList, Hold } from '../../../../src/domain/window/window.js';
import { firstState, idle, ready } from '../../../../src/flow/booking/state.js';
import type {
  BookableState,
  BookedState,
  CoverageState,
  PatientState,
  RestoredState,
  SealedState,
  WindowState,
} from '../../../../src/flow/booking/state.js';

/** The things of a journey, as its tests know them. */
export const task: Task = {
  id: 'tsk_blood',
  name: 'Blood test at home',
  asks: {},
  consents: [{ id: 'care', text: 'I agree', version: '1', required: true }],
  testMode: true,
};

const windowAt = (id: string, day: number): AppointmentWindow => ({
  id,
  startAt: `2026-08-${String(day).padStart(2, '0')}T08:00:00+01:00`,
  endAt: `2026-08-${String(day).padStart(2, '0')}T12:00:00+01:00`,
});

export const early = windowAt('win_1', 6);
export const late = windowAt('win_2', 7);
export const list: WindowList = { timeZone: 'Europe/London', windows: [early, late] };
export const covered: Covered = { covered: true, postcode: 'SW1A 1AA', first: list };
export const notCovered: NotCovered = {
  covered: false,
  postcode: 'AB10 1AA',
  reason: 'outside_coverage',
};
export const problem: Problem = {
  code: 'offline',
  canRetry: true,
  requestId: null,
  retryAfter: null,
  param: null,
};
export const hold: Hold = { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-08-01T09:10:00Z' };

export const draft: PatientDraft = {
  ...emptyDraft,
  visitFor: 'me',
  firstName: 'Asha',
  lastName: 'Example',
  birthDate: { day: '27', month: '3', year: '1984' },
  phone: '07700 900123',
  email: 'asha@example.com',
  line1: '12 Example Street',
  town: 'London',
  consents: [{ id: 'care', version: '1', acceptedAt: '2026-08-01T08:59:00.000Z' }],
};

export const selection: Selection = {
  taskId: 'tsk_blood',
  windowId: 'win_1',
  for: 'me',
  patients: [
    {
      firstName: 'Asha',
      lastName: 'Example',
      dateOfBirth: '1984-03-27',
      phone: '+447700900123',
      email: 'asha@example.com',
    },
  ],
  location: {
    kind: 'home',
    address: { line1: '12 Example Street', town: 'London', postcode: 'SW1A 1AA' },
  },
  consents: [{ id: 'care', version: '1', acceptedAt: '2026-08-01T08:59:00.000Z' }],
};

export const sealed: SealedSelection = {
  token: 'sel_1',
  expiresAt: '2026-08-02T09:00:00Z',
  summary: {
    taskName: task.name,
    startAt: early.startAt,
    endAt: early.endAt,
    timeZone: 'Europe/London',
  },
};

export const booked: Booking = {
  appointment: {
    id: 'app_1',
    status: 'scheduled',
    taskName: task.name,
    firstName: 'Asha',
    startAt: early.startAt,
    endAt: early.endAt,
    timeZone: 'Europe/London',
    postcode: 'SW1A 1AA',
  },
  outcome: 'scheduled',
  manageToken: 'man_1',
};

/** One state for each step, each with something typed and chosen, so that a loss would show. */
export const coverageState: CoverageState = {
  ...firstState,
  task: ready(task),
  postcode: 'SW1A 1AA',
  chosen: early,
  hold,
  draft,
};
const given = { task: ready(task), postcode: 'SW1A 1AA', hold, holdEndsSoon: false, draft };
const carried = { ...given, coverage: covered };
export const windowState: WindowState = {
  ...carried,
  step: 'window',
  chosen: early,
  windows: ready(list),
  later: 'offered',
  lost: null,
  move: 'none',
};
export const patientState: PatientState = {
  ...carried,
  step: 'patient',
  chosen: early,
  list,
  problems: {},
  sealing: idle,
  move: 'none',
};
const finished = { ...carried, chosen: early, list, selection: { ...selection, holdId: hold.id } };
export const sealedState: SealedState = { ...finished, step: 'review', end: 'sealed', sealed };
export const bookableState: BookableState = {
  ...finished,
  step: 'review',
  end: 'bookable',
  key: 'key_1',
  orderRef: '',
  booking: idle,
};
export const restoredState: RestoredState = {
  ...given,
  chosen: null,
  hold: null,
  step: 'review',
  end: 'restored',
  sealed,
};
export const bookedState: BookedState = { ...finished, hold: null, step: 'booked', booked };

/** A question put to the service, for a test to answer. */
export interface Asked<Value> {
  readonly signal: AbortSignal;
  readonly input: unknown;
  answer(value: Value): void;
  fail(error: unknown): void;
}

/** A service that answers when the test says so. */
export const fakeApi = () => {
  const asked = {
    getTask: [] as Asked<Task>[],
    checkCoverage: [] as Asked<Covered | NotCovered>[],
    listWindows: [] as Asked<WindowList>[],
    sealSelection: [] as Asked<SealedSelection>[],
    holdWindow: [] as Asked<Hold | null>[],
    bookSelection: [] as Asked<Booking>[],
    released: [] as string[],
  };
  const never = new AbortController().signal;
  const question =
    <Value>(list: Asked<Value>[]) =>
    (input: unknown, signal: AbortSignal): Promise<Value> =>
      new Promise((answer, fail) => {
        list.push({ signal, input, answer, fail });
      });
  const api: BookingApi = {
    getTask: question(asked.getTask),
    checkCoverage: question(asked.checkCoverage),
    listWindows: question(asked.listWindows),
    sealSelection: question(asked.sealSelection),
    holdWindow: question(asked.holdWindow),
    bookSelection: (ask) => question(asked.bookSelection)(ask, never),
    releaseHold: (holdId) => {
      asked.released.push(holdId);
      return Promise.resolve();
    },
  };
  return { api, asked };
};

/** Lets every promise that can settle do so. */
export const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });
