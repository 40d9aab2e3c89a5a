import { expect, it, vi } from 'vitest';
import type { AppointmentApi } from '../../../../src/api/appointment-api.js';
import {
  NotFoundError,
  OfflineError,
  RateLimitedError,
  RefusedError,
  TimeLimitError,
} from '../../../../src/api/client/errors.js';
import type { Appointment } from '../../../../src/domain/appointment.js';
import {
  createAppointmentFlow,
  type AppointmentHappening,
  type AppointmentState,
} from '../../../../src/flow/appointment/appointment-flow.js';

const scheduled: Appointment = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  startAt: '2026-05-05T06:00:00Z',
  endAt: '2026-05-05T08:00:00Z',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
};
const cancelled = { ...scheduled, status: 'cancelled' };
const completed = { ...scheduled, status: 'completed' };

/** Each answer is given once, in order; a function waits to be called. */
type Answers = (Appointment | Error)[];

const open = (reads: Answers, cancels: Answers = []) => {
  const answer = (answers: Answers) => (): Promise<Appointment> => {
    const next = answers.shift() ?? new Error('Not expected.');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  const api = {
    getAppointment: vi.fn<AppointmentApi['getAppointment']>(answer(reads)),
    cancelAppointment: vi.fn<AppointmentApi['cancelAppointment']>(answer(cancels)),
  };
  const heard: AppointmentHappening[] = [];
  let state: AppointmentState | undefined;
  const flow = createAppointmentFlow({
    api,
    key: { appointmentId: 'app_1', manageToken: 'man_1' },
    now: () => new Date('2026-05-01T09:00:00Z'),
    follow: (next, cause) => {
      state = next;
      heard.push(cause);
    },
  });
  const settled = () => vi.waitUntil(() => state?.pending === false);
  return { flow, api, heard, settled, shown: () => state };
};

const opened = async (reads: Answers, cancels: Answers) => {
  const page = open([scheduled, ...reads], cancels);
  page.flow.ask();
  await page.settled();
  page.heard.length = 0;
  return page;
};

const cancelIn = async (page: Awaited<ReturnType<typeof opened>>) => {
  page.flow.cancel();
  await page.settled();
};

it('reads the appointment, once at a time', async () => {
  const { flow, api, heard, settled, shown } = open([scheduled]);
  flow.ask();
  flow.ask();
  await settled();
  expect(heard).toEqual(['appointment-asked', 'appointment-arrived']);
  expect(shown()).toEqual({ appointment: scheduled, pending: false, problem: null });
  expect(api.getAppointment).toHaveBeenCalledTimes(1);
});

it('says why it could not, until another try has an answer', async () => {
  const { flow, settled, shown } = open([new OfflineError(), scheduled]);
  flow.ask();
  await settled();
  expect(shown()?.problem).toMatchObject({ code: 'offline', canRetry: true });
  flow.ask();
  expect(shown()).toMatchObject({ pending: true, problem: { code: 'offline' } });
  await settled();
  expect(shown()).toEqual({ appointment: scheduled, pending: false, problem: null });
});

it('cancels once, however often it is asked', async () => {
  const page = await opened([], [cancelled]);
  page.flow.cancel();
  page.flow.cancel();
  await page.settled();
  expect(page.heard).toEqual(['cancel-asked', 'appointment-cancelled']);
  expect(page.shown()?.appointment?.status).toBe('cancelled');
  expect(page.api.cancelAppointment).toHaveBeenCalledTimes(1);
});

it('does not cancel what has not been read', () => {
  const { flow, api } = open([]);
  flow.cancel();
  expect(api.cancelAppointment).not.toHaveBeenCalled();
});

it.each([
  ['nothing answered in time', new TimeLimitError()],
  ['a gateway gave up', new OfflineError({ status: 504 })],
  ['a merchant’s own service failed', new Error('marker')],
])('reads what became of it when %s: cancelled', async (_, failure) => {
  const page = await opened([cancelled], [failure]);
  await cancelIn(page);
  expect(page.heard).toEqual(['cancel-asked', 'appointment-cancelled']);
  expect(page.shown()).toEqual({ appointment: cancelled, pending: false, problem: null });
  expect(page.api.cancelAppointment).toHaveBeenCalledTimes(1);
});

it('reads what became of it: it still stands, and may be tried again', async () => {
  const page = await opened([scheduled], [new TimeLimitError(), cancelled]);
  await cancelIn(page);
  expect(page.heard).toEqual(['cancel-asked', 'cancel-failed']);
  expect(page.shown()).toMatchObject({ appointment: scheduled, problem: { code: 'timed_out' } });
  await cancelIn(page);
  expect(page.shown()?.appointment).toBe(cancelled);
});

it('reads what became of it: it has taken place, and there is nothing to be mended', async () => {
  const page = await opened([completed], [new RefusedError({ status: 409 })]);
  await cancelIn(page);
  expect(page.heard).toEqual(['cancel-asked', 'appointment-arrived']);
  expect(page.shown()).toEqual({ appointment: completed, pending: false, problem: null });
});

it('does not cancel again while nobody knows; another read tells', async () => {
  const failure = new TimeLimitError({ requestId: 'req_1' });
  const page = await opened([new OfflineError(), new OfflineError(), cancelled], [failure]);
  await cancelIn(page);
  const unknown = { code: 'outcome_unknown', canRetry: true, requestId: 'req_1' };
  expect(page.shown()).toMatchObject({ appointment: scheduled, problem: unknown });
  page.flow.cancel();
  page.flow.refresh();
  expect(page.api.cancelAppointment).toHaveBeenCalledTimes(1);
  expect(page.api.getAppointment).toHaveBeenCalledTimes(2);
  page.flow.ask();
  await page.settled();
  expect(page.shown()?.problem).toMatchObject(unknown);
  page.flow.ask();
  await page.settled();
  expect(page.heard.at(-1)).toBe('appointment-cancelled');
  expect(page.shown()).toEqual({ appointment: cancelled, pending: false, problem: null });
});

it('that was refused was not cancelled, even if it cannot be read', async () => {
  const page = await opened(
    [new NotFoundError({ status: 404 })],
    [new RateLimitedError({ status: 429, retryAfter: 20 }), cancelled],
  );
  await cancelIn(page);
  expect(page.shown()?.problem).toMatchObject({ code: 'rate_limited', retryAfter: 20 });
  await cancelIn(page);
  expect(page.shown()?.appointment).toBe(cancelled);
});

it('answered without being cancelled, it is not said to be', async () => {
  const page = await opened([scheduled], [scheduled]);
  await cancelIn(page);
  expect(page.heard).toEqual(['cancel-asked', 'cancel-failed']);
  expect(page.shown()?.problem?.code).toBe('outcome_unknown');
});

it('is read again quietly, and a failure of that is nobody’s concern', async () => {
  const page = await opened([new OfflineError(), completed], []);
  page.flow.refresh();
  await vi.waitUntil(() => page.api.getAppointment.mock.results.length === 2);
  await Promise.resolve();
  expect(page.heard).toEqual([]);
  page.flow.refresh();
  await vi.waitUntil(() => page.heard.length > 0);
  expect(page.heard).toEqual(['appointment-arrived']);
  expect(page.shown()?.appointment).toBe(completed);
});

it('a quiet read that is late does not undo a cancelling', async () => {
  const page = await opened([], [cancelled]);
  let late!: (appointment: Appointment) => void;
  page.api.getAppointment.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  page.flow.refresh();
  await cancelIn(page);
  late(scheduled);
  await Promise.resolve();
  await Promise.resolve();
  expect(page.shown()?.appointment).toBe(cancelled);
});

it('paused, it hears nothing; resumed, it asks again', async () => {
  const { flow, api, heard, settled, shown } = open([scheduled, completed]);
  flow.ask();
  flow.pause();
  await Promise.resolve();
  await Promise.resolve();
  expect(heard).toEqual(['appointment-asked']);
  flow.resume();
  await settled();
  expect(api.getAppointment).toHaveBeenCalledTimes(2);
  expect(shown()?.appointment).toBe(completed);
});
