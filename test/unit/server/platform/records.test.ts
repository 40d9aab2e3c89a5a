import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlatformAnswerError } from '../../../../src/server/errors.js';
import {
  aWindow,
  days,
  endOf,
  errorOf,
  fakeTime,
  json,
  platformWith,
  visit,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

const nothing = {
  id: 'app_1',
  status: null,
  taskId: null,
  patientId: null,
  windowId: null,
  startAt: null,
  endAt: null,
  timeZone: null,
  externalRef: null,
  createdAt: null,
  postcode: null,
  metadata: null,
};

const flat = {
  id: 'app_1',
  status: 'scheduled',
  taskId: 'tsk_1',
  patientId: 'p_1',
  windowId: 'win_1',
  startAt: '2026-12-01T07:00:00Z',
  endAt: '2026-12-01T09:00:00+01:00',
  timeZone: 'Europe/London',
  externalRef: 'order.1~a',
  createdAt: '2026-11-24T12:00:00.123Z',
  postcode: 'SW1A 1AA',
  metadata: { mark: 'order.1~a' },
};

async function appointmentFrom(answer: unknown): Promise<unknown> {
  const { value, error } = await endOf(platformWith(json(answer)).platform.appointment('app_1'));
  if (error) throw error as Error;
  return value;
}

describe('an appointment', () => {
  it('is read from flat properties', async () => {
    expect(await appointmentFrom(flat)).toEqual(flat);
  });

  it('is read from nested objects', async () => {
    const { taskId, patientId, windowId, startAt, endAt, postcode, ...rest } = flat;
    const nested = {
      ...rest,
      task: { id: taskId, name: 'Blood test' },
      patient: { id: patientId },
      window: { id: windowId, startAt, endAt },
      location: { address: { line1: '14 Larkspur Row', postcode } },
    };
    expect(await appointmentFrom(nested)).toEqual(flat);
  });

  it('prefers flat properties to nested ones, and takes an id for a nested object', async () => {
    const both = { ...flat, task: 'tsk_2', patient: { id: 'p_2' }, window: { id: 'win_2' } };
    expect(await appointmentFrom(both)).toEqual(flat);
    expect(await appointmentFrom({ id: 'app_1', patient: 'p_2', task: 7 })).toEqual({
      ...nothing,
      patientId: 'p_2',
      taskId: '7',
    });
  });

  it('has null for everything that is missing', async () => {
    expect(await appointmentFrom({ id: 'app_1' })).toEqual(nothing);
    const nulls = Object.fromEntries(Object.keys(flat).map((name) => [name, null]));
    expect(await appointmentFrom({ ...nulls, id: 'app_1' })).toEqual(nothing);
  });

  it('has numbers as ids', async () => {
    expect(
      await appointmentFrom({ id: 1, taskId: 2, patient: { id: 3 }, window: { id: 4 } }),
    ).toEqual({ ...nothing, id: '1', taskId: '2', patientId: '3', windowId: '4' });
  });

  it.each([
    ['startAt', ''],
    ['startAt', 'soon'],
    ['startAt', '2026-02-30T07:00:00Z'],
    ['startAt', '2026-12-01T07:00:00'],
    ['startAt', '2026-12-01'],
    ['startAt', 1_764_572_400],
    ['startAt', `2026-12-01T07:00:00.${'0'.repeat(20_000)}Z`],
    ['endAt', {}],
    ['createdAt', '2026-11-24 12:00'],
    ['timeZone', 'Europe/Atlantis'],
    ['timeZone', ''],
    ['timeZone', 1],
    ['status', ''],
    ['status', 'x'.repeat(201)],
    ['postcode', ''],
    ['postcode', ['SW1A 1AA']],
    ['metadata', 'text'],
    ['metadata', []],
    ['taskId', true],
    ['patientId', ''],
    ['windowId', '..'],
    ['windowId', 'x'.repeat(201)],
    ['windowId', 'a\nb'],
    ['windowId', 1.5],
  ])('has null for %s if it is %j', async (name, value) => {
    expect(await appointmentFrom({ ...flat, [name]: value })).toEqual({ ...flat, [name]: null });
  });

  it('takes the time of the window if its own is no instant', async () => {
    const window = { startAt: flat.startAt };
    expect(await appointmentFrom({ ...flat, startAt: 'soon', window })).toEqual(flat);
  });

  it.each([
    [{}, 'id', 'a string'],
    [{ id: null }, 'id', 'a string'],
    [{ id: '' }, 'id', 'an id of 1 to 200 characters'],
    [{ id: '..' }, 'id', 'an id of 1 to 200 characters'],
    [{ id: 'x'.repeat(201) }, 'id', 'an id of 1 to 200 characters'],
    [{ id: {} }, 'id', 'a string'],
    [{ id: 'app_1', status: 7 }, 'status', 'a string'],
    [{ id: 'app_1', status: { name: 'scheduled' } }, 'status', 'a string'],
    [{ id: 'app_1', externalRef: 1042 }, 'externalRef', 'a string'],
    [[], '', 'an object'],
    [null, '', 'an object'],
    ['app_1', '', 'an object'],
  ])('is an answer error if what decides about it is odd: %j', async (answer, path, expected) => {
    const { platform } = platformWith(json(answer));
    const error = await errorOf(platform.appointment('app_1'));
    expect(error).toBeInstanceOf(PlatformAnswerError);
    expect(error).toMatchObject({ operation: 'readAppointment', path });
    expect(error.message).toContain(`expected ${expected}.`);
  });

  it('is read by a merchant’s function, which may leave properties out', async () => {
    const mapping = {
      appointmentFrom: (answer: unknown) => ({
        id: (answer as { visit: { ref: string } }).visit.ref,
        startAt: 'soon',
      }),
    };
    const { platform } = platformWith(json({ visit: { ref: 'app_9' } }), { mapping });
    expect((await endOf(platform.appointment('app_9'))).value).toEqual({ ...nothing, id: 'app_9' });
  });
});

describe('a patient', () => {
  it('has every property that is text, and null for the rest', async () => {
    const patient = {
      id: 9,
      firstName: 'Asha',
      lastName: 'Example',
      dateOfBirth: '1984-03-27',
      phone: 447700900123,
      email: null,
      externalRef: 'order.1~a',
      sex: 'female',
      title: 'Dr',
      nhsNumber: ['9434765919'],
    };
    const { platform } = platformWith(json(patient));
    expect((await endOf(platform.patient('9'))).value).toEqual({
      id: '9',
      firstName: 'Asha',
      lastName: 'Example',
      dateOfBirth: '1984-03-27',
      phone: null,
      email: null,
      externalRef: 'order.1~a',
      sex: 'female',
      nhsNumber: null,
    });
  });
});

describe('Tasks', () => {
  const task = { id: 'tsk_blood', name: 'Blood test', durationMinutes: 20 };

  it.each([{ data: [{ id: 7, name: 'Seven' }, task] }, [task]])(
    'are read from a list with or without an envelope: %j',
    async (answer) => {
      const { platform } = platformWith(json(answer));
      expect((await endOf(platform.task('tsk_blood'))).value).toMatchObject(task);
    },
  );

  it('are undefined if the platform has none of the id', async () => {
    const { platform } = platformWith(json({ data: [task] }));
    expect(await endOf(platform.task('tsk_other'))).toEqual({ value: undefined, error: null });
  });

  it('bear odd descriptions', async () => {
    const odd = { ...task, description: 5, durationMinutes: '20', preparation: [], minimumAge: {} };
    const { platform } = platformWith(json({ data: [odd] }));
    expect((await endOf(platform.task('tsk_blood'))).value).toEqual({
      id: 'tsk_blood',
      name: 'Blood test',
      description: null,
      durationMinutes: null,
      preparation: null,
      minimumAge: null,
    });
  });

  it('name the place of an odd one', async () => {
    const { platform } = platformWith(json({ data: [task, { id: 'tsk_2' }] }));
    expect(await errorOf(platform.task('tsk_blood'))).toMatchObject({ path: 'data.1.name' });
  });
});

describe('windows', () => {
  const list = (windows: unknown, timeZone?: unknown) =>
    platformWith(json({ windows, timeZone })).platform.windows(visit, days);
  const full = {
    ...aWindow,
    name: 'Early',
    remaining: 3,
    price: { amount: 4500, currency: 'GBP' },
  };

  it('have every property, and none that is null or odd', async () => {
    const odd = { ...aWindow, name: null, remaining: 'many', price: null };
    expect((await endOf(list([full, odd], 'Europe/London'))).value).toEqual({
      timeZone: 'Europe/London',
      windows: [full, aWindow],
    });
  });

  it('of which one among ten is odd are the other nine', async () => {
    const ten = Array.from({ length: 10 }, (_, at) => ({ ...aWindow, id: `win_${String(at)}` }));
    const odds: unknown[] = [
      null,
      7,
      {},
      { ...aWindow, id: '' },
      { ...aWindow, startAt: 'soon' },
      { ...aWindow, endAt: aWindow.startAt },
      { ...aWindow, price: { amount: 45.5, currency: 'GBP' } },
    ];
    for (const odd of odds) {
      const { value } = await endOf(list(ten.map((one, at) => (at === 4 ? odd : one))));
      expect(value).toMatchObject({ windows: ten.filter((_, at) => at !== 4) });
    }
  });

  it('of which every one is odd are an answer error', async () => {
    const error = await errorOf(list([{ ...aWindow, startAt: 'soon' }, {}]));
    expect(error).toBeInstanceOf(PlatformAnswerError);
    expect(error).toMatchObject({ path: 'windows.0.startAt' });
  });

  it.each(['Europe/Atlantis', 7, null, undefined])(
    'have no time zone if it is %j',
    async (zone) => {
      expect((await endOf(list([], zone))).value).toEqual({
        windows: [],
        ...(zone !== undefined && { timeZone: null }),
      });
    },
  );

  it('are read for the days, with a hold if there is one', async () => {
    const { platform, sent } = platformWith(json({ windows: [] }));
    await endOf(platform.windows(visit, days));
    await endOf(platform.windows(visit, { ...days, holdId: 'hld_1' }));
    expect(sent.map(({ body }) => body)).toEqual([
      { ...visit, ...days },
      { ...visit, ...days, holdId: 'hld_1' },
    ]);
  });

  it('are held', async () => {
    const hold = { id: 5, windowId: 'win_1', expiresAt: '2026-11-24T12:10:00Z' };
    const { platform, sent } = platformWith(json(hold, 201));
    expect((await endOf(platform.hold(visit, 'win_1'))).value).toEqual({ ...hold, id: '5' });
    expect(sent[0]).toMatchObject({ method: 'POST', body: { ...visit, windowId: 'win_1' } });
  });
});
