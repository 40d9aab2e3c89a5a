import type { BookingApi } from '../../../src/api/booking-api.js';
import { emptyDraft, type PatientDraft } from '../../../src/booking/draft.js';
import type { Covered, NotCovered } from '../../../src/booking/coverage.js';
import type { Problem } from '../../../src/booking/problem.js';
import type { SealedSelection, Selection } from '../../../src/booking/selection.js';
import type { Task } from '../../../src/booking/task.js';
import type { AppointmentWindow, WindowList } from '../../../src/booking/window.js';
import { firstState, idle, ready } from '../../../src/flow/state.js';
import type {
  CoverageState,
  PatientState,
  ReviewState,
  WindowState,
} from '../../../src/flow/state.js';

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
export const problem: Problem = { code: 'offline', canRetry: true, requestId: null };

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
  consents: ['care'],
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
  consents: [{ id: 'care', version: '1', acceptedAt: '2026-08-01T09:00:00.000Z' }],
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

/** One state for each step, each with something typed and chosen, so that a loss would show. */
export const coverageState: CoverageState = {
  ...firstState,
  task: ready(task),
  postcode: 'SW1A 1AA',
  chosen: early,
  draft,
};
const carried = { task: ready(task), postcode: 'SW1A 1AA', draft, coverage: covered };
export const windowState: WindowState = {
  ...carried,
  step: 'window',
  chosen: early,
  windows: ready(list),
  lost: null,
};
export const patientState: PatientState = {
  ...carried,
  step: 'patient',
  chosen: early,
  list,
  problems: {},
  sealing: idle,
};
export const reviewState: ReviewState = {
  ...carried,
  step: 'review',
  chosen: early,
  list,
  selection,
  sealed,
};

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
  };
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
  };
  return { api, asked };
};

/** Lets every promise that can settle do so. */
export const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });
