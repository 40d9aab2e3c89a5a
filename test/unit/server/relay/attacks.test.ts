import { describe, expect, it } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import { openToken } from '../../../../src/server/tokens/selection-token.js';
import { window } from '../../../fixtures/platform.js';
import { selection } from '../selection.js';
import {
  ask,
  askAsServer,
  base,
  key,
  origin,
  place,
  startRelay,
  useNoon,
  verdictOf,
  type RelaySetup,
} from './ask.js';

useNoon();

const days = { from: '2026-12-01', to: '2026-12-01' };

const sealed = async ({ relay, options }: RelaySetup, body: object) => {
  const response = await ask(relay, '/selections', { body });
  expect(response.status).toBe(200);
  const { token } = contract.sealedSelection.parse(await response.json());
  return await openToken(token, { sealing: options.sealing, now: () => new Date() });
};

describe('an appointment of another patient', () => {
  const book = async ({ relay }: RelaySetup, own: string, firstName: string) => {
    const body = {
      ...selection,
      key: own,
      patients: [{ ...selection.patients[0], firstName }],
    };
    return contract.booking.parse(await (await ask(relay, '/bookings', { body })).json());
  };

  it('is neither shown nor cancelled when the platform answers it for the id of this one', async () => {
    const setup = startRelay({ instant: true });
    const mine = await book(setup, key, 'Wilhelmina');
    await book(setup, '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a12', 'Odalys');
    const [, other] = setup.platform.appointments;
    const json = { json: other };
    setup.platform.plan('readAppointment', json, json);
    const headers = { 'ally-manage': mine.manageToken };
    const path = `/appointments/${mine.appointment.id}`;
    for (const response of [
      await ask(setup.relay, path, { headers }),
      await ask(setup.relay, `${path}/cancel`, { body: {}, headers }),
    ]) {
      const text = await response.clone().text();
      expect(await verdictOf(response)).toEqual([500, 'misconfigured']);
      expect(text).not.toMatch(/Odalys|app_4/);
    }
    expect(setup.platform.appointments.map(({ status }) => status)).toEqual([
      'scheduled',
      'scheduled',
    ]);
  });

  it('is not reached with a token in the address, a cookie or a body', async () => {
    const setup = startRelay({ instant: true });
    const { appointment, manageToken } = await book(setup, key, 'Wilhelmina');
    const path = `/appointments/${appointment.id}`;
    const asked = setup.platform.requests.length;
    const answers = [
      await ask(setup.relay, `${path}?ally-manage=${manageToken}`),
      await ask(setup.relay, path, { headers: { cookie: `ally-manage=${manageToken}` } }),
      await ask(setup.relay, path, { headers: { authorization: `Bearer ${manageToken}` } }),
      await ask(setup.relay, `${path}/cancel`, { body: { manageToken } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(setup.platform.requests).toHaveLength(asked);
  });
});

describe('a free visit', () => {
  it('is not had by a price, a Task or a mode in the body', async () => {
    const setup = startRelay();
    const opened = await sealed(setup, {
      ...selection,
      price: { amount: 0, currency: 'GBP' },
      summary: { price: { amount: 0, currency: 'GBP' } },
      mode: 'live',
    });
    expect([opened.summary.price, opened.mode]).toEqual([window.price, 'test']);
  });

  it('is not had by a window whose price is not one: it is not offered', async () => {
    for (const price of [
      { amount: -4500, currency: 'GBP' },
      { amount: 45.5, currency: 'GBP' },
      { amount: '0', currency: 'GBP' },
      { amount: 0, currency: 'pounds' },
      { amount: 1e300, currency: 'GBP' },
      'free',
    ]) {
      const { relay, platform } = startRelay();
      const fine = { ...window, id: 'win_2' };
      const json = { json: { windows: [{ ...window, price }, fine] } };
      platform.plan('listWindows', json, json);
      const response = await ask(relay, '/windows', { body: { ...place, ...days } });
      expect(contract.windows.parse(await response.json()).windows).toEqual([fine]);
      expect((await ask(relay, '/selections', { body: selection })).status).toBe(409);
    }
  });

  it('is not had by a window of another place: windows are read for the address of the visit', async () => {
    const { relay, platform } = startRelay();
    await ask(relay, '/selections', {
      body: {
        ...selection,
        location: { kind: 'home', address: { ...selection.location.address, postcode: 'm11ae' } },
      },
    });
    expect(platform.requests.map(({ body }) => body.postcode)).toEqual(['M1 1AE']);
  });
});

describe('a selection', () => {
  it('for oneself has no contact: the clinic would call another person', async () => {
    const setup = startRelay();
    const contact = {
      name: 'Odalys Quillfeather',
      phone: '+447700900456',
      email: 'odalys@example.com',
    };
    const forSelf = await sealed(setup, { ...selection, contact });
    expect(forSelf.selection.contact).toBe(undefined);
    const forOther = await sealed(setup, { ...selection, for: 'other', contact });
    expect(forOther.selection.contact).toEqual(contact);
  });

  it.each(['w', 'win:1/2?x=#', 'fenêtre', '窓', '𝒜'.repeat(100), 'x'.repeat(200), '4711'])(
    'can have each window that is listed, whatever its id: %s',
    async (id) => {
      const setup = startRelay();
      const json = { json: { windows: [{ ...window, id }] } };
      setup.platform.plan('listWindows', json, json);
      const listed = await ask(setup.relay, '/windows', { body: { ...place, ...days } });
      const [first] = contract.windows.parse(await listed.json()).windows;
      expect(first?.id).toBe(id);
      const opened = await sealed(setup, { ...selection, windowId: id });
      expect(opened.selection.windowId).toBe(id);
    },
  );

  it('of a Task whose name the platform leaves empty is named by its id', async () => {
    const setup = startRelay({ tasks: { tsk_blood: { consents: [] } } });
    setup.platform.plan('listTasks', { json: { data: [{ id: 'tsk_blood', name: '' }] } });
    const opened = await sealed(setup, { ...selection, consents: [] });
    expect(opened.summary.taskName).toBe('tsk_blood');
  });
});

describe('an address that is written in another way', () => {
  it.each([
    '/bookings',
    '//bookings',
    '/./bookings',
    '/x/../bookings',
    '/%62ookings',
    '/bookings%2f',
    '/bookings;x',
    '/BOOKINGS',
    '\\bookings',
  ])('leads to no operation that is switched off: %s', async (path) => {
    const { relay, platform } = startRelay({ orderSecret: undefined });
    const body = { ...selection, key };
    expect((await ask(relay, path, { body })).status).toBe(404);
    const order = path.replace(/bookings/i, 'orders');
    expect((await askAsServer(relay, order, { body })).status).toBe(404);
    expect(platform.requests).toEqual([]);
  });

  it('of the platform’s operations is not served', async () => {
    const { relay, platform } = startRelay();
    for (const path of [
      '/patients',
      '/patients/p_1',
      '/availability',
      '/appointments',
      '/health/x',
    ])
      expect((await ask(relay, path)).status).toBe(404);
    expect(platform.requests).toEqual([]);
  });
});

it('every response is an answer: no request makes the relay reject', async () => {
  const { relay } = startRelay({ instant: true });
  const bodies = ['', 'null', '[]', '{}', '7', '"x"', '{"__proto__":{"x":1}}', '['.repeat(30_000)];
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'X-OTHER'])
    for (const path of [
      '',
      '/',
      '/tasks/tsk_blood',
      '/coverage',
      '/bookings',
      '/orders',
      '/orders/webhook',
    ])
      for (const body of ['GET', 'HEAD'].includes(method) ? [null] : bodies) {
        const headers = { origin, 'content-type': 'application/json' };
        const response = await relay(new Request(`${base}${path}`, { method, headers, body }));
        expect(response.status).toBeGreaterThanOrEqual(200);
        expect(response.status).not.toBe(500);
        expect(response.headers.get('x-request-id')).toMatch(/^req_/);
      }
});
