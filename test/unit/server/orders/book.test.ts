import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMark } from '../../../../src/server/tokens/mark.js';
import { window, type MockPlatform } from '../../../fixtures/platform.js';
import { errorOf, living, markKey, settled, setUp, useVirtualTime } from '../ally.js';
import { selection } from '../selection.js';

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

const orderRef = 'A-1001';
const taskId = 'tsk_blood';
const mark = () => makeMark({ namespace: 'order', mode: 'test', orderRef }, markKey);

const creates = ({ requests }: MockPlatform) =>
  requests.filter(({ operation }) => operation === 'createAppointment');

describe('book', () => {
  it('books the window that was chosen, with the mark on patient and appointment', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    const result = await settled(ally.orders.book({ orderRef, token, taskId }));
    expect(result).toMatchObject({
      outcome: 'scheduled',
      appointment: {
        firstName: 'Wilhelmina',
        startAt: window.startAt,
        taskName: 'Blood test at home',
      },
    });
    expect(result.manageToken).toMatch(/^man1\./);
    expect(platform.patients).toMatchObject([{ externalRef: await mark() }]);
    expect(platform.appointments).toMatchObject([
      { externalRef: await mark(), windowId: 'win_1', metadata: { mark: await mark() } },
    ]);
  });

  it('answers the same appointment when it is called again, in two processes, at once', async () => {
    const one = setUp();
    const two = setUp({ store: one.options.store }, one.platform);
    const token = await one.seal();
    const results = await settled(
      Promise.all(
        [one, two, one, two].map(({ ally }) => ally.orders.book({ orderRef, token, taskId })),
      ),
    );
    expect(new Set(results.map(({ appointment }) => appointment?.id)).size).toBe(1);
    expect(creates(one.platform)).toHaveLength(1);
    const again = await settled(two.ally.orders.book({ orderRef, token, taskId }));
    expect(again.appointment?.id).toBe(results[0]?.appointment?.id);
    expect(again).toMatchObject({ outcome: 'scheduled', appointment: { firstName: 'Wilhelmina' } });
  });

  it('has no selection to book without a token', async () => {
    const { ally, platform } = setUp();
    for (const token of ['', '  ', null, undefined])
      expect(await ally.orders.book({ orderRef, token, taskId })).toEqual({
        outcome: 'no_selection',
        appointment: null,
        manageToken: null,
      });
    expect(platform.requests).toEqual([]);
  });

  it.each([1042, null, undefined, ['a'], '', 'a b', 'a"b', 'x'.repeat(65)])(
    'refuses %j as a reference',
    async (ref) => {
      const { ally, platform, seal } = setUp();
      const input = { orderRef: ref as string, token: await seal(), taskId };
      expect(await errorOf(ally.orders.book(input))).toMatchObject({ code: 'order_ref_refused' });
      expect(platform.requests).toEqual([]);
    },
  );

  it('takes a reference of 64 characters', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await settled(ally.orders.book({ orderRef: 'x'.repeat(64), token, taskId }));
    expect(String(platform.appointments[0]?.externalRef)).toHaveLength(64 + 6 + 17);
  });

  it('refuses a selection of another Task, before anything is sent', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal({ ...selection, taskId: 'tsk_dear' });
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'token_refused',
      reason: 'other_task',
      canRetry: false,
    });
    expect(platform.requests).toEqual([]);
  });

  it('refuses one token for two orders', async () => {
    const { ally, platform, seal, events } = setUp();
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    const error = await errorOf(ally.orders.book({ orderRef: 'A-1002', token, taskId }));
    expect(error).toMatchObject({ code: 'token_used', canRetry: false });
    expect(String(error)).not.toContain(orderRef);
    expect(events).toContainEqual({
      event: 'order.token_used',
      orderRef: 'A-1002',
      usedBy: orderRef,
    });
    expect(creates(platform)).toHaveLength(1);
  });

  it('refuses another token for an order that is booked', async () => {
    const { ally, platform, seal } = setUp();
    await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    const token = await seal();
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'order_has_booking',
    });
    expect(creates(platform)).toHaveLength(1);
  });

  it('books without the window when its promise has ended, and says so', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await vi.advanceTimersByTimeAsync(8 * 24 * 60 * 60 * 1000);
    const { outcome } = await settled(ally.orders.book({ orderRef, token, taskId }));
    expect(outcome).toBe('patient_led');
    expect(platform.appointments[0]).not.toHaveProperty('windowId');
  });

  it('books without the window when the platform says that it is gone', async () => {
    const { ally, platform, seal } = setUp();
    platform.taken.add('win_1');
    const result = await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    expect(result.outcome).toBe('patient_led');
    expect(creates(platform)).toHaveLength(2);
    expect(living(platform)).toHaveLength(1);
  });

  it.each([
    [{ status: 409 }, 'platform_refused'],
    [{ status: 400 }, 'platform_refused'],
    [
      { status: 422, body: { error: { code: 'patient_unknown', message: 'no' } } },
      'platform_refused',
    ],
    [{ status: 401 }, 'platform_access_denied'],
    [{ status: 403 }, 'platform_access_denied'],
    [{ status: 429, headers: { 'retry-after': '3' } }, 'platform_unavailable'],
  ])('does not take %j for a window that is gone', async (fault, code) => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', fault);
    const token = await seal();
    const error = await errorOf(ally.orders.book({ orderRef, token, taskId }));
    expect(error).toMatchObject({ code });
    expect(creates(platform)).toHaveLength(1);
    expect(platform.appointments).toEqual([]);
  });

  it('gives the platform’s own code, message and request id, and keeps them out of the message', async () => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', {
      status: 422,
      headers: { 'x-request-id': 'req_42' },
      body: { error: { code: 'patient_unknown', message: 'Wilhelmina is unknown' } },
    });
    const error = await errorOf(ally.orders.book({ orderRef, token: await seal(), taskId }));
    expect(error).toMatchObject({
      requestId: 'req_42',
      platformCode: 'patient_unknown',
      platformMessage: 'Wilhelmina is unknown',
      cure: expect.stringContaining('Call the customer') as string,
    });
    expect(JSON.stringify(error) + String(error)).not.toContain('Wilhelmina');
  });

  it.each(['lost-after', 408, 425, 499, 503, 400, 409, 422, 401, 403, 429, 302] as const)(
    'finds what was made when the answer is %j',
    async (fault) => {
      const { ally, platform, seal } = setUp();
      const isHandled = true;
      platform.plan(
        'createAppointment',
        fault === 'lost-after' ? fault : { status: fault, isHandled },
      );
      const result = await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
      expect(result.outcome).toBe('scheduled');
      expect(living(platform)).toHaveLength(1);
    },
  );

  it('is unsettled while the outcome is not known, and books again after the settle time only', async () => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', 'lost-before');
    const token = await seal();
    const startedAt = Date.now();
    const error = await errorOf(ally.orders.book({ orderRef, token, taskId }));
    expect(error).toMatchObject({ code: 'booking_unsettled', canRetry: true });
    expect(creates(platform)).toHaveLength(1);
    expect(await ally.orders.find(orderRef)).toMatchObject({ state: 'unknown', appointment: null });
    await vi.advanceTimersByTimeAsync(59_000 - (Date.now() - startedAt));
    expect((await settled(ally.orders.runDue())).settled).toEqual([]);
    expect(creates(platform)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await settled(ally.orders.runDue())).settled).toEqual([
      { orderRef, outcome: 'scheduled' },
    ]);
    expect(living(platform)).toHaveLength(1);
  });

  it('waits for a person after an unknown outcome with onUnknown: stop', async () => {
    const { ally, platform, seal } = setUp({ orders: { onUnknown: 'stop' } });
    platform.plan('createAppointment', 'lost-before');
    const token = await seal();
    await errorOf(ally.orders.book({ orderRef, token, taskId }));
    await vi.advanceTimersByTimeAsync(120_000);
    await settled(ally.orders.runDue());
    expect(await ally.orders.stuck()).toMatchObject([{ orderRef, stuck: 'outcome_unknown' }]);
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'booking_unsettled',
      cure: expect.stringContaining('stuck()') as string,
    });
    await settled(ally.orders.runDue());
    expect(creates(platform)).toHaveLength(1);
    // A person has looked, and there is none.
    const other = await seal();
    expect(await errorOf(ally.orders.accept({ orderRef, token: other, taskId }))).toMatchObject({
      code: 'booking_unsettled',
    });
    await ally.orders.forget(orderRef);
    expect(await settled(ally.orders.book({ orderRef, token: other, taskId }))).toMatchObject({
      outcome: 'scheduled',
    });
    expect(living(platform)).toHaveLength(1);
  });

  it('books the window without a hold that the platform does not know any more', async () => {
    const { ally, platform, seal } = setUp();
    const lapsed = { status: 422, body: { error: { code: 'invalid', param: 'holdId' } } };
    platform.plan('createAppointment', lapsed);
    const token = await seal({ ...selection, holdId: 'hld_1' });
    expect(await settled(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      outcome: 'scheduled',
    });
    expect(platform.appointments).toMatchObject([{ windowId: 'win_1' }]);
    expect(platform.appointments[0]).not.toHaveProperty('holdId');
  });

  it('tries without the hold once, and only for that reason', async () => {
    const { ally, platform, seal } = setUp();
    const lapsed = { status: 422, body: { error: { code: 'invalid', param: 'holdId' } } };
    platform.plan('createAppointment', lapsed, lapsed, lapsed);
    const token = await seal({ ...selection, holdId: 'hld_1' });
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'platform_refused',
    });
    expect(creates(platform)).toHaveLength(2);
    platform.plan('createAppointment', { status: 422, body: { error: { param: 'note' } } });
    await errorOf(ally.orders.book({ orderRef: 'A-1002', token: await seal(), taskId }));
    expect(creates(platform)).toHaveLength(3);
  });

  it.each([
    ['platform_access_denied', { status: 401, headers: { 'x-request-id': 'plat_7' } }, 'plat_7'],
    ['platform_unavailable', { status: 503 }, null],
  ])(
    'is listed for a person after the third %s in a row, if it may last',
    async (code, fault, id) => {
      const { ally, platform, seal, events } = setUp();
      const faults = Array.from({ length: 12 }, () => fault);
      platform.plan('findAppointments', ...faults);
      await ally.orders.accept({ orderRef, token: await seal(), taskId, paid: true });
      const listed: number[] = [];
      for (let tries = 1; tries <= 4; tries += 1) {
        await settled(ally.orders.runDue());
        listed.push((await ally.orders.stuck()).length);
        await vi.advanceTimersByTimeAsync(600_000);
      }
      const lasts = code === 'platform_access_denied';
      expect(listed).toEqual(lasts ? [0, 0, 1, 1] : [0, 0, 0, 0]);
      expect(await ally.orders.due()).toMatchObject([{ orderRef, error: code, requestId: id }]);
      // It goes on by itself.
      platform.clearFaults();
      expect((await settled(ally.orders.runDue())).settled).toHaveLength(1);
      expect(await ally.orders.stuck()).toEqual([]);
      expect(await ally.orders.find(orderRef)).toMatchObject({ error: null, requestId: null });
      expect(events.filter(({ event }) => event === 'order.booked')).toEqual([
        { event: 'order.booked', orderRef, outcome: 'scheduled' },
      ]);
    },
  );

  it('makes a new patient when the selection names another person', async () => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', { status: 422 });
    await errorOf(ally.orders.book({ orderRef, token: await seal(), taskId }));
    await vi.advanceTimersByTimeAsync(61_000);
    const [patient] = selection.patients;
    const other = { ...patient, firstName: 'Grace', dateOfBirth: '1946-12-09' } as typeof patient;
    const token = await seal({ ...selection, patients: [other as NonNullable<typeof patient>] });
    const result = await settled(ally.orders.book({ orderRef, token, taskId }));
    expect(platform.patients.map(({ firstName }) => firstName)).toEqual(['Wilhelmina', 'Grace']);
    expect(platform.appointments).toMatchObject([{ patientId: platform.patients[1]?.['id'] }]);
    expect(result.appointment?.firstName).toBe('Grace');
  });

  it('does not touch an appointment of another system with the same order number', async () => {
    const { ally, platform, seal } = setUp();
    for (const externalRef of [orderRef, `order.${orderRef}`, (await mark()).toUpperCase()])
      platform.appointments.push({
        id: `app_${externalRef}`,
        status: 'scheduled',
        taskId,
        patientId: 'p_0',
        externalRef,
        location: { address: { postcode: 'SW1A 1AA' } },
      } as unknown as (typeof platform.appointments)[number]);
    const { appointment } = await settled(
      ally.orders.book({ orderRef, token: await seal(), taskId }),
    );
    expect(appointment?.id).not.toContain(orderRef);
    await settled(ally.orders.cancel({ orderRef }));
    expect(living(platform)).toHaveLength(3);
  });

  it.each([
    {},
    { id: 'app_9' },
    { id: 7 },
    [],
    'text',
    { id: 'app_9', status: 'scheduled', startAt: '', endAt: 'never', timeZone: 'Nowhere/Land' },
  ])('is booked by an answer of 2xx, whatever it lacks: %j', async (json) => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', { json });
    const result = await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    expect(result.outcome).toBe('scheduled');
    expect(creates(platform)).toHaveLength(1);
  });

  it.each([
    ['cancelled', 'cancelled'],
    ['Canceled', 'cancelled'],
    ['completed', 'closed'],
    ['no_show', 'closed'],
    ['expired', 'closed'],
    ['pending', 'unrecognised'],
  ])('says of the status %s that it is %s', async (status, outcome) => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    platform.appointments = platform.appointments.map((one) => ({ ...one, status }));
    expect(await settled(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({ outcome });
  });

  it('says that another window is booked', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    platform.appointments = platform.appointments.map((one) => ({ ...one, windowId: 'win_2' }));
    expect((await settled(ally.orders.book({ orderRef, token, taskId }))).outcome).toBe(
      'other_window',
    );
  });

  it('is booked although the log throws, and names cannot be read', async () => {
    const { ally, platform, seal } = setUp({
      log: () => {
        throw new Error('EPIPE');
      },
    });
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    platform.plan('readPatient', { status: 404 });
    platform.plan('listTasks', { status: 500 }, { status: 500 });
    const again = await settled(ally.orders.book({ orderRef, token, taskId }));
    expect(again).toMatchObject({ outcome: 'scheduled', appointment: { firstName: '' } });
  });

  it('names a search answer of another shape at once, and books when the mapping is mended', async () => {
    const { ally, platform, seal, options } = setUp();
    platform.plan('findAppointments', { json: { items: [] } });
    const token = await seal();
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'platform_answer',
      operation: 'findAppointments',
    });
    expect(await ally.orders.stuck()).toMatchObject([{ orderRef, stuck: 'platform_answer' }]);
    expect(creates(platform)).toHaveLength(0);
    const { ally: mended } = setUp({ store: options.store }, platform);
    expect((await settled(mended.orders.book({ orderRef, token, taskId }))).outcome).toBe(
      'scheduled',
    );
    expect(await mended.orders.stuck()).toEqual([]);
  });

  it('sends nothing when the store is down', async () => {
    const { ally, platform, seal, options } = setUp();
    const token = await seal();
    vi.spyOn(options.store as NonNullable<typeof options.store>, 'write').mockRejectedValue(
      new Error('SQLITE_BUSY'),
    );
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'store_unavailable',
      canRetry: true,
    });
    expect(platform.requests).toEqual([]);
  });

  it('is booked although the store does not take it, and is found by the next call', async () => {
    const { ally, platform, seal, options, events } = setUp();
    const token = await seal();
    const write = options.store?.write.bind(options.store);
    vi.spyOn(options.store as NonNullable<typeof options.store>, 'write').mockImplementation(
      async (...args) => {
        if (args[1].state === 'booked') throw new Error('disk full');
        return (await write?.(...args)) ?? null;
      },
    );
    expect((await settled(ally.orders.book({ orderRef, token, taskId }))).outcome).toBe(
      'scheduled',
    );
    expect(events).toContainEqual({ event: 'order.row_not_written', orderRef });
    await vi.advanceTimersByTimeAsync(180_000);
    expect((await settled(ally.orders.runDue())).settled).toEqual([
      { orderRef, outcome: 'scheduled' },
    ]);
    vi.restoreAllMocks();
    await vi.advanceTimersByTimeAsync(180_000);
    expect((await settled(ally.orders.runDue())).settled).toMatchObject([{ orderRef }]);
    expect(creates(platform)).toHaveLength(1);
  });
});

describe('accept', () => {
  it('asks the platform nothing, and is never booked until it is paid', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await ally.orders.accept({ orderRef, token, taskId });
    for (let times = 0; times < 5; times += 1) {
      await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
      await settled(ally.orders.runDue());
      await ally.orders.accept({ orderRef, token, taskId });
    }
    expect(platform.requests).toEqual([]);
    await ally.orders.accept({ orderRef, token: null, taskId, paid: true });
    expect(await ally.orders.due()).toMatchObject([{ orderRef, state: 'accepted' }]);
    await settled(ally.orders.runDue());
    expect(living(platform)).toHaveLength(1);
    expect(await ally.orders.due()).toEqual([]);
  });

  it('takes another selection before the payment', async () => {
    const { ally, platform, seal } = setUp();
    await ally.orders.accept({ orderRef, token: await seal(), taskId });
    const [patient] = selection.patients;
    const token = await seal({
      ...selection,
      patients: [{ ...(patient as NonNullable<typeof patient>), firstName: 'Grace' }],
    });
    await ally.orders.accept({ orderRef, token, taskId, paid: true });
    await settled(ally.orders.runDue());
    expect(platform.patients).toMatchObject([{ firstName: 'Grace' }]);
  });

  it.each(['nonsense', 'sel1.e30.AAAA'])('refuses %s before the payment', async (token) => {
    const { ally } = setUp();
    expect(await errorOf(ally.orders.accept({ orderRef, token, taskId }))).toMatchObject({
      code: 'token_refused',
    });
    expect(await ally.orders.find(orderRef)).toBe(null);
  });

  it('keeps nothing in its row that can be read without the sealing key', async () => {
    const { ally, seal, options } = setUp();
    await ally.orders.accept({ orderRef, token: await seal(), taskId });
    const row = await options.store?.read({ namespace: 'order', mode: 'test', orderRef });
    for (const text of ['Wilhelmina', 'Quillfeather', '1948', '7700900', 'SW1A', 'Larkspur'])
      expect(JSON.stringify(row)).not.toContain(text);
  });
});

describe('a payment', () => {
  it('that comes before the selection is kept, and books the selection when it comes', async () => {
    const { ally, platform, seal, events } = setUp();
    expect(await ally.orders.accept({ orderRef, taskId, paid: true })).toEqual({
      outcome: 'no_selection',
    });
    expect(events).toContainEqual({ event: 'order.not_known', orderRef, operation: 'accept' });
    expect(await settled(ally.orders.runDue())).toEqual({ settled: [], failed: [] });
    expect(await settled(ally.orders.book({ orderRef, taskId }))).toMatchObject({
      outcome: 'no_selection',
    });
    expect(await ally.orders.accept({ orderRef, token: await seal(), taskId })).toMatchObject({
      state: 'accepted',
      paid: true,
    });
    expect((await settled(ally.orders.runDue())).settled).toHaveLength(1);
    expect(living(platform)).toHaveLength(1);
  });

  it('is for the selection that was there: no other is taken before it is booked', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    const other = await seal({ ...selection, windowId: 'win_2' });
    await ally.orders.accept({ orderRef, token, taskId });
    await ally.orders.accept({ orderRef, taskId, paid: true });
    const calls = [
      () => ally.selections.open(other, { taskId, orderRef }),
      () => ally.orders.accept({ orderRef, token: other, taskId }),
      () => ally.orders.accept({ orderRef, token: other, taskId, paid: true }),
      () => ally.orders.book({ orderRef, token: other, taskId }),
    ];
    for (const call of calls) expect(await errorOf(call())).toMatchObject({ code: 'order_paid' });
    expect(await ally.selections.open(token, { taskId, orderRef })).toMatchObject({ taskId });
    await settled(ally.orders.runDue());
    expect(platform.appointments).toMatchObject([{ windowId: 'win_1' }]);
    expect(await errorOf(ally.selections.open(other, { taskId, orderRef }))).toMatchObject({
      code: 'order_has_booking',
    });
  });

  it('after the cancellation is listed for a person, and cleared by another cancel', async () => {
    const { ally, platform, seal, events } = setUp();
    const token = await seal();
    await ally.orders.accept({ orderRef, token, taskId });
    await ally.orders.cancel({ orderRef });
    for (const call of [
      () => ally.selections.open(token, { taskId, orderRef }),
      () => ally.orders.accept({ orderRef, token, taskId }),
    ])
      expect(await errorOf(call())).toMatchObject({ code: 'order_cancelled' });
    for (const given of [{}, { token }])
      expect(await ally.orders.accept({ orderRef, taskId, paid: true, ...given })).toMatchObject({
        state: 'cancelled',
        paid: true,
        stuck: 'paid_after_cancellation',
      });
    expect(await ally.orders.stuck()).toHaveLength(1);
    expect(events.filter(({ event }) => event === 'order.stuck')).toHaveLength(1);
    await ally.orders.cancel({ orderRef });
    expect(await ally.orders.stuck()).toEqual([]);
    await settled(ally.orders.runDue());
    expect(platform.appointments).toEqual([]);
  });

  it('that is reported again after its refund needs nobody', async () => {
    const { ally, seal } = setUp();
    await ally.orders.accept({ orderRef, token: await seal(), taskId, paid: true });
    await settled(ally.orders.runDue());
    await settled(ally.orders.cancel({ orderRef }));
    expect(await ally.orders.accept({ orderRef, taskId, paid: true })).toMatchObject({
      state: 'cancelled',
      stuck: null,
    });
    expect(await ally.orders.stuck()).toEqual([]);
  });

  it('of a cancellation that is not settled yet stays listed when it is', async () => {
    const { ally, platform } = setUp({ orders: { maxWaitMs: 1 } });
    const fault = { status: 503 };
    platform.plan('findAppointments', fault, fault, fault, fault);
    await errorOf(ally.orders.cancel({ orderRef }));
    const summary = await ally.orders.accept({ orderRef, taskId, paid: true });
    expect(summary).toMatchObject({ state: 'cancelling', stuck: 'paid_after_cancellation' });
    platform.clearFaults();
    await vi.advanceTimersByTimeAsync(600_000);
    await settled(ally.orders.runDue());
    expect(await ally.orders.stuck()).toMatchObject([
      { state: 'cancelled', stuck: 'paid_after_cancellation' },
    ]);
  });
});

describe('a payment, in an unusual order', () => {
  const refusal = { status: 422, body: { error: { code: 'no' } } };

  it('books what is chosen after the platform has refused the first choice', async () => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', refusal);
    await ally.orders.accept({ orderRef, token: await seal(), taskId, paid: true });
    await settled(ally.orders.runDue());
    expect(await ally.orders.find(orderRef)).toMatchObject({ state: 'refused', paid: true });
    await ally.orders.accept({ orderRef, token: await seal(), taskId });
    await vi.advanceTimersByTimeAsync(120_000);
    expect((await settled(ally.orders.runDue())).settled).toHaveLength(1);
    expect(living(platform)).toHaveLength(1);
  });

  it('by book, after the cancellation or with a token that is too old, is listed too', async () => {
    const { ally, seal } = setUp();
    const token = await seal();
    await ally.orders.accept({ orderRef, token, taskId });
    await settled(ally.orders.cancel({ orderRef }));
    expect(await settled(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      outcome: 'cancelled',
    });
    expect(await ally.orders.stuck()).toMatchObject([{ stuck: 'paid_after_cancellation' }]);
  });

  it('by book with another token that is too old books nothing', async () => {
    const { ally, platform, seal } = setUp();
    const old = await seal();
    await vi.advanceTimersByTimeAsync(100 * 24 * 60 * 60 * 1000);
    await ally.orders.accept({ orderRef, token: await seal(), taskId });
    expect(await errorOf(ally.orders.book({ orderRef, token: old, taskId }))).toMatchObject({
      code: 'token_expired',
    });
    await settled(ally.orders.runDue());
    expect(platform.appointments).toEqual([]);
  });

  it('for another Task than the selection is refused', async () => {
    const { ally, platform, seal } = setUp();
    await ally.orders.accept({ orderRef, taskId: 'tsk_dear', paid: true });
    const call = ally.orders.accept({ orderRef, token: await seal(), taskId });
    expect(await errorOf(call)).toMatchObject({ code: 'token_refused', reason: 'other_task' });
    await settled(ally.orders.runDue());
    expect(platform.appointments).toEqual([]);
  });

  it('after the cancellation stays listed while the cancellation fails in other ways', async () => {
    const { ally, platform } = setUp({ orders: { maxWaitMs: 1 } });
    const busy = { status: 503 };
    platform.plan('findAppointments', busy, busy);
    await errorOf(ally.orders.cancel({ orderRef }));
    await ally.orders.accept({ orderRef, taskId, paid: true });
    platform.plan('findAppointments', refusal, refusal);
    await vi.advanceTimersByTimeAsync(600_000);
    await settled(ally.orders.runDue());
    platform.clearFaults();
    await vi.advanceTimersByTimeAsync(600_000);
    await settled(ally.orders.runDue());
    expect(await ally.orders.stuck()).toMatchObject([
      { state: 'cancelled', stuck: 'paid_after_cancellation' },
    ]);
  });
});

describe('a token', () => {
  it('stays the order’s while its cancellation is under way, whatever is accepted for it', async () => {
    const { ally, platform, seal } = setUp({ orders: { maxWaitMs: 1 } });
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    const busy = { status: 503 };
    platform.plan('cancelAppointment', busy, busy, busy, busy);
    await errorOf(ally.orders.cancel({ orderRef }));
    const other = { orderRef, token: await seal(), taskId };
    expect(await errorOf(ally.orders.accept(other))).toMatchObject({ code: 'order_cancelled' });
    expect(await errorOf(ally.orders.book({ orderRef: 'A-2', token, taskId }))).toMatchObject({
      code: 'token_used',
    });
  });

  it('of a refused create stays the order’s until the order is cancelled', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    platform.plan('createAppointment', { status: 422, body: { error: { code: 'no' } } });
    await errorOf(ally.orders.book({ orderRef, token, taskId }));
    expect(await errorOf(ally.orders.book({ orderRef: 'A-2', token, taskId }))).toMatchObject({
      code: 'token_used',
    });
    await vi.advanceTimersByTimeAsync(61_000);
    await settled(ally.orders.cancel({ orderRef }));
    await ally.orders.accept({ orderRef: 'A-3', token, taskId, paid: true });
    expect((await settled(ally.orders.runDue())).settled).toHaveLength(1);
    expect(living(platform)).toHaveLength(1);
  });
});

describe('a row that is accepted anew', () => {
  it('is booked by nobody who listed it before, and not by cancel', async () => {
    const { ally, platform, seal, options } = setUp();
    const { store } = options;
    await ally.orders.accept({ orderRef, token: await seal(), taskId, paid: true });
    const list = store?.list.bind(store);
    // After the list, the row is removed and accepted without a payment.
    Object.assign(store ?? {}, {
      list: async (query: Parameters<NonNullable<typeof list>>[0]) => {
        const rows = await list?.(query);
        await ally.orders.forget(orderRef);
        await ally.orders.accept({ orderRef, token: await seal(), taskId });
        return rows;
      },
    });
    expect(await settled(ally.orders.runDue())).toEqual({ settled: [], failed: [] });
    expect(platform.appointments).toEqual([]);
  });
});

it.each([
  ['accept', { paid: 'true' }, 'orders.accept.paid'],
  ['accept', { paid: 1 }, 'orders.accept.paid'],
  ['accept', { isPaid: true }, 'orders.accept.isPaid'],
  ['accept', { appointment: 'sel1.x' }, 'orders.accept.appointment'],
  ['accept', { taskId: undefined }, 'orders.accept.taskId'],
  ['book', { tokens: 'x' }, 'orders.book.tokens'],
  ['book', { taskId: '' }, 'orders.book.taskId'],
] as const)('%s refuses %o by the name of what is wrong', async (method, change, option) => {
  const { ally, platform, seal } = setUp();
  const input = { orderRef, token: await seal(), taskId, ...change } as never;
  expect(await errorOf(ally.orders[method](input))).toMatchObject({
    code: 'misconfigured',
    option,
  });
  expect(platform.requests).toEqual([]);
});

it.each([undefined, null, 7, 'x', []])(
  'nothing is done with %o instead of an order',
  async (input) => {
    const { orders } = setUp().ally;
    for (const call of [
      () => orders.accept(input as never),
      () => orders.book(input as never),
      () => orders.cancel(input as never),
    ])
      expect(await errorOf(call())).toMatchObject({ code: 'misconfigured' });
  },
);

it.each([50, { limit: '50' }, { limit: 0 }, { limit: 1.5 }, { limit: 1001 }, { limits: 5 }])(
  'a list refuses %o',
  async (input) => {
    const { orders } = setUp().ally;
    for (const method of ['runDue', 'due', 'stuck'] as const)
      expect(await errorOf(orders[method](input as never))).toMatchObject({
        code: 'misconfigured',
      });
  },
);

it.each(['undefined', 'null', 'NaN'])('%s is no reference', async (missing) => {
  const { ally, seal } = setUp();
  const input = { orderRef: missing, token: await seal(), taskId };
  expect(await errorOf(ally.orders.accept(input))).toMatchObject({ code: 'order_ref_refused' });
});

describe('a token that was accepted', () => {
  it('is kept while a process has another secret, and booked with the right one', async () => {
    const one = setUp();
    const token = await one.seal();
    await one.ally.orders.accept({ orderRef, token, taskId, paid: true });
    const keys = [{ kid: 'k1', secret: 'IyIhIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQ' }];
    const other = setUp({ store: one.options.store, sealing: { keys, markKey } }, one.platform);
    for (let tries = 0; tries < 3; tries += 1) {
      expect((await settled(other.ally.orders.runDue())).failed).toMatchObject([
        { code: 'token_unreadable', canRetry: true },
      ]);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(await one.ally.orders.stuck()).toMatchObject([{ stuck: 'token_unreadable' }]);
    expect((await settled(one.ally.orders.runDue())).settled).toHaveLength(1);
  });
});

it('an order whose create was sent is unsettled while the search fails', async () => {
  const { ally, platform, seal } = setUp({ orders: { maxWaitMs: 1 } });
  platform.plan('createAppointment', 'lost-after');
  const token = await seal();
  await errorOf(ally.orders.book({ orderRef, token, taskId }));
  const fault = { status: 503 };
  platform.plan('findAppointments', fault, fault, fault, fault);
  expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
    code: 'booking_unsettled',
    cause: { code: 'platform_unavailable' },
  });
  expect(await ally.orders.find(orderRef)).toMatchObject({
    state: 'unknown',
    error: 'platform_unavailable',
  });
});

it('cancel of an order that the store does not know is written into the log', async () => {
  const { ally, events } = setUp();
  await settled(ally.orders.cancel({ orderRef }));
  await settled(ally.orders.cancel({ orderRef }));
  expect(events.filter(({ event }) => event === 'order.not_known')).toEqual([
    { event: 'order.not_known', orderRef, operation: 'cancel' },
  ]);
});

describe('check', () => {
  it.each([
    ['the key', { status: 401 }, 'platform.key'],
    ['a firewall', { status: 403 }, 'platform.key'],
    ['the address', { status: 404 }, 'platform.baseUrl'],
  ])('refuses at the start when %s is wrong', async (_, fault, option) => {
    const { ally, platform } = setUp();
    platform.plan('findAppointments', fault, fault);
    expect(await errorOf(ally.check())).toMatchObject({ code: 'misconfigured', option });
  });

  it.each([{ status: 503 }, { status: 429 }, 'lost-before' as const])(
    'does not hold up the start for %o',
    async (fault) => {
      const { ally, platform } = setUp();
      platform.plan('findAppointments', fault, fault);
      await settled(ally.check());
      expect(new Set(platform.operations())).toEqual(new Set(['findAppointments']));
    },
  );
});

describe('cancel', () => {
  it('before the booking: the order is never booked', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    const result = await settled(ally.orders.cancel({ orderRef, reason: 'Refunded.' }));
    expect(result).toEqual({ outcome: 'cancelled', appointment: null, manageToken: null });
    expect(await settled(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      outcome: 'cancelled',
    });
    await settled(ally.orders.runDue());
    expect(creates(platform)).toEqual([]);
  });

  it('after the booking: cancels the appointment once', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    for (let times = 0; times < 2; times += 1)
      expect(await settled(ally.orders.cancel({ orderRef, reason: 'Refunded.' }))).toMatchObject({
        outcome: 'cancelled',
        appointment: { status: 'cancelled' },
      });
    const cancels = platform.requests.filter(({ operation }) => operation === 'cancelAppointment');
    expect(cancels).toHaveLength(1);
    expect(cancels[0]?.body).toMatchObject({ note: 'Refunded.', cancellingEntity: 'organisation' });
    expect(await settled(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      outcome: 'cancelled',
    });
    expect(living(platform)).toEqual([]);
  });

  it('overtakes a booking that has just been called in the same process', async () => {
    for (let times = 0; times < 40; times += 1) {
      const { ally, platform, seal } = setUp();
      const token = await seal();
      const booking = ally.orders
        .book({ orderRef, token, taskId })
        .catch((error: unknown) => error);
      const cancelling = ally.orders.cancel({ orderRef }).catch((error: unknown) => error);
      await settled(Promise.all([booking, cancelling]));
      await vi.advanceTimersByTimeAsync(180_000);
      await settled(ally.orders.runDue());
      expect(living(platform)).toEqual([]);
      expect(await ally.orders.find(orderRef)).toMatchObject({ state: 'cancelled' });
    }
  });

  it('while the outcome is not known: unsettled, and then whatever was made is cancelled', async () => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', { doneAfter: 50_000 });
    const token = await seal();
    expect(await errorOf(ally.orders.book({ orderRef, token, taskId }))).toMatchObject({
      code: 'booking_unsettled',
    });
    expect(await errorOf(ally.orders.cancel({ orderRef }))).toMatchObject({
      code: 'booking_unsettled',
    });
    await vi.advanceTimersByTimeAsync(120_000);
    await settled(ally.orders.runDue());
    expect(platform.appointments).toMatchObject([{ status: 'cancelled' }]);
    expect(await ally.orders.find(orderRef)).toMatchObject({ state: 'cancelled' });
  });

  it('leaves an appointment that is completed as it is', async () => {
    const { ally, platform, seal } = setUp();
    await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    platform.appointments = platform.appointments.map((one) => ({ ...one, status: 'completed' }));
    expect(await settled(ally.orders.cancel({ orderRef }))).toMatchObject({ outcome: 'closed' });
  });

  it('is done although names cannot be read afterwards', async () => {
    const { ally, platform, seal } = setUp();
    await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    platform.plan('readPatient', { status: 404 }, { status: 404 });
    expect(await settled(ally.orders.cancel({ orderRef }))).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('reconcile', () => {
  it('cancels a second appointment that the order’s own attempt has made', async () => {
    const { ally, platform, seal } = setUp();
    platform.plan('createAppointment', 'twice');
    const { appointment } = await settled(
      ally.orders.book({ orderRef, token: await seal(), taskId }),
    );
    expect(living(platform)).toHaveLength(2);
    await settled(ally.orders.reconcile(orderRef));
    expect(living(platform)).toMatchObject([{ id: appointment?.id }]);
    expect(await ally.orders.stuck()).toEqual([]);
  });

  it('leaves a follow-up that staff have made with the same reference, and lists the order', async () => {
    const { ally, platform, seal } = setUp();
    await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    const [first] = platform.appointments;
    const later = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString();
    platform.appointments = [
      { ...(first as NonNullable<typeof first>), status: 'completed' },
      { ...(first as NonNullable<typeof first>), id: 'app_follow', createdAt: later },
    ];
    await settled(ally.orders.reconcile(orderRef));
    expect(living(platform).map(({ id }) => id)).toContain('app_follow');
    expect(await ally.orders.stuck()).toMatchObject([{ orderRef, stuck: 'foreign_appointment' }]);
  });

  it('takes over a cancellation by the platform', async () => {
    const { ally, platform, seal } = setUp();
    await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    platform.appointments = platform.appointments.map((one) => ({ ...one, status: 'cancelled' }));
    expect(await settled(ally.orders.reconcile(orderRef))).toMatchObject({
      state: 'cancelled',
      outcome: 'cancelled',
    });
  });

  it('cancels what the platform made after the order was cancelled', async () => {
    const { ally, platform, seal } = setUp({ orders: { settleTimeoutMs: 20_000 } });
    platform.plan('createAppointment', { doneAfter: 60_000 });
    await errorOf(ally.orders.book({ orderRef, token: await seal(), taskId }));
    await errorOf(ally.orders.cancel({ orderRef }));
    await vi.advanceTimersByTimeAsync(22_000);
    await settled(ally.orders.runDue());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(living(platform)).toHaveLength(1);
    await settled(ally.orders.reconcile(orderRef));
    expect(living(platform).map(({ createdAt }) => createdAt)).toEqual([]);
  });

  it('finds the booking of an order whose row was lost', async () => {
    const one = setUp();
    await settled(one.ally.orders.book({ orderRef, token: await one.seal(), taskId }));
    const two = setUp({}, one.platform);
    expect(await settled(two.ally.orders.reconcile(orderRef))).toMatchObject({ state: 'booked' });
    expect(await two.ally.orders.find('A-9')).toBe(null);
  });
});

describe('forget', () => {
  it('keeps the token of a booked order from another order', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    await settled(ally.orders.book({ orderRef, token, taskId }));
    await ally.orders.forget(orderRef);
    expect(await errorOf(ally.orders.book({ orderRef: 'A-1002', token, taskId }))).toMatchObject({
      code: 'token_used',
    });
    const again = await settled(ally.orders.book({ orderRef, token, taskId }));
    expect(again.outcome).toBe('scheduled');
    expect(living(platform)).toHaveLength(1);
  });

  it('removes a row, and refuses while something is under way', async () => {
    const { ally, platform, seal } = setUp();
    const token = await seal();
    platform.plan('createAppointment', 'lost-before');
    await errorOf(ally.orders.book({ orderRef, token, taskId }));
    expect(await errorOf(ally.orders.forget(orderRef))).toMatchObject({
      code: 'booking_unsettled',
    });
    await vi.advanceTimersByTimeAsync(61_000);
    await settled(ally.orders.book({ orderRef, token, taskId }));
    await ally.orders.forget(orderRef);
    expect(await ally.orders.find(orderRef)).toBe(null);
    await settled(ally.orders.book({ orderRef, token, taskId }));
    expect(living(platform)).toHaveLength(1);
  });
});

describe('an answer about another appointment', () => {
  it('is neither cancelled nor handed out', async () => {
    const { ally, platform, seal } = setUp();
    await settled(ally.orders.book({ orderRef, token: await seal(), taskId }));
    await settled(ally.orders.book({ orderRef: 'A-1002', token: await seal(), taskId }));
    const json = { json: platform.appointments[1] };
    platform.plan('readAppointment', json, json, json, json);
    expect((await ally.orders.find(orderRef))?.appointment?.id).toBe(platform.appointments[0]?.id);
    await settled(ally.orders.cancel({ orderRef }));
    expect(platform.appointments.map(({ status }) => status)).toEqual(['cancelled', 'scheduled']);
  });

  it('a token that the same reference of another shop has used is refused', async () => {
    const one = setUp({ namespace: 'one' });
    const two = setUp({ namespace: 'two', store: one.options.store }, one.platform);
    const token = await one.seal();
    await settled(one.ally.orders.book({ orderRef, token, taskId }));
    const opening = two.ally.selections.open(token, { taskId, orderRef });
    expect(await errorOf(opening)).toMatchObject({ code: 'token_used' });
  });
});
