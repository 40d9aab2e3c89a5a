import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  faultKinds,
  type Fault,
  type PlannedFault,
} from '../../src/mocks/platform/fault-schemas.js';
import {
  bookOrder,
  MisconfiguredError,
  ServerError,
  type OrderOptions,
} from '../../src/server/index.js';
import { Platform } from '../../src/server/platform/platform-client.js';
import {
  optionsFor,
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

/** The faults that a shop meets by its time limit: it is shorter than the lateness that they are tried with. */
const isHeldBack = (kind: Kind): boolean => kind === 'commit-late' || kind === 'never-answer';

/** Whoever does not wait for a time limit has one that a busy machine does not reach. */
const patient = { timeLimit: 60_000 };
const impatient = { timeLimit: 1_000 };

/** The shop's server asks for one appointment: what it hears, and what there is when all is done. */
const askFor = async (...faults: readonly PlannedFault[]) => {
  const platform = new Platform({ ...optionsFor(clinic), ...patient });
  // Only the question that is held back is given up.
  const limits = faults.some(({ fault }) => isHeldBack(fault.kind)) ? impatient : patient;
  const asking = new Platform({ ...optionsFor(clinic), ...limits });
  const [{ id: windowId }] = pickWindows(await windowsOf(platform), 1);
  const selection = selectionOf(windowId);
  await clinic.control.faults(faults);
  const make = async (): Promise<string> => {
    const { id: patientId } = await platform.createPatient(selection, 'LK-1');
    const facts = { patientId, externalRef: 'LK-1', withWindow: true };
    return (await asking.createAppointment(selection, facts)).status;
  };
  const heard = await make().catch((error: unknown) =>
    error instanceof ServerError ? error.code : error,
  );
  await clinic.control.allDone();
  const { appointments, faults: left } = await clinic.control.state();
  return { heard, made: appointments.length, left: left.length };
};

/** What the shop's server hears of each example in the documents, and how many appointments there are. */
const expected: Record<Exclude<Kind, `webhook-${string}`>, readonly unknown[]> = {
  none: ['scheduled', 1, 0],
  'commit-late': ['platform-unknown', 1, 0],
  'lost-after-commit': ['platform-unknown', 1, 0],
  'commit-twice': ['scheduled', 2, 0],
  'never-answer': ['platform-unknown', 0, 0],
  refuse: ['platform-refused', 0, 0],
  'take-window': ['platform-refused', 0, 0],
  down: ['platform-unknown', 0, 1],
  // The first that this seed draws.
  random: ['platform-unknown', 1, 1],
};

describe('a fault, as the shop’s server meets it', () => {
  it.each(Object.entries(expected))('%s', async (kind, [heard, made, left]) => {
    const { example } = faultKinds[kind as keyof typeof expected];
    expect(await askFor(example)).toEqual({ heard, made, left });
  });

  it('down, without a word', async () => {
    const down = { on: 'any', fault: { kind: 'down' } } as const;
    expect(await askFor(down)).toEqual({ heard: 'platform-unknown', made: 0, left: 1 });
    await clinic.control.faults([]);
    expect(await askFor()).toEqual({ heard: 'scheduled', made: 1, left: 0 });
  });

  it('down, for a while', async () => {
    const platform = new Platform(optionsFor(clinic));
    let broken = 0;
    // On a busy machine it may be over before the first question: then it is tried for longer.
    for (let milliseconds = 400; broken === 0; milliseconds *= 2) {
      // The clinic shares the clock of the test.
      const until = Date.now() + milliseconds;
      await clinic.control.faults([{ on: 'any', fault: { kind: 'down', milliseconds } }]);
      while ((await platform.coverage(place).catch(() => undefined)) === undefined) broken += 1;
      expect(Date.now()).toBeGreaterThanOrEqual(until);
    }
  });

  it('another’s key', async () => {
    const platform = new Platform({ ...optionsFor(clinic), platformKey: 'test_other' });
    await expect(platform.coverage(place)).rejects.toThrow(MisconfiguredError);
  });
});

describe('an order', () => {
  /** As a shop does: what was not answered in time, for whatever reason, is asked again. */
  const bookUntilDone = async (token: string, order: OrderOptions) => {
    for (;;)
      try {
        return await bookOrder(token, order);
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
    [{ kind: 'take-window' }, 'patient-led'],
  ])('is booked once through %o', async (fault, outcome) => {
    const { token, options } = await sealOrder(clinic);
    await clinic.control.faults([{ on: 'createAppointment', fault }]);
    // Only what is never answered must settle by time alone: the rest is found as soon as it is made.
    const settlesWithin = fault.kind === 'never-answer' ? 2_000 : 600_000;
    const limits = isHeldBack(fault.kind) ? impatient : patient;
    const order = { ...options, ...limits, orderRef: 'LK-1', settlesWithin, patience: 60_000 };
    const booked = await bookUntilDone(token, order);
    expect(booked.outcome).toBe(outcome);
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
      const order = { ...options, ...impatient, settlesWithin: 2_000, orderRef };
      return (await bookUntilDone(token, order)).appointment?.id;
    };
    const ids = await Promise.all(
      orders.map(async (order, number) => {
        const id = await book(order, number);
        if (!isKilled) {
          isKilled = true;
          await clinic.restart();
        }
        return id;
      }),
    );
    // What is still to be made is made; what was made twice is cancelled by whoever looks next.
    await clinic.control.allDone();
    const found = await Promise.all(orders.map(book));
    expect(found).toEqual(ids);
    expect((await live()).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });
});
