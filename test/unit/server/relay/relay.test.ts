import { describe, expect, it, vi } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import { openToken } from '../../../../src/server/tokens/selection-token.js';
import { window } from '../../../fixtures/platform.js';
import { noon } from '../ally.js';
import { selection } from '../selection.js';
import { ask, failureIn, key, origin, place, startRelay, useNoon } from './ask.js';

useNoon();

/** The context in which the tokens of a setup are opened. */
const contextOf = ({ options }: ReturnType<typeof startRelay>) => ({
  sealing: options.sealing,
  now: () => new Date(),
});

describe('a Task', () => {
  it('has the properties of the options', async () => {
    const { relay, platform } = startRelay();
    const response = await ask(relay, '/tasks/tsk_blood');
    expect(contract.task.parse(await response.json())).toMatchObject({
      id: 'tsk_blood',
      name: 'Blood test at home',
      testMode: true,
      asks: {},
      preparation: 'Drink water.',
    });
    expect(platform.requests).toEqual([]);
  });

  it('has the platform’s properties where the options do not name it, read once a minute', async () => {
    const { relay, platform } = startRelay({ tasks: { tsk_blood: { consents: [] } } });
    for (let times = 0; times < 3; times += 1)
      expect(await (await ask(relay, '/tasks/tsk_blood')).json()).toMatchObject({
        name: 'Blood test',
      });
    expect(platform.operations()).toEqual(['listTasks']);
    vi.setSystemTime(noon.getTime() + 61_000);
    await ask(relay, '/tasks/tsk_blood');
    expect(platform.operations()).toEqual(['listTasks', 'listTasks']);
  });

  it('is read again after a failure', async () => {
    const { relay, platform } = startRelay({ tasks: { tsk_blood: { consents: [] } } });
    platform.plan('listTasks', { status: 500 }, { status: 500 });
    expect((await ask(relay, '/tasks/tsk_blood')).status).toBe(503);
    expect((await ask(relay, '/tasks/tsk_blood')).status).toBe(200);
  });

  it('that is not the merchant’s is not found', async () => {
    const { relay, platform } = startRelay();
    for (const taskId of ['tsk_other', 'constructor', '__proto__', 'toString']) {
      expect((await ask(relay, `/tasks/${taskId}`)).status).toBe(404);
      expect((await ask(relay, '/coverage', { body: { ...place, taskId } })).status).toBe(404);
      const body = { ...selection, taskId };
      expect((await ask(relay, '/selections', { body })).status).toBe(404);
    }
    expect(platform.requests).toEqual([]);
  });

  it('that the platform does not know is not found', async () => {
    const { relay } = startRelay({ tasks: { tsk_other: { consents: [] } } });
    const body = { ...place, taskId: 'tsk_other' };
    expect((await ask(relay, '/coverage', { body })).status).toBe(404);
  });
});

describe('coverage', () => {
  it('comes with the first windows, read at the same time', async () => {
    const { relay, platform } = startRelay();
    const response = await ask(relay, '/coverage', { body: { ...place, postcode: 'sw1a1aa' } });
    expect(contract.coverage.parse(await response.json())).toEqual({
      postcode: 'SW1A 1AA',
      covered: true,
      timeZone: 'Europe/London',
      windows: [window],
    });
    expect(platform.requests.map(({ operation, body }) => [operation, body])).toEqual([
      ['checkCoverage', place],
      ['listWindows', { ...place, from: '2026-11-24', to: '2026-12-14' }],
    ]);
  });

  it.each([
    [undefined, 'outside_coverage'],
    ['restricted', 'restricted'],
    ['No clinician for Wilhelmina', 'outside_coverage'],
    [7, 'outside_coverage'],
  ])('that is refused for the reason %j has the reason %s', async (reason, expected) => {
    const { relay, platform } = startRelay();
    platform.plan('checkCoverage', { json: { covered: false, reason } });
    expect(await (await ask(relay, '/coverage', { body: place })).json()).toEqual({
      postcode: 'SW1A 1AA',
      covered: false,
      reason: expected,
    });
  });

  it('is taken from the windows where the platform has no such operation', async () => {
    const { relay, platform } = startRelay();
    platform.plan('checkCoverage', { status: 404 }, { status: 404 });
    expect(await (await ask(relay, '/coverage', { body: place })).json()).toMatchObject({
      covered: true,
    });
    const refused = { status: 422, body: { error: { code: 'outside_coverage' } } };
    platform.plan('listWindows', refused);
    expect(await (await ask(relay, '/coverage', { body: place })).json()).toMatchObject({
      covered: false,
      reason: 'outside_coverage',
    });
  });

  it('comes without windows when those fail', async () => {
    const { relay, platform } = startRelay();
    platform.plan('listWindows', { status: 500 }, { status: 500 });
    expect(await (await ask(relay, '/coverage', { body: place })).json()).toEqual({
      postcode: 'SW1A 1AA',
      covered: true,
    });
  });
});

describe('a sealed selection', () => {
  it('has the platform’s own times and price', async () => {
    const setup = startRelay();
    const response = await ask(setup.relay, '/selections', { body: selection });
    const { token, summary } = contract.sealedSelection.parse(await response.json());
    expect(summary).toEqual({
      taskName: 'Blood test at home',
      timeZone: 'Europe/London',
      price: window.price,
      startAt: window.startAt,
      endAt: window.endAt,
    });
    expect((await openToken(token, contextOf(setup))).selection).toEqual(selection);
  });

  it('has no property that the relay does not know, and no price of the page', async () => {
    const setup = startRelay();
    const forged = JSON.parse(
      JSON.stringify({
        ...selection,
        price: { amount: 1, currency: 'GBP' },
        status: 'paid',
      }).replace(/^\{/, '{"__proto__":{"admin":true},'),
    ) as object;
    const response = await ask(setup.relay, '/selections', { body: forged });
    const { token } = contract.sealedSelection.parse(await response.json());
    const opened = await openToken(token, contextOf(setup));
    expect(opened.selection).toEqual(selection);
    expect(opened.summary.price).toEqual(window.price);
  });

  it('says whether it is for a test or for a visit', async () => {
    for (const [platformKey, mode] of [
      ['test_larkspur', 'test'],
      ['live_larkspur', 'live'],
    ] as const) {
      const setup = startRelay();
      const { platform } = setup;
      const ally = { platform: { key: platformKey, fetch: platform.fetch }, store: undefined };
      const { relay } = startRelay({ orderSecret: undefined }, { ally, platform });
      const response = await ask(relay, '/selections', { body: selection });
      const { token } = contract.sealedSelection.parse(await response.json());
      expect((await openToken(token, contextOf(setup))).mode).toBe(mode);
    }
  });

  it.each([
    ['a window that has gone', { windowId: 'win_2' }, 409, 'window_unavailable', undefined],
    [
      'a patient not yet born',
      { patients: [{ ...selection.patients[0], dateOfBirth: '2026-11-24' }] },
      ...[422, 'validation_failed', 'patients.0.dateOfBirth'],
    ],
    [
      'a phone number that cannot exist',
      { patients: [{ ...selection.patients[0], phone: '+4477009001230000' }] },
      ...[422, 'validation_failed', 'patients.0.phone'],
    ],
    [
      'an NHS number that the Task does not ask for',
      { patients: [{ ...selection.patients[0], nhsNumber: '9434765919' }] },
      ...[422, 'validation_failed', 'patients.0.nhsNumber'],
    ],
    ['no consent', { consents: [] }, 422, 'validation_failed', 'consents'],
    [
      'half a postcode',
      { location: { kind: 'home', address: { ...selection.location.address, postcode: 'SW1A' } } },
      ...[422, 'validation_failed', 'location.address.postcode'],
    ],
  ] as const)('is refused with %s', async (_, change, status, code, param) => {
    const { relay } = startRelay();
    const response = await ask(relay, '/selections', { body: { ...selection, ...change } });
    expect(response.status).toBe(status);
    expect(await failureIn(response)).toMatchObject({
      code,
      ...(param !== undefined && { param }),
    });
  });

  it('is refused with a contact whose phone number cannot exist', async () => {
    const { relay } = startRelay();
    const contact = {
      name: 'Odalys Quillfeather',
      phone: '+442079460123',
      email: 'odalys@example.com',
    };
    const body = { ...selection, for: 'other', contact };
    expect((await ask(relay, '/selections', { body })).status).toBe(200);
    const wrong = { ...body, contact: { ...contact, phone: '+4420794601230000' } };
    expect(await failureIn(await ask(relay, '/selections', { body: wrong }))).toMatchObject({
      code: 'validation_failed',
      param: 'contact.phone',
    });
  });

  it('counts the patient’s age on the day of the visit', async () => {
    const tasks = { tsk_blood: { name: 'Blood', minimumAge: 18, consents: [] } };
    const { relay } = startRelay({ tasks });
    const born = (dateOfBirth: string) => ({
      ...selection,
      consents: [],
      patients: [{ ...selection.patients[0], dateOfBirth }],
    });
    expect((await ask(relay, '/selections', { body: born('2008-12-01') })).status).toBe(200);
    expect((await ask(relay, '/selections', { body: born('2008-12-02') })).status).toBe(422);
  });
});

describe('an appointment', () => {
  const book = async (relay: ReturnType<typeof startRelay>['relay']) =>
    contract.booking.parse(
      await (await ask(relay, '/bookings', { body: { ...selection, key } })).json(),
    );

  it('is shown and cancelled with its token', async () => {
    const { relay } = startRelay({ instant: true });
    const { appointment, manageToken } = await book(relay);
    const path = `/appointments/${appointment.id}`;
    const headers = { 'ally-manage': manageToken };
    const read = await ask(relay, path, { headers });
    expect(contract.appointment.parse(await read.json())).toMatchObject({
      taskName: 'Blood test at home',
      firstName: 'Wilhelmina',
      preparation: 'Drink water.',
      price: window.price,
      chargeableFrom: '2026-11-30T07:00:00.000Z',
    });
    for (let times = 0; times < 2; times += 1) {
      const response = await ask(relay, `${path}/cancel`, { body: {}, headers });
      expect(await response.json()).toMatchObject({ status: 'cancelled' });
    }
    for (const wrong of ['', 'man1.k1.x.y', `${manageToken}x`])
      expect((await ask(relay, path, { headers: { 'ally-manage': wrong } })).status).toBe(404);
  });

  it('is cancelled although its names cannot be read', async () => {
    const { relay, platform } = startRelay({ instant: true });
    const { appointment, manageToken } = await book(relay);
    platform.plan('readPatient', { status: 404 });
    const headers = { 'ally-manage': manageToken };
    const response = await ask(relay, `/appointments/${appointment.id}/cancel`, {
      body: {},
      headers,
    });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { status: 'cancelled', firstName: '' },
    ]);
  });

  it('has a token that fits no appointment of another mode, though the keys are the same', async () => {
    const { relay, platform } = startRelay({ instant: true });
    const { appointment, manageToken } = await book(relay);
    const live = { platform: { key: 'live_larkspur', fetch: platform.fetch }, store: undefined };
    const other = startRelay({ orderSecret: undefined }, { ally: live, platform });
    const headers = { origin, 'ally-manage': manageToken };
    const path = `/appointments/${appointment.id}`;
    expect((await ask(relay, path, { headers })).status).toBe(200);
    const asked = platform.requests.length;
    expect((await ask(other.relay, path, { headers })).status).toBe(404);
    expect((await ask(other.relay, `${path}/cancel`, { body: {}, headers })).status).toBe(404);
    expect(platform.requests).toHaveLength(asked);
  });

  it('stays as it is when the platform does not cancel it, and the page learns so', async () => {
    const { relay, platform } = startRelay({ instant: true });
    const { appointment, manageToken } = await book(relay);
    const headers = { 'ally-manage': manageToken };
    const cancel = async (): Promise<number> =>
      (await ask(relay, `/appointments/${appointment.id}/cancel`, { body: {}, headers })).status;
    platform.plan('cancelAppointment', { status: 422 }, 'lost-before', { status: 429 });
    expect([await cancel(), await cancel(), await cancel()]).toEqual([422, 503, 429]);
    expect(platform.appointments[0]?.status).toBe('scheduled');
  });
});
