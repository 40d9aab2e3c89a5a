import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bookOrder } from '../../../../src/server/orders/book-order.js';
import { cancelBooking } from '../../../../src/server/orders/cancel-booking.js';
import { findBooking } from '../../../../src/server/orders/find-booking.js';
import type { BookingUnsettledError } from '../../../../src/server/errors.js';
import type { BookingOptions } from '../../../../src/server/options.js';
import { sealSelection } from '../../../../src/server/tokens/selection-token.js';
import { window } from '../../../fixtures/platform.js';
import { noon, setUp } from '../options.js';
import { markers, selection } from '../selection.js';

const summary = {
  taskName: 'Blood test at home',
  timeZone: 'Europe/London',
  startAt: window.startAt,
  endAt: window.endAt,
  price: window.price,
};

const seal = async (options: BookingOptions, mode: 'test' | 'live' = 'test'): Promise<string> =>
  (await sealSelection(selection, { summary, mode }, options)).token;

const hour = 3_600_000;
const day = 24 * hour;

/** Each test has an order of its own, for what is under way is remembered by its reference. */
let orders = 0;
let orderRef = '';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
  orderRef = `order-${String((orders += 1))}`;
});
afterEach(() => {
  vi.useRealTimers();
});

const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => {
      resolve();
    });
  });

/** Lets time pass, from timer to timer, until a call has ended. */
const settle = async <Result>(call: Promise<Result>): Promise<Result> => {
  const state = { isOver: false };
  const end = (): void => {
    state.isOver = true;
  };
  call.then(end, end);
  while (!state.isOver) {
    await aTurn();
    if (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  }
  return await call;
};

const live = (platform: ReturnType<typeof setUp>['platform']) =>
  platform.appointments.filter(({ status }) => status !== 'cancelled');

describe('a paid order', () => {
  it('is booked in its window, and says so', async () => {
    const { platform, options } = setUp();
    const booking = await bookOrder(await seal(options), { ...options, orderRef });
    expect(booking).toMatchObject({
      outcome: 'scheduled',
      appointment: {
        status: 'scheduled',
        taskName: 'Blood test at home',
        firstName: 'Wilhelmina',
        startAt: window.startAt,
        price: window.price,
        postcode: 'SW1A 1AA',
      },
    });
    expect(booking.manageToken).toMatch(/^man1\./);
    expect(platform.operations()).toEqual([
      ...['findAppointments', 'findPatients', 'createPatient'],
      ...['createAppointment', 'findAppointments'],
    ]);
  });

  it('tells the platform all of the selection, and the key as it is', async () => {
    const { platform, options } = setUp();
    await bookOrder(await seal(options), { ...options, orderRef });
    const [patient, appointment] = ['createPatient', 'createAppointment'].map((name) =>
      platform.requests.find(({ operation }) => operation === name),
    );
    expect(patient?.headers.get('authorization')).toBe('test_larkspur');
    expect(patient?.body).toEqual({
      ...selection.patients[0],
      externalRef: orderRef,
      address: [selection.location.address],
    });
    expect(appointment?.body).toEqual({
      patientId: 'p_1',
      taskId: 'tsk_blood',
      windowId: 'win_1',
      phone: '+447700900123',
      externalRef: orderRef,
      location: { address: selection.location.address },
      note: 'The key is under the blue pot',
      metadata: {
        for: 'me',
        placeKind: 'home',
        consents: selection.consents,
        price: window.price,
      },
    });
  });

  it('is booked once, however often it is asked for', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    const first = await bookOrder(token, { ...options, orderRef });
    for (let times = 0; times < 5; times += 1)
      expect((await bookOrder(token, { ...options, orderRef })).appointment).toEqual(
        first.appointment,
      );
    expect(platform.appointments).toHaveLength(1);
    expect(platform.patients).toHaveLength(1);
  });

  it('is booked once when two calls come at the same time', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    const both = await Promise.all([1, 2].map(() => bookOrder(token, { ...options, orderRef })));
    expect(platform.appointments).toHaveLength(1);
    expect(both[0]?.appointment).toEqual(both[1]?.appointment);
  });

  it('takes the merchant’s lock around all that it asks', async () => {
    const { platform, options } = setUp();
    const seen: string[] = [];
    const lock: BookingOptions['lock'] = async (ref, book) => {
      seen.push(`lock ${ref} ${String(platform.requests.length)}`);
      const result = await book();
      seen.push(`unlock ${String(platform.requests.length)}`);
      return result;
    };
    await bookOrder(await seal(options), { ...options, orderRef, lock });
    expect(seen).toEqual([`lock ${orderRef} 0`, 'unlock 5']);
  });

  it.each(['', '  ', null, undefined])('without a selection (%o) books nothing', async (token) => {
    const { platform, options } = setUp();
    const booking = await bookOrder(token, { ...options, orderRef });
    expect(booking).toEqual({ outcome: 'no-selection', appointment: null, manageToken: null });
    expect(platform.requests).toEqual([]);
  });

  it('is led by the patient when the window has gone', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    platform.taken.add('win_1');
    const booking = await bookOrder(token, { ...options, orderRef });
    expect(booking.outcome).toBe('patient-led');
    expect(booking.appointment).not.toHaveProperty('startAt');
    expect(live(platform)).toHaveLength(1);
    expect(live(platform)[0]).not.toHaveProperty('windowId');
  });

  it('is led by the patient when the promise of the window has ended', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    vi.setSystemTime(noon.getTime() + day + 1);
    const booking = await bookOrder(token, { ...options, orderRef });
    expect(booking.outcome).toBe('patient-led');
    expect(platform.operations().filter((name) => name === 'createAppointment')).toHaveLength(1);
  });

  it('is refused after ninety days, unless it was booked before', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    vi.setSystemTime(noon.getTime() + 91 * day);
    const late = bookOrder(token, { ...options, orderRef });
    await expect(late).rejects.toMatchObject({ code: 'token-expired', canRetry: false });
    expect(platform.appointments).toEqual([]);

    const other = `${orderRef}-b`;
    vi.setSystemTime(noon);
    const before = await bookOrder(token, { ...options, orderRef: other });
    vi.setSystemTime(noon.getTime() + 91 * day);
    const after = await bookOrder(token, { ...options, orderRef: other });
    expect(after.appointment?.id).toBe(before.appointment?.id);
    expect(after.appointment).toMatchObject({ taskName: 'Blood test', firstName: 'Wilhelmina' });
  });

  it('of a test page is not booked for real, nor the other way round', async () => {
    const { platform, options } = setUp();
    const token = await seal(options, 'live');
    await expect(bookOrder(token, { ...options, orderRef })).rejects.toMatchObject({
      code: 'token-refused',
      reason: 'other-mode',
    });
    expect(platform.requests).toEqual([]);
  });

  it.each(['', 'a b', 'a"b', 'ü', 'a'.repeat(65), 'a\n'])(
    'has a reference that can be sought: not %o',
    async (ref) => {
      const { platform, options } = setUp();
      const call = bookOrder(await seal(options), { ...options, orderRef: ref });
      await expect(call).rejects.toMatchObject({ code: 'order-ref-refused' });
      expect(platform.requests).toEqual([]);
    },
  );

  it.each([1042, ['order-1'], null, undefined, {}])(
    'has a reference that is a text: not %o',
    async (ref) => {
      const { platform, options } = setUp();
      const token = await seal(options);
      const given = { ...options, orderRef: ref as string };
      await expect(bookOrder(token, given)).rejects.toMatchObject({ code: 'order-ref-refused' });
      await expect(findBooking(given.orderRef, options)).rejects.toMatchObject({
        code: 'order-ref-refused',
      });
      expect(platform.requests).toEqual([]);
    },
  );

  it('that was cancelled is not booked anew', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    await bookOrder(token, { ...options, orderRef });
    await cancelBooking(orderRef, { ...options, reason: 'Refunded' });
    expect((await bookOrder(token, { ...options, orderRef })).outcome).toBe('cancelled');
    expect(platform.appointments).toHaveLength(1);
  });
});

describe('an outcome that nobody knows', () => {
  it('is looked for, and found when it was done', async () => {
    const { platform, options } = setUp();
    platform.plan('createAppointment', 'lost-after');
    const booking = await settle(bookOrder(await seal(options), { ...options, orderRef }));
    expect(booking.outcome).toBe('scheduled');
    expect(platform.appointments).toHaveLength(1);
  });

  it('is waited for as long as may be, and told when that is not enough', async () => {
    const { platform, options, logged } = setUp();
    platform.plan('createAppointment', 'lost-before');
    const call = settle(bookOrder(await seal(options), { ...options, orderRef }));
    await expect(call).rejects.toMatchObject({ code: 'booking-unsettled', canRetry: true });
    expect(platform.operations().filter((name) => name === 'createAppointment')).toHaveLength(1);
    expect(logged).toContainEqual(expect.objectContaining({ event: 'order.unsettled' }));
  });

  it('is asked again once the platform must have made up its mind', async () => {
    const { platform, options } = setUp({ settlesWithin: 3_000 });
    platform.plan('createAppointment', 'lost-before');
    const booking = await settle(bookOrder(await seal(options), { ...options, orderRef }));
    expect(booking.outcome).toBe('scheduled');
    expect(platform.appointments).toHaveLength(1);
  });

  it('done after our time limit makes one appointment, not two', async () => {
    const { platform, options } = setUp({ timeLimit: 2_000, settlesWithin: 8_000 });
    platform.plan('createAppointment', { doneAfter: 5_000 });
    const booking = await settle(bookOrder(await seal(options), { ...options, orderRef }));
    expect(booking.outcome).toBe('scheduled');
    expect(platform.appointments).toHaveLength(1);
  });

  it('of an earlier process is respected: lastAttemptAt', async () => {
    const { platform, options } = setUp({ patience: 1_000, timeLimit: 2_000 });
    const token = await seal(options);
    // That call may have asked until 13 s after it began, and the platform made up its mind a minute later.
    const lastAttemptAt = new Date(noon.getTime() - 10_000);
    const early = settle(bookOrder(token, { ...options, orderRef, lastAttemptAt }));
    const unsettled = { code: 'booking-unsettled', retryAfter: 63, lastAttemptAt };
    await expect(early).rejects.toMatchObject(unsettled);
    expect(platform.operations()).not.toContain('createAppointment');
    vi.setSystemTime(noon.getTime() + 63_000);
    const booking = await settle(bookOrder(token, { ...options, orderRef, lastAttemptAt }));
    expect(booking.outcome).toBe('scheduled');
  });

  it('is told so that the next process waits as long as this one would have', async () => {
    const { platform, options } = setUp({ patience: 500 });
    const token = await seal(options);
    platform.plan('createAppointment', 'lost-before');
    const told = await settle(bookOrder(token, { ...options, orderRef })).catch((e: unknown) => e);
    const { lastAttemptAt, retryAfter } = told as BookingUnsettledError;
    vi.setSystemTime(Date.now() + retryAfter * 1000 - 2_000);
    // Another key stands for another process, which remembers nothing.
    const another = { ...options, platformKey: 'test_other', lastAttemptAt, orderRef };
    await expect(settle(bookOrder(token, another))).rejects.toMatchObject({
      code: 'booking-unsettled',
      lastAttemptAt,
    });
    vi.setSystemTime(Date.now() + 2_000);
    expect((await settle(bookOrder(token, another))).outcome).toBe('scheduled');
  });

  it('does not become one by asking later than others rely upon', async () => {
    const { platform, options } = setUp({ patience: 1_000, timeLimit: 2_000 });
    const token = await seal(options);
    const lock: BookingOptions['lock'] = async (_ref, book) => {
      await vi.advanceTimersByTimeAsync(13_001);
      return await book();
    };
    await expect(bookOrder(token, { ...options, orderRef, lock })).rejects.toMatchObject({
      code: 'platform-unavailable',
      operation: 'createAppointment',
    });
    expect(platform.operations()).not.toContain('createAppointment');
    expect((await bookOrder(token, { ...options, orderRef })).outcome).toBe('scheduled');
  });

  it('of an earlier call in this process is remembered', async () => {
    const { platform, options } = setUp({ patience: 500 });
    const token = await seal(options);
    platform.plan('createAppointment', 'lost-before');
    for (let times = 0; times < 3; times += 1)
      await expect(settle(bookOrder(token, { ...options, orderRef }))).rejects.toMatchObject({
        code: 'booking-unsettled',
      });
    expect(platform.operations().filter((name) => name === 'createAppointment')).toHaveLength(1);
  });

  it('stays unknown when the platform cannot be asked either', async () => {
    const { platform, options } = setUp({ patience: 2_000 });
    platform.plan('createAppointment', 'lost-before');
    platform.plan('findAppointments', null, ...Array<Fault>(40).fill({ status: 503 }));
    await expect(
      settle(bookOrder(await seal(options), { ...options, orderRef })),
    ).rejects.toMatchObject({ code: 'booking-unsettled' });
  });

  it('stays unknown whatever else is wrong, which is told as its cause', async () => {
    const { platform, options } = setUp({ patience: 2_000 });
    platform.plan('createAppointment', 'lost-before');
    platform.plan('findAppointments', null, { status: 401 });
    await expect(
      settle(bookOrder(await seal(options), { ...options, orderRef })),
    ).rejects.toMatchObject({
      code: 'booking-unsettled',
      cause: { code: 'misconfigured', option: 'platformKey' },
    });
  });

  it('of an answer that cannot be read is unknown too', async () => {
    const { platform, options } = setUp();
    platform.plan('createAppointment', { json: { ok: true } });
    const booking = await settle(bookOrder(await seal(options), { ...options, orderRef }));
    expect(booking.outcome).toBe('scheduled');
    expect(platform.appointments).toHaveLength(1);
  });
});

type Fault = Parameters<ReturnType<typeof setUp>['platform']['plan']>[1];

describe('two appointments of one reference', () => {
  it('become one: the first stays, the later one is cancelled', async () => {
    const { platform, options, logged } = setUp();
    platform.plan('createAppointment', 'twice');
    const booking = await bookOrder(await seal(options), { ...options, orderRef });
    expect(booking.appointment?.id).toBe(platform.appointments[0]?.id);
    expect(platform.appointments.map(({ status }) => status)).toEqual(['scheduled', 'cancelled']);
    expect(logged).toContainEqual({ event: 'order.surplus', count: 1 });
  });

  it('become one when somebody looks for what is booked', async () => {
    const { platform, options } = setUp();
    expect(await findBooking(orderRef, options)).toBeNull();
    const booked = await bookOrder(await seal(options), { ...options, orderRef });
    // Done long after it was asked for, by a question that nobody remembers.
    const [first] = platform.appointments;
    const createdAt = new Date(noon.getTime() + hour).toISOString();
    if (first) platform.appointments.push({ ...first, id: 'app_late', createdAt });
    const found = await findBooking(orderRef, options);
    const { id } = booked.appointment ?? {};
    expect(found).toMatchObject({ outcome: 'scheduled', appointment: { id } });
    expect(live(platform).map((one) => one.id)).toEqual([id]);
  });

  it('become one at the next call when the later could not be cancelled', async () => {
    const { platform, options } = setUp();
    platform.plan('createAppointment', 'twice');
    platform.plan('cancelAppointment', 'lost-before');
    const token = await seal(options);
    await bookOrder(token, { ...options, orderRef });
    expect(live(platform)).toHaveLength(2);
    await bookOrder(token, { ...options, orderRef });
    expect(live(platform)).toHaveLength(1);
  });

  it('are not one order’s when the platform’s search is wider than asked', async () => {
    const { platform, options } = setUp();
    const token = await seal(options);
    const other = await bookOrder(token, { ...options, orderRef: `${orderRef}0` });
    platform.plan('findAppointments', { json: { data: platform.appointments } });
    const booking = await bookOrder(token, { ...options, orderRef });
    expect(booking.appointment?.id).not.toBe(other.appointment?.id);
    expect(live(platform)).toHaveLength(2);
  });
});

describe('what the platform refuses', () => {
  it.each([
    [{ status: 401 }, 'misconfigured', false],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'platform-unavailable', true],
    [{ status: 422, body: { error: { param: 'phone' } } }, 'platform-refused', false],
  ] as const)('%o at the patient is told as %s', async (fault, code, canRetry) => {
    const { platform, options } = setUp();
    platform.plan('createPatient', fault);
    const call = settle(bookOrder(await seal(options), { ...options, orderRef }));
    await expect(call).rejects.toMatchObject({ code, canRetry });
    expect(platform.appointments).toEqual([]);
  });

  it('before anything was done is plainly to be tried later', async () => {
    const { platform, options } = setUp();
    platform.plan('findAppointments', 'lost-before', 'lost-before');
    const call = settle(bookOrder(await seal(options), { ...options, orderRef }));
    await expect(call).rejects.toMatchObject({ code: 'platform-unavailable', canRetry: true });
  });

  it('says nothing of the patient, the key or the token', async () => {
    const { platform, options, logged } = setUp();
    const token = await seal(options);
    platform.plan('createPatient', { status: 422, body: { error: { message: 'Wilhelmina?' } } });
    const error: unknown = await settle(bookOrder(token, { ...options, orderRef })).catch(
      (reason: unknown) => reason,
    );
    const said = JSON.stringify([String(error), error, logged]);
    for (const marker of [...markers, 'larkspur', token]) expect(said).not.toContain(marker);
  });
});

describe('a refund', () => {
  it('cancels once, and answers the same again', async () => {
    const { platform, options } = setUp();
    await bookOrder(await seal(options), { ...options, orderRef });
    for (let times = 0; times < 2; times += 1)
      expect((await cancelBooking(orderRef, { ...options, reason: 'Refunded' })).outcome).toBe(
        'cancelled',
      );
    const cancels = platform.requests.filter(({ operation }) => operation === 'cancelAppointment');
    expect(cancels.map(({ body }) => body)).toEqual([
      {
        note: 'Refunded',
        reasonCode: 'order_cancelled',
        cancellingEntity: 'organisation',
        causingEntity: 'organisation',
      },
    ]);
  });

  it('whose answer is lost is read again', async () => {
    const { platform, options } = setUp();
    await bookOrder(await seal(options), { ...options, orderRef });
    platform.plan('cancelAppointment', 'lost-after');
    const booking = await cancelBooking(orderRef, { ...options, reason: 'Refunded' });
    expect(booking.outcome).toBe('cancelled');
  });

  it('that was not done is to be tried again', async () => {
    const { platform, options } = setUp();
    await bookOrder(await seal(options), { ...options, orderRef });
    platform.plan('cancelAppointment', 'lost-before');
    const call = cancelBooking(orderRef, { ...options, reason: 'Refunded' });
    await expect(call).rejects.toMatchObject({ code: 'platform-unavailable', canRetry: true });
  });

  it('of an order that was never booked says so', async () => {
    const { options } = setUp();
    const call = cancelBooking(orderRef, { ...options, reason: 'Refunded' });
    await expect(call).rejects.toMatchObject({ code: 'order-not-found' });
  });
});
