import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Ledger, type Change } from '../../../../src/mocks/platform/store.js';
import {
  faultExamples,
  faultKinds,
  faultTable,
  readFaults,
  type PlannedFault,
} from '../../../../src/mocks/platform/fault-schemas.js';
import { FaultPlan } from '../../../../src/mocks/platform/fault-injection.js';
import { Refusal } from '../../../../src/mocks/http-error.js';
import { cancelling, errorOf, key, openPlatform, patient, place } from './platform.js';

afterEach(() => {
  vi.useRealTimers();
});

const whenWaiting = async (): Promise<void> => {
  while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
};

/** A platform with faults, and how often each operation was done. */
const openWith = (...faults: PlannedFault[]) => {
  const opened = openPlatform();
  opened.face.faults.set(faults);
  const { records } = opened.clinic;
  return { ...opened, made: () => [records.patients.size, records.appointments.size] };
};

describe('a fault of one question', () => {
  it('happens as often as it was planned, and is gone then', async () => {
    const { ask, face } = openWith({
      on: 'createPatient',
      times: 2,
      fault: { kind: 'refuse', status: 429, retryAfter: 3 },
    });
    expect((await ask('POST', '/coverage', place)).status).toBe(200);
    const answers = [1, 2, 3].map(() => ask('POST', '/patients', patient));
    const all = await Promise.all(answers);
    expect(all.map(({ status }) => status)).toEqual([429, 429, 201]);
    expect(all[0]?.headers.get('retry-after')).toBe('3');
    expect(face.faults.all).toEqual([]);
  });

  it('follows the one before it on the same operation', async () => {
    const { ask } = openWith(
      { on: 'createPatient', fault: { kind: 'none' } },
      { on: 'any', fault: { kind: 'refuse', status: 500, code: 'internal' } },
      {
        on: 'createPatient',
        fault: { kind: 'refuse', status: 422, code: 'validation_failed', param: 'phone' },
      },
    );
    const answers = [];
    for (let asked = 0; asked < 4; asked += 1)
      answers.push(errorOf(await ask('POST', '/patients', patient)));
    expect(answers).toEqual([
      [201, undefined],
      [500, 'internal'],
      [422, 'validation_failed', 'phone'],
      [201, undefined],
    ]);
  });

  it('is not used up by a wrong key, nor by what is no operation', async () => {
    const { ask, face } = openWith({ on: 'any', fault: { kind: 'lost-after-commit' } });
    await ask('GET', '/tasks', undefined, { Authorization: 'test_other' });
    await ask('GET', '/elsewhere');
    expect(face.faults.all).toHaveLength(1);
    expect((await ask('GET', '/tasks')).status).toBe(0);
  });

  it('commit-late: is done then, and not before', async () => {
    const { ask, made, face } = openWith({
      on: 'createPatient',
      fault: { kind: 'commit-late', milliseconds: 9_000 },
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = ask('POST', '/patients', patient);
    await whenWaiting();
    await vi.advanceTimersByTimeAsync(8_999);
    expect(made()).toEqual([0, 0]);
    expect(face.asked.all).toMatchObject([{ isDone: false, fault: 'commit-late', status: null }]);
    await vi.advanceTimersByTimeAsync(1);
    expect((await asked).status).toBe(201);
    expect(made()).toEqual([1, 0]);
    expect(face.asked.all).toMatchObject([{ isDone: true, status: 201 }]);
  });

  it('commit-late: what is forgotten meanwhile is not done', async () => {
    const { ask, made, face } = openWith({
      on: 'createPatient',
      fault: { kind: 'commit-late', milliseconds: 9_000 },
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = ask('POST', '/patients', patient);
    await whenWaiting();
    face.forget();
    await vi.advanceTimersByTimeAsync(9_000);
    expect((await asked).status).toBe(0);
    expect(made()).toEqual([0, 0]);
  });

  it('lost-after-commit: is done, and its answer lost', async () => {
    const { book, made, face } = openWith({
      on: 'createAppointment',
      fault: { kind: 'lost-after-commit' },
    });
    expect((await book()).status).toBe(0);
    expect(made()).toEqual([1, 1]);
    expect(face.asked.all.at(-1)).toEqual({
      operation: 'createAppointment',
      externalRef: 'LK-1',
      fault: 'lost-after-commit',
      status: 201,
      isDone: true,
    });
  });

  it('commit-twice: two appointments, and room taken for both; a second cancelling is refused', async () => {
    const { ask, book, clinic, made, windows } = openWith(
      { on: 'createAppointment', fault: { kind: 'commit-twice' } },
      { on: 'cancelAppointment', fault: { kind: 'commit-twice' } },
    );
    const windowId = (await windows()).find(({ remaining }) => remaining === 1)?.id;
    const { json } = await book({ windowId });
    expect(made()).toEqual([1, 2]);
    expect([...clinic.records.appointments.keys()][1]).toBe(json.id);
    expect(clinic.ledger.table('taken').get(windowId ?? '')).toBe(2);
    const path = `/appointments/${String(json.id)}/cancel`;
    expect(errorOf(await ask('POST', path, cancelling))).toEqual([409, 'already_cancelled']);
    expect(clinic.appointment(String(json.id)).status).toBe('cancelled');
  });

  it('never-answer: is not done, and nobody hears of it', async () => {
    const { ask, made, face } = openWith({ on: 'createPatient', fault: { kind: 'never-answer' } });
    let isAnswered = false;
    void ask('POST', '/patients', patient).then(() => {
      isAnswered = true;
    });
    await face.asked.until(([asked]) => asked?.isDone === true, 5_000);
    expect((await ask('POST', '/patients', patient)).status).toBe(201);
    expect(made()).toEqual([1, 0]);
    expect(isAnswered).toBe(false);
  });

  it('refuse-after-commit: is done, and refused', async () => {
    const { ask, book, made } = openWith(
      { on: 'createAppointment', fault: { kind: 'refuse-after-commit', status: 409 } },
      {
        on: 'createPatient',
        fault: { kind: 'none' },
      },
      {
        on: 'createPatient',
        fault: { kind: 'refuse-after-commit', status: 429, code: 'busy', retryAfter: 2 },
      },
    );
    expect(errorOf(await book())).toEqual([409, 'refused']);
    expect(made()).toEqual([1, 1]);
    const answered = await ask('POST', '/patients', patient);
    expect(errorOf(answered)).toEqual([429, 'busy']);
    expect(answered.headers.get('retry-after')).toBe('2');
    expect(made()).toEqual([2, 1]);
  });

  it.each([
    [undefined, 200, 0],
    [false, 502, 0],
    [true, 200, 1],
  ])(
    'proxy-page: with isDone %s and status %i makes %i patients',
    async (isDone, status, count) => {
      const { face, clinic } = openPlatform();
      face.faults.set([
        {
          on: 'createPatient',
          fault: { kind: 'proxy-page', ...(isDone !== undefined && { isDone }), status },
        },
      ]);
      const answer = await face.answer(
        new Request('http://localhost/v1/patients', {
          method: 'POST',
          headers: { Authorization: key, 'Content-Type': 'application/json' },
          body: JSON.stringify(patient),
        }),
      );
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('text/html');
      expect(await answer.text()).toMatch(/^<!doctype html>/);
      expect(clinic.records.patients.size).toBe(count);
      expect(face.asked.all).toMatchObject([{ fault: 'proxy-page', isDone: true }]);
    },
  );

  it('commit-twice: two patients', async () => {
    const { ask, made } = openWith({ on: 'createPatient', fault: { kind: 'commit-twice' } });
    expect((await ask('POST', '/patients', patient)).status).toBe(201);
    expect(made()).toEqual([2, 0]);
  });

  it('take-window: somebody else was first, hold or not', async () => {
    const { ask, book, firstWindow, windows } = openWith(
      { on: 'createAppointment', fault: { kind: 'take-window' } },
      { on: 'placeHold', fault: { kind: 'take-window' } },
    );
    const windowId = await firstWindow();
    expect((await book()).status).toBe(201);
    // Used by an appointment without a window, and of no effect there.
    expect((await book({ windowId })).status).toBe(201);
    const asked = { ...place, windowId };
    expect(errorOf(await ask('POST', '/holds', asked))[0]).toBe(409);
    expect((await windows()).some(({ id }) => id === windowId)).toBe(false);
  });

  it('take-window: of a hold as well', async () => {
    const { ask, book, firstWindow, face } = openPlatform();
    const windowId = await firstWindow();
    const { json } = await ask('POST', '/holds', { ...place, windowId });
    face.faults.set([{ on: 'createAppointment', fault: { kind: 'take-window' } }]);
    expect((await book({ windowId, holdId: json.id })).status).toBe(409);
  });
});

describe('a fault of the service', () => {
  it('down: until it is cleared, or for so long', () => {
    const now = { at: new Date('2026-11-23T09:00:00Z') };
    const plan = new FaultPlan(new Ledger(), () => now.at);
    plan.set([{ on: 'any', fault: { kind: 'down' } }]);
    for (let asked = 0; asked < 9; asked += 1) expect(plan.down('listTasks')).toBeDefined();
    plan.clear();
    expect(plan.down('listTasks')).toBe(undefined);
    plan.set([{ on: 'listTasks', fault: { kind: 'down', milliseconds: 1_000 } }]);
    expect([plan.down('listTasks')?.kind, plan.down('createPatient')]).toEqual(['down', undefined]);
    now.at = new Date(now.at.getTime() + 1_000);
    expect(plan.down('listTasks')).toBe(undefined);
    expect(plan.all).toEqual([]);
  });

  it('down: with a status or without, before the key is looked at', async () => {
    const { ask, face } = openWith({ on: 'any', fault: { kind: 'down', status: 503 } });
    const noKey = { Authorization: '' };
    expect((await ask('GET', '/tasks', undefined, noKey)).status).toBe(503);
    face.faults.set([{ on: 'any', times: 1, fault: { kind: 'down' } }]);
    expect((await ask('GET', '/tasks')).status).toBe(0);
    expect((await ask('GET', '/tasks')).status).toBe(200);
    expect(face.asked.all.map(({ fault, status }) => [fault, status])).toEqual([
      ['down', 503],
      ['down', null],
      [null, 200],
    ]);
  });

  it('random: the same seed draws the same, each by its weight', () => {
    const drawn = (seed: string): (string | undefined)[] => {
      const plan = new FaultPlan(new Ledger());
      const of = [
        { weight: 3, fault: { kind: 'none' } },
        { weight: 1, fault: { kind: 'never-answer' } },
      ] as const;
      plan.set([{ on: 'any', fault: { kind: 'random', seed, of: [...of] } }]);
      return Array.from({ length: 400 }, () => plan.next('listTasks')?.kind);
    };
    expect(drawn('storm')).toEqual(drawn('storm'));
    expect(drawn('storm')).not.toEqual(drawn('calm'));
    const count = drawn('storm').filter((kind) => kind === 'never-answer').length;
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(140);
  });
});

it('what is left of a plan is kept, and what was used stays used', () => {
  const entries: (readonly Change[])[] = [];
  const journal = { entries: [], append: (entry: readonly Change[]) => entries.push(entry) };
  const plan = new FaultPlan(new Ledger(journal));
  plan.set([{ on: 'any', times: 2, fault: { kind: 'never-answer' } }]);
  plan.next('listTasks');
  const after = new FaultPlan(new Ledger({ entries, append: () => undefined }));
  expect(after.next('listTasks')?.kind).toBe('never-answer');
  expect(after.next('listTasks')).toBe(undefined);
});

describe('a list of faults', () => {
  it.each(Object.entries(faultKinds))('may hold %s, as the documents show it', (_, { example }) => {
    expect(readFaults([JSON.parse(JSON.stringify(example))])).toEqual([example]);
  });

  it.each<[unknown, string]>([
    [{}, ''],
    [[{ on: 'any' }], '0.fault'],
    [[{ on: 'book', fault: { kind: 'none' } }], '0.on'],
    [[{ on: 'any', times: 0, fault: { kind: 'none' } }], '0.times'],
    [[{ on: 'any', fault: { kind: 'explode' } }], '0.fault.kind'],
    [[{ on: 'any', fault: { kind: 'commit-late' } }], '0.fault.milliseconds'],
    [[{ on: 'any', fault: { kind: 'refuse', status: 200 } }], '0.fault.status'],
    [[{ on: 'any', fault: { kind: 'none', after: 1 } }], '0.fault.after'],
    [[{ on: 'any', fault: { kind: 'random', seed: 'a', of: [] } }], '0.fault.of'],
  ])('refuses %j', (list, param) => {
    const refused = (): unknown => {
      try {
        return readFaults(list);
      } catch (error) {
        return error instanceof Refusal ? error.param : error;
      }
    };
    expect(refused()).toBe(param);
  });

  it('is told in the documents as it is', () => {
    // The document's table is padded to be read; its cells are what counts.
    const cells = (table: string): string =>
      table.replace(/ +\|/g, ' |').replace(/\| -+/g, '| ---');
    const told = readFileSync('docs/mock-platform.md', 'utf8');
    expect(cells(told)).toContain(cells(faultTable()));
    expect(told).toContain(`\n${faultExamples()}\n`);
  });
});
