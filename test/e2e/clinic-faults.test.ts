import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  faultKinds,
  type Fault,
  type PlannedFault,
} from '../../src/mocks/platform/fault-schemas.js';
import {
  PlatformAccessError,
  ServerError,
  type OrderInput,
  type Orders,
} from '../../src/server/index.js';
import {
  allyOf,
  platformOf,
  place,
  pickWindows,
  sealOrder,
  sealOrders,
  selectionOf,
  windowsOf,
} from '../fixtures/clinic-orders.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';

let clinic: ClinicProcess;
beforeAll(async () => {
  clinic = await startClinic();
});
afterAll(() => clinic.stop());
beforeEach(() => clinic.control.reset());

type Kind = Fault['kind'];

/** Returns true for faults that a shop's time limit ends. The limit in these tests is shorter than their delay. */
const isHeldBack = (kind: Kind): boolean => kind === 'commit-late' || kind === 'never-answer';

/** Time limit for requests that must not time out, even on a busy machine. */
const patient = { timeoutMs: 60_000 };

/** Time limit for requests that must time out. */
const impatient = { timeoutMs: 1_000 };

/**
 * Requests one appointment as the shop's server does. Returns its result, and the platform's state when all requests
 * are completed.
 */
const requestAppointment = async (...faults: readonly PlannedFault[]) => {
  const platform = platformOf(clinic, patient);
  // Only the faulty request may time out.
  const limits = faults.some(({ fault }) => isHeldBack(fault.kind)) ? impatient : patient;
  const limited = platformOf(clinic, limits);
  const [{ id: windowId }] = pickWindows(await windowsOf(platform), 1);
  const selection = selectionOf(windowId);
  await clinic.control.faults(faults);
  const make = async (): Promise<string | null> => {
    const { id: patientId } = await platform.createPatient(selection, 'LK-1');
    const facts = { patientId, externalRef: 'LK-1', withWindow: true };
    return (await limited.createAppointment(selection, facts)).status;
  };
  const result = await make().catch((error: unknown) =>
    error instanceof ServerError ? error.code : error,
  );
  await clinic.control.allDone();
  const { appointments, faults: left } = await clinic.control.state();
  return { result, made: appointments.length, left: left.length };
};

/**
 * Expected result of each fault's example in the documentation: status or error code, appointments, and remaining
 * faults.
 */
const expected: Record<Exclude<Kind, `webhook-${string}`>, readonly unknown[]> = {
  none: ['scheduled', 1, 0],
  'commit-late': ['platform_unknown', 1, 0],
  'lost-after-commit': ['platform_unknown', 1, 0],
  'commit-twice': ['scheduled', 2, 0],
  'never-answer': ['platform_unknown', 0, 0],
  refuse: ['platform_refused', 0, 0],
  'refuse-after-commit': ['platform_refused', 1, 0],
  'proxy-page': ['platform_unknown', 1, 0],
  'take-window': ['platform_refused', 0, 0],
  down: ['platform_unknown', 0, 1],
  // The first fault that this seed selects.
  random: ['platform_unknown', 1, 1],
  'search-lag': ['scheduled', 1, 1],
  'search-match': ['scheduled', 1, 1],
  'search-pages': ['scheduled', 1, 1],
  'answer-nested': ['scheduled', 1, 1],
  'answer-bare-list': ['scheduled', 1, 1],
  'answer-short': [null, 1, 1],
  'answer-without': ['scheduled', 1, 1],
  'answer-status': ['confirmed', 1, 1],
};

describe('a fault, as the shop’s server meets it', () => {
  it.each(Object.entries(expected))('%s', async (kind, [result, made, left]) => {
    const { example } = faultKinds[kind as keyof typeof expected];
    expect(await requestAppointment(example)).toEqual({ result, made, left });
  });

  it('down, without a word', async () => {
    const down = { on: 'any', fault: { kind: 'down' } } as const;
    expect(await requestAppointment(down)).toEqual({
      result: 'platform_unknown',
      made: 0,
      left: 1,
    });
    await clinic.control.faults([]);
    expect(await requestAppointment()).toEqual({ result: 'scheduled', made: 1, left: 0 });
  });

  it('down, for a while', async () => {
    const platform = platformOf(clinic);
    let broken = 0;
    // On a busy machine the fault may end before the first request. Then it is tried again with a longer one.
    for (let milliseconds = 400; broken === 0; milliseconds *= 2) {
      // The clinic has the same clock as this test.
      const until = Date.now() + milliseconds;
      await clinic.control.faults([{ on: 'any', fault: { kind: 'down', milliseconds } }]);
      while ((await platform.coverage(place).catch(() => undefined)) === undefined) broken += 1;
      expect(Date.now()).toBeGreaterThanOrEqual(until);
    }
  });

  it('another’s key', async () => {
    const platform = platformOf(clinic, { key: 'test_other' });
    await expect(platform.coverage(place)).rejects.toThrow(PlatformAccessError);
  });
});

describe('an order', () => {
  /** Retries while errors are retryable, as a shop does. */
  const bookUntilDone = async (orders: Orders, order: OrderInput) => {
    for (;;)
      try {
        return await orders.book(order);
      } catch (error) {
        if (!(error instanceof ServerError && error.canRetry)) throw error;
      }
  };

  const live = async () =>
    (await clinic.control.state()).appointments.filter(({ status }) => status !== 'cancelled');

  it.each<[Fault, string]>([
    [{ kind: 'commit-late', milliseconds: 1_500 }, 'scheduled'],
    [{ kind: 'lost-after-commit' }, 'scheduled'],
    [{ kind: 'commit-twice' }, 'scheduled'],
    [{ kind: 'never-answer' }, 'scheduled'],
    [{ kind: 'take-window' }, 'patient_led'],
  ])('is booked once through %o', async (fault, outcome) => {
    const { token, options } = await sealOrder(clinic);
    await clinic.control.faults([{ on: 'createAppointment', fault }]);
    // After `never-answer` no appointment can be found, so the shop must wait until the platform has settled.
    const settleTimeoutMs = fault.kind === 'never-answer' ? 2_000 : 600_000;
    const limits = isHeldBack(fault.kind) ? impatient : patient;
    const { orders } = allyOf(options, { ...limits, settleTimeoutMs, maxWaitMs: 60_000 });
    const order = { orderRef: 'LK-1', token, taskId: place.taskId };
    const booked = await bookUntilDone(orders, order);
    expect(booked.outcome).toBe(outcome);
    await orders.reconcile('LK-1');
    expect((await live()).map(({ id }) => id)).toEqual([booked.appointment?.id]);
    expect((await clinic.control.state()).faults).toEqual([]);
  });

  it('is booked once through a storm, and a kill in it', async () => {
    const of = (['commit-twice', 'lost-after-commit', 'never-answer'] as const).map((kind) => ({
      weight: 1,
      fault: { kind },
    }));
    const late = { weight: 1, fault: { kind: 'commit-late', milliseconds: 1_500 } } as const;
    const fine = { weight: 2, fault: { kind: 'none' } } as const;
    const orders = await sealOrders(clinic, 8);
    await clinic.control.faults([
      {
        on: 'createAppointment',
        fault: { kind: 'random', seed: 'storm', of: [fine, late, ...of] },
      },
    ]);
    let isKilled = false;
    const book = async ({ token, options }: (typeof orders)[number], number: number) => {
      const orderRef = `LK-${String(number)}`;
      const { orders } = allyOf(options, { ...impatient, settleTimeoutMs: 2_000 });
      const order = { orderRef, token, taskId: place.taskId };
      const { appointment } = await bookUntilDone(orders, order);
      return { id: appointment?.id, orders, orderRef };
    };
    const ids = await Promise.all(
      orders.map(async (order, number) => {
        const { id } = await book(order, number);
        if (!isKilled) {
          isKilled = true;
          await clinic.restart();
        }
        return id;
      }),
    );
    // Late appointments are created now. A webhook of each would have its order reconciled.
    await clinic.control.allDone();
    const found = await Promise.all(orders.map(book));
    expect(found.map(({ id }) => id)).toEqual(ids);
    await Promise.all(found.map((one) => one.orders.reconcile(one.orderRef)));
    expect((await live()).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });
});
