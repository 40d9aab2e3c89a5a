import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MisconfiguredError } from '../../../../src/server/errors.js';
import { isSamePatient, type PlatformMapping } from '../../../../src/server/platform/mapping.js';
import type { Selection } from '../../../../src/domain/selection.js';
import type { PlatformPatient } from '../../../../src/platform/schemas.js';
import { selection } from '../selection.js';
import {
  endOf,
  errorOf,
  facts,
  fakeTime,
  json,
  mark,
  platformWith,
  visit,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

describe('a refusal', () => {
  async function refusalOf(status: number, body: unknown, mapping?: Partial<PlatformMapping>) {
    const { platform } = platformWith(json(body, status), { mapping });
    const error = await errorOf(platform.createAppointment(selection, facts));
    const { refusal, param } = error as unknown as { refusal: unknown; param: unknown };
    return { refusal, param };
  }

  it.each([
    'window_unavailable',
    'window_taken',
    'window_gone',
    'window_not_available',
    'slot_unavailable',
    'slot_taken',
    'no_longer_available',
    'WINDOW_UNAVAILABLE',
    'window-taken',
    'No longer available',
  ])('means that the window is not free by the code %s, whatever its status', async (code) => {
    for (const status of [400, 404, 409, 410, 422])
      expect(await refusalOf(status, { error: { code, param: 'windowId' } })).toEqual({
        refusal: { kind: 'window_unavailable' },
        param: null,
      });
    expect(await refusalOf(409, { code })).toMatchObject({
      refusal: { kind: 'window_unavailable' },
    });
  });

  it.each([
    {},
    null,
    'window_unavailable',
    { error: {} },
    { error: { code: 'duplicate_reference' } },
    { error: { code: 'conflict', message: 'window_unavailable' } },
    { error: { code: ['window_unavailable'] } },
    { error: { code: 'window_unavailable_soon' } },
  ])('does not mean so by the status 409 alone: %j', async (body) => {
    expect(await refusalOf(409, body)).toEqual({ refusal: { kind: 'other' }, param: null });
  });

  it.each([
    ['outside_coverage', 'outside_coverage'],
    ['not_covered', 'outside_coverage'],
    ['already_cancelled', 'already_cancelled'],
    ['already_canceled', 'already_cancelled'],
  ])('by the code %s is %s', async (code, kind) => {
    expect(await refusalOf(422, { error: { code } })).toMatchObject({ refusal: { kind } });
  });

  it.each(['phone', 'location.address.line_1', 'patients.0.firstName', 'x'.repeat(64)])(
    'names the field %s',
    async (param) => {
      for (const status of [400, 422])
        expect(await refusalOf(status, { error: { param } })).toEqual({
          refusal: { kind: 'field', param },
          param,
        });
      expect(await refusalOf(409, { error: { param } })).toMatchObject({ param: null });
    },
  );

  it.each(['', 'x'.repeat(65), '<b>', 'a b', 'phone\n', 'phone%', 'ｐhone', '../x', ['phone'], {}])(
    'does not pass on the field %j',
    async (param) => {
      expect(await refusalOf(422, { error: { param } })).toEqual({
        refusal: { kind: 'other' },
        param: null,
      });
    },
  );

  it('is read by a merchant’s function', async () => {
    const mapping: Partial<PlatformMapping> = {
      refusalFrom: (status) =>
        status === 409 ? { kind: 'window_unavailable' } : { kind: 'other' },
    };
    expect(await refusalOf(409, {}, mapping)).toMatchObject({
      refusal: { kind: 'window_unavailable' },
    });
    expect(await refusalOf(422, { code: 'window_taken' }, mapping)).toMatchObject({
      refusal: { kind: 'other' },
    });
    const field = { refusalFrom: () => ({ kind: 'field', param: 'phone' }) as const };
    expect(await refusalOf(422, {}, field)).toMatchObject({ param: 'phone' });
  });

  it.each([{ kind: 'gone' }, { kind: 'field', param: '<b>' }, { kind: 'field' }, 7])(
    'of no known kind from a merchant’s function is another one: %j',
    async (made) => {
      const mapping = { refusalFrom: () => made as never };
      expect(await refusalOf(422, {}, mapping)).toMatchObject({ refusal: { kind: 'other' } });
    },
  );

  it('is read by its code if a merchant’s function throws or returns nothing', async () => {
    const fail = {
      refusalFrom: () => {
        throw new Error('own');
      },
    };
    const body = { code: 'window_taken' };
    const refusal = { kind: 'window_unavailable' };
    expect(await refusalOf(409, body, fail)).toMatchObject({ refusal });
    const none = { refusalFrom: () => null as never };
    expect(await refusalOf(409, body, none)).toMatchObject({ refusal });
  });
});

describe('the request of', () => {
  const contact = { name: 'Grace', phone: '+447700900999', email: 'grace@example.com' };

  it('a patient has the details and the mark', async () => {
    const { platform, sent } = platformWith(json({ id: 'p_1' }, 201));
    await endOf(platform.createPatient(selection, mark));
    expect(sent[0]).toMatchObject({ method: 'POST', url: { pathname: '/v1/patients' } });
    expect(sent[0]?.body).toEqual({
      firstName: 'Wilhelmina',
      lastName: 'Quillfeather',
      dateOfBirth: '1948-03-27',
      phone: '+447700900123',
      email: 'wilhelmina@example.com',
      externalRef: mark,
      address: [selection.location.address],
    });
  });

  it('an appointment has the mark twice, the window and the hold', async () => {
    const { platform, sent } = platformWith(json({ id: 'app_1' }, 201));
    const price = { amount: 4500, currency: 'GBP' };
    const held: Selection = { ...selection, holdId: 'hld_1', for: 'other', contact };
    await endOf(platform.createAppointment(held, { ...facts, price }));
    expect(sent[0]).toMatchObject({ method: 'POST', url: { pathname: '/v1/appointments' } });
    expect(sent[0]?.body).toEqual({
      patientId: 'p_1',
      taskId: 'tsk_blood',
      externalRef: mark,
      phone: '+447700900999',
      location: { address: selection.location.address },
      windowId: 'win_1',
      holdId: 'hld_1',
      note: selection.note,
      metadata: {
        for: 'other',
        placeKind: 'home',
        consents: selection.consents,
        contact,
        price,
        mark,
      },
    });
  });

  it('an appointment without its window has no hold either', async () => {
    const { platform, sent } = platformWith(json({ id: 'app_1' }, 201));
    const held: Selection = { ...selection, holdId: 'hld_1' };
    await endOf(platform.createAppointment(held, { ...facts, withWindow: false }));
    expect(sent[0]?.body).not.toHaveProperty('windowId');
    expect(sent[0]?.body).not.toHaveProperty('holdId');
    expect(sent[0]?.body).toMatchObject({ phone: '+447700900123', metadata: { mark } });
  });

  it.each([
    ['organisation', 'order_cancelled'],
    ['patient', 'patient_cancelled'],
  ] as const)('a cancellation by the %s has the code %s', async (by, reasonCode) => {
    const { platform, sent } = platformWith(json({}));
    await endOf(platform.cancel('app_1', { by, note: 'Refunded.' }));
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: { pathname: '/v1/appointments/app_1/cancel' },
      body: { note: 'Refunded.', cancellingEntity: by, causingEntity: by, reasonCode },
    });
  });

  it('a release names the hold in its path', async () => {
    const { platform, sent } = platformWith(json({}));
    await endOf(platform.release('hld_1'));
    expect(sent[0]).toMatchObject({ method: 'DELETE', url: { pathname: '/v1/holds/hld_1' } });
    expect(sent[0]?.body).toBeUndefined();
  });

  it('a merchant’s function is sent as it is', async () => {
    const mapping = {
      patientAsk: () => ({ own: 1 }) as never,
      appointmentAsk: (_: Selection, { externalRef }: { externalRef: string }) =>
        ({ own: externalRef }) as never,
      cancelAsk: () => ({ own: 3 }) as never,
    };
    const { platform, sent } = platformWith(json({ id: 'p_1' }), { mapping });
    await endOf(platform.createPatient(selection, mark));
    await endOf(platform.createAppointment(selection, facts));
    await endOf(platform.cancel('app_1', { by: 'patient', note: '' }));
    expect(sent.map(({ body }) => body)).toEqual([{ own: 1 }, { own: mark }, { own: 3 }]);
  });

  const loop: Record<string, unknown> = {};
  loop.self = loop;
  it.each<[string, () => unknown]>([
    ['throws', () => JSON.parse('{') as unknown],
    ['returns undefined', () => undefined],
    ['returns a list', () => []],
    ['returns a text', () => '{}'],
    ['returns a loop', () => loop],
    ['returns a bigint', () => ({ amount: 1n })],
  ])('a merchant’s function that %s is not sent, and the option is named', async (_name, own) => {
    const ask = own as () => never;
    const mapping = { patientAsk: ask, appointmentAsk: ask, cancelAsk: ask };
    const { platform, sent } = platformWith(json({ id: 'p_1' }), { mapping });
    const calls: [string, () => Promise<unknown>][] = [
      ['patientAsk', () => platform.createPatient(selection, mark)],
      ['appointmentAsk', () => platform.createAppointment(selection, facts)],
      ['cancelAsk', () => platform.cancel('app_1', { by: 'patient', note: '' })],
    ];
    for (const [name, call] of calls) {
      const error = await errorOf(call());
      expect(error).toBeInstanceOf(MisconfiguredError);
      expect(error).toMatchObject({ option: `platform.mapping.${name}` });
    }
    expect(sent).toHaveLength(0);
  });

  it('a selection without a patient is not sent', async () => {
    const { platform, sent } = platformWith(json({ id: 'p_1' }));
    const empty = { ...selection, patients: [] };
    expect(await errorOf(platform.createPatient(empty, mark))).toBeInstanceOf(MisconfiguredError);
    expect(sent).toHaveLength(0);
  });

  it.each(['', 'a"b', 'a b', 'x'.repeat(129), 'é', 'a\n', 1042 as unknown as string])(
    'a record with a reference that cannot be found again is not sent: %j',
    async (externalRef) => {
      const { platform, sent } = platformWith(json({ id: 'p_1', data: [] }));
      const calls = [
        () => platform.createPatient(selection, externalRef),
        () => platform.createAppointment(selection, { ...facts, externalRef }),
        () => platform.appointmentsOf(externalRef),
        () => platform.patientsOf(externalRef),
      ];
      for (const call of calls)
        expect(await errorOf(call())).toMatchObject({ code: 'order_ref_refused' });
      expect(sent).toHaveLength(0);
    },
  );

  it('a merchant that overrides one function keeps the others, also those that are undefined', async () => {
    const mapping = { coverageFrom: () => ({ covered: true }), patientAsk: undefined as never };
    const { platform, sent } = platformWith(json({ id: 'p_1' }), { mapping });
    expect((await endOf(platform.coverage(visit))).value).toMatchObject({ covered: true });
    expect((await endOf(platform.createPatient(selection, mark))).value).toMatchObject({
      id: 'p_1',
    });
    expect(sent[1]?.body).toMatchObject({ firstName: 'Wilhelmina' });
  });
});

describe('the same patient', () => {
  const found: PlatformPatient = {
    id: 'p_1',
    firstName: 'Wilhelmina',
    lastName: 'Quillfeather',
    dateOfBirth: '1948-03-27',
    phone: '+447700900123',
    email: 'wilhelmina@example.com',
    externalRef: mark,
    sex: 'female',
    nhsNumber: '9434765919',
  };
  const [patient] = selection.patients;
  const withMore = (more: object): Selection => ({
    ...selection,
    patients: patient ? [{ ...patient, ...more }] : [],
  });

  it.each<[Partial<PlatformPatient>, object]>([
    [{}, {}],
    [{}, { sex: 'female', nhsNumber: '9434765919' }],
    [{ firstName: ' Wilhelmina ', lastName: 'Quillfeather ' }, {}],
    [{ firstName: 'Zoe\u0308' }, { firstName: 'Zo\u00EB' }],
    [{ email: 'WILHELMINA@Example.com' }, {}],
    [{ phone: '+44 7700 900123' }, {}],
    [{ nhsNumber: '943 476 5919' }, { nhsNumber: '9434765919' }],
    [{ phone: null, email: null, sex: null, nhsNumber: null }, { sex: 'male' }],
  ])('is found in %j with %j', (answer, more) => {
    expect(isSamePatient({ ...found, ...answer }, withMore(more))).toBe(true);
  });

  it.each<[Partial<PlatformPatient>, object]>([
    [{ firstName: 'wilhelmina' }, {}],
    [{ firstName: 'Wilhelm' }, {}],
    [{ lastName: 'Quill feather' }, {}],
    [{ dateOfBirth: '1948-03-28' }, {}],
    [{ firstName: null }, {}],
    [{ lastName: null }, {}],
    [{ dateOfBirth: null }, {}],
    [{ phone: '+447700900124' }, {}],
    [{ email: 'w@example.com' }, {}],
    [{}, { sex: 'male' }],
    [{}, { nhsNumber: '9434765870' }],
  ])('is not found in %j with %j', (answer, more) => {
    expect(isSamePatient({ ...found, ...answer }, withMore(more))).toBe(false);
  });

  it('is not found without a patient', () => {
    expect(isSamePatient(found, { ...selection, patients: [] })).toBe(false);
  });
});
