import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultKinds, type Fault, type PlannedFault } from '../../src/mocks/platform-fault-kinds.js';
import { bookOrder, MisconfiguredError, ServerError } from '../../src/server/index.js';
import { Platform } from '../../src/server/platform.js';
import { optionsFor, place, sealOrder, selectionOf, windowsOf } from '../support/clinic-orders.js';
import { startClinic, type ClinicProcess } from '../support/clinic-process.js';

let clinic: ClinicProcess;
beforeAll(async () => {
  clinic = await startClinic();
});
afterAll(() => clinic.stop());
beforeEach(() => clinic.control.reset());

/** Shorter than the examples' lateness, and long enough for whatever is answered at once. */
const impatient = { timeLimit: 1_000 };

/** The shop's server asks for one appointment: what it hears, and what there is when all is done. */
const askFor = async (...faults: readonly PlannedFault[]) => {
  const platform = new Platform({ ...optionsFor(clinic), ...impatient });
  const windowId = (await windowsOf(platform))[0]?.id ?? '';
  const selection = selectionOf(windowId);
  await clinic.control.faults(faults);
  const make = async (): Promise<string> => {
    const { id: patientId } = await platform.createPatient(selection, 'LK-1');
    const facts = { patientId, externalRef: 'LK-1', withWindow: true };
    return (await platform.createAppointment(selection, facts)).status;
  };
  const heard = await make().catch((error: unknown) =>
    error instanceof ServerError ? error.code : error,
  );
  const asked = await clinic.control.askedAfter(1);
  await clinic.control.doneAfter(asked.length - 1);
  const { appointments, faults: left } = await clinic.control.state();
  return { heard, made: appointments.length, left: left.length };
};

/** What the shop's server hears of each example in the documents, and how many appointments there are. */
const expected: Record<Exclude<Fault['kind'], `webhook-${string}`>, readonly unknown[]> = {
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
    await clinic.control.faults([{ on: 'any', fault: { kind: 'down', milliseconds: 400 } }]);
    const until = Date.now() + 400;
    let broken = 0;
    for (;;)
      try {
        await platform.coverage(place);
        break;
      } catch {
        broken += 1;
      }
    expect(broken).toBeGreaterThan(0);
    // The file has whole milliseconds of a clock that the test shares.
    expect(Date.now()).toBeGreaterThanOrEqual(until - 1);
  });

  it('another’s key', async () => {
    const platform = new Platform({ ...optionsFor(clinic), platformKey: 'test_other' });
    await expect(platform.coverage(place)).rejects.toThrow(MisconfiguredError);
  });
});

describe('an order', () => {
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
    const order = { ...options, ...impatient, orderRef: 'LK-1', settlesWithin: 2_000 };
    const booked = await bookOrder(token, order);
    expect(booked.outcome).toBe(outcome);
    expect((await live()).map(({ id }) => id)).toEqual([booked.appointment?.id]);
    expect((await clinic.control.state()).faults).toEqual([]);
  });

  it('is booked once through a storm, and a kill in it', async () => {
    const of = (['commit-twice', 'lost-after-commit', 'never-answer'] as const).map((kind) => ({
      ...{ weight: 1, fault: { kind } },
    }));
    const late = { weight: 1, fault: { kind: 'commit-late', milliseconds: 1_500 } } as const;
    const fine = { weight: 2, fault: { kind: 'none' } } as const;
    const orders = Array.from({ length: 8 }, (_, number) => number);
    const sealed = await Promise.all(orders.map((number) => sealOrder(clinic, number)));
    await clinic.control.faults([
      {
        on: 'createAppointment',
        fault: { kind: 'random', seed: 'storm', of: [fine, late, ...of] },
      },
    ]);
    let isKilled = false;
    const book = async (number: number): Promise<string | undefined> => {
      const { token, options } = sealed[number] as (typeof sealed)[number];
      const orderRef = `LK-${String(number)}`;
      for (;;)
        try {
          const order = { ...options, ...impatient, settlesWithin: 2_000, orderRef };
          return (await bookOrder(token, order)).appointment?.id;
        } catch (error) {
          if (!(error instanceof ServerError && error.canRetry)) throw error;
        }
    };
    const all = Promise.all(
      orders.map(async (number) => {
        const id = await book(number);
        if (!isKilled) {
          isKilled = true;
          await clinic.restart();
        }
        return id;
      }),
    );
    const ids = await all;
    // What was made twice for the last to be booked is cancelled by whoever looks next.
    const found = await Promise.all(orders.map(book));
    expect(found).toEqual(ids);
    expect((await live()).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });
});
