import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import { bookedOrder, orderFailure } from '../../../../src/api/contract/order-schemas.js';
import { createRelay, type Relay } from '../../../../src/server/relay/relay.js';
import { openToken } from '../../../../src/server/tokens/selection-token.js';
import { window } from '../../../fixtures/platform.js';
import { noon, relayOptions, setUp } from '../options.js';
import { markers, selection } from '../selection.js';

const origin = 'https://shop.example';
const key = '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a11';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const ask = async (
  relay: Relay,
  path: string,
  { body, headers = {}, method }: { body?: unknown; headers?: object; method?: string } = {},
): Promise<Response> =>
  await relay(
    new Request(`https://shop.example/ally${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { origin, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

const start = (more: Parameters<typeof relayOptions>[1] = {}) => {
  const set = setUp();
  return { ...set, relay: createRelay(relayOptions(set.options, more)) };
};

const place = { taskId: 'tsk_blood', postcode: 'sw1a1aa' };

describe('the relay answers contract 1', () => {
  it('a Task, as the merchant’s settings have it', async () => {
    const { relay, platform } = start();
    const answer = await ask(relay, '/tasks/tsk_blood');
    expect(contract.task.parse(await answer.json())).toMatchObject({
      id: 'tsk_blood',
      name: 'Blood test at home',
      testMode: true,
      asks: {},
      preparation: 'Drink water.',
    });
    expect(platform.requests).toEqual([]);
  });

  it('a Task, as the platform has it where the settings do not name it; asked once a minute', async () => {
    const { relay, platform } = start({ tasks: { tsk_blood: { consents: [] } } });
    for (let times = 0; times < 3; times += 1)
      expect(await (await ask(relay, '/tasks/tsk_blood')).json()).toMatchObject({
        name: 'Blood test',
      });
    expect(platform.operations()).toEqual(['listTasks']);
    vi.setSystemTime(noon.getTime() + 61_000);
    await ask(relay, '/tasks/tsk_blood');
    expect(platform.operations()).toEqual(['listTasks', 'listTasks']);
  });

  it('only the merchant’s own Tasks', async () => {
    const { relay, platform } = start();
    for (const taskId of ['tsk_other', 'constructor', '__proto__', 'toString']) {
      expect((await ask(relay, `/tasks/${taskId}`)).status).toBe(404);
      expect((await ask(relay, '/coverage', { body: { ...place, taskId } })).status).toBe(404);
    }
    expect(platform.requests).toEqual([]);
  });

  it('coverage with the first windows, asked together', async () => {
    const { relay, platform } = start();
    const answer = await ask(relay, '/coverage', { body: place });
    expect(contract.coverage.parse(await answer.json())).toEqual({
      postcode: 'SW1A 1AA',
      covered: true,
      timeZone: 'Europe/London',
      windows: [window],
    });
    expect(platform.requests.map(({ operation, body }) => [operation, body])).toEqual([
      ['checkCoverage', { taskId: 'tsk_blood', postcode: 'SW1A 1AA' }],
      [
        'listWindows',
        {
          taskId: 'tsk_blood',
          postcode: 'SW1A 1AA',
          from: '2026-11-24',
          to: '2026-12-14',
        },
      ],
    ]);
  });

  it('a place that is not covered', async () => {
    const { relay, platform } = start();
    platform.covered = false;
    expect(await (await ask(relay, '/coverage', { body: place })).json()).toEqual({
      postcode: 'SW1A 1AA',
      covered: false,
      reason: 'outside_coverage',
    });
  });

  it('coverage by the windows alone where the platform has no such question', async () => {
    const { relay, platform } = start();
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

  it('coverage without windows when those fail', async () => {
    const { relay, platform } = start();
    platform.plan('listWindows', { status: 500 }, { status: 500 });
    expect(await (await ask(relay, '/coverage', { body: place })).json()).toEqual({
      postcode: 'SW1A 1AA',
      covered: true,
    });
  });

  it('windows for three weeks at most', async () => {
    const { relay } = start();
    const body = { ...place, from: '2026-11-24', to: '2026-12-15' };
    const answer = await ask(relay, '/windows', { body });
    expect(contract.windows.parse(await answer.json()).windows).toEqual([window]);
    for (const to of ['2026-12-16', '2026-11-23'])
      expect((await ask(relay, '/windows', { body: { ...body, to } })).status).toBe(422);
  });

  it('holds, and says when they are not offered', async () => {
    const { relay, platform } = start();
    const body = { ...place, windowId: 'win_1' };
    expect(contract.hold.parse(await (await ask(relay, '/holds', { body })).json()).id).toBe(
      'hld_1',
    );
    expect((await ask(relay, '/holds/hld_1', { method: 'DELETE' })).status).toBe(204);
    platform.plan('placeHold', { status: 501 }, { status: 405 }, { status: 404 });
    for (let times = 0; times < 3; times += 1)
      expect((await ask(relay, '/holds', { body })).status).toBe(404);
  });

  it('a sealed selection, with the platform’s own times and price', async () => {
    const { relay, options } = start();
    const answer = await ask(relay, '/selections', { body: selection });
    const { token, summary } = contract.sealedSelection.parse(await answer.json());
    expect(summary).toEqual({
      taskName: 'Blood test at home',
      timeZone: 'Europe/London',
      price: window.price,
      startAt: window.startAt,
      endAt: window.endAt,
    });
    expect((await openToken(token, options)).selection).toEqual(selection);
  });

  it('seals nothing that it was not asked for, and no price of the page’s', async () => {
    const { relay, options } = start();
    const forged = JSON.parse(
      JSON.stringify({
        ...selection,
        price: { amount: 1, currency: 'GBP' },
        status: 'paid',
      }).replace(/^\{/, '{"__proto__":{"admin":true},'),
    ) as object;
    const answer = await ask(relay, '/selections', { body: forged });
    const { token } = contract.sealedSelection.parse(await answer.json());
    const opened = await openToken(token, options);
    expect(opened.selection).toEqual(selection);
    expect(opened.summary.price).toEqual(window.price);
  });

  it.each([
    ['a window that has gone', { windowId: 'win_2' }, 409, 'window_unavailable', undefined],
    [
      'a patient not yet born',
      { patients: [{ ...selection.patients[0], dateOfBirth: '2026-11-24' }] },
      ...[422, 'validation_failed', 'patients.0.dateOfBirth'],
    ],
    [
      'a number that cannot be',
      { patients: [{ ...selection.patients[0], phone: '+4477009001230000' }] },
      ...[422, 'validation_failed', 'patients.0.phone'],
    ],
    [
      'an NHS number that is not asked for',
      { patients: [{ ...selection.patients[0], nhsNumber: '9434765919' }] },
      ...[422, 'validation_failed', 'patients.0.nhsNumber'],
    ],
    ['no consent', { consents: [] }, 422, 'validation_failed', 'consents'],
    [
      'a postcode that is none',
      { location: { kind: 'home', address: { ...selection.location.address, postcode: 'SW1A' } } },
      ...[422, 'validation_failed', 'location.address.postcode'],
    ],
  ] as const)('refuses to seal %s', async (_what, change, status, code, param) => {
    const { relay } = start();
    const answer = await ask(relay, '/selections', { body: { ...selection, ...change } });
    expect(answer.status).toBe(status);
    expect(contract.failure.parse(await answer.json()).error).toMatchObject({
      code,
      ...(param !== undefined && { param }),
    });
  });

  it('judges an age by the day of the visit', async () => {
    const tasks = { tsk_blood: { name: 'Blood', minimumAge: 18, consents: [] } };
    const { relay } = start({ tasks });
    const born = (dateOfBirth: string) => ({
      ...selection,
      consents: [],
      patients: [{ ...selection.patients[0], dateOfBirth }],
    });
    expect((await ask(relay, '/selections', { body: born('2008-12-01') })).status).toBe(200);
    expect((await ask(relay, '/selections', { body: born('2008-12-02') })).status).toBe(422);
  });

  it('a booking from the page: once for its key, and found before anything is refused', async () => {
    const { relay, platform } = start();
    const body = { ...selection, key, orderRef: 'ORDER-7' };
    const first = contract.booking.parse(await (await ask(relay, '/bookings', { body })).json());
    platform.taken.add('win_1');
    const again = contract.booking.parse(await (await ask(relay, '/bookings', { body })).json());
    expect(again.appointment.id).toBe(first.appointment.id);
    expect(platform.appointments.map(({ externalRef }) => externalRef)).toEqual([`ORDER-7.${key}`]);
    const other = await ask(relay, '/bookings', {
      body: { ...body, key: '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a12' },
    });
    expect(other.status).toBe(409);
  });

  it('an appointment for whoever has its token, and cancels it', async () => {
    const { relay } = start();
    const body = { ...selection, key };
    const { appointment, manageToken } = contract.booking.parse(
      await (await ask(relay, '/bookings', { body })).json(),
    );
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
      const answer = await ask(relay, `${path}/cancel`, { body: {}, headers });
      expect(await answer.json()).toMatchObject({ status: 'cancelled' });
    }
    for (const wrong of ['', 'man1.k1.x.y', `${manageToken}x`])
      expect((await ask(relay, path, { headers: { 'ally-manage': wrong } })).status).toBe(404);
  });

  it('an order of a server that knows the secret', async () => {
    const { relay, options, platform } = start();
    const sealed = await ask(relay, '/selections', { body: selection });
    const { token } = contract.sealedSelection.parse(await sealed.json());
    const order = (secret: string, body: object) =>
      relay(
        new Request('https://shop.example/ally/orders', {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    const { orderSecret = '' } = relayOptions(options);
    const booked = await order(orderSecret, { token, orderRef: 'ORDER-8' });
    expect(bookedOrder.parse(await booked.json())).toMatchObject({ outcome: 'scheduled' });
    const none = await order(orderSecret, { token: '', orderRef: 'ORDER-9' });
    expect(await none.json()).toEqual({
      outcome: 'no-selection',
      appointment: null,
      manageToken: null,
    });
    expect((await order('wrong', { token, orderRef: 'ORDER-10' })).status).toBe(401);
    expect(platform.appointments).toHaveLength(1);
  });
});

describe('an order that nobody knows to be booked', () => {
  it('is answered with what to send when it is asked for again', async () => {
    const { relay, options, platform } = start({ patience: 1 });
    const sealed = await ask(relay, '/selections', { body: selection });
    const { token } = contract.sealedSelection.parse(await sealed.json());
    const headers = { authorization: `Bearer ${relayOptions(options).orderSecret ?? ''}` };
    const order = (body: object) =>
      relay(
        new Request('https://shop.example/ally/orders', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ token, orderRef: 'ORDER-11', ...body }),
        }),
      );
    platform.plan('createAppointment', 'lost-before');
    const answer = await order({});
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    const { error } = orderFailure.parse(await answer.json());
    expect(error.code).toBe('booking_unsettled');
    vi.setSystemTime(Date.now() + 60_000);
    const again = await order({ lastAttemptAt: error.lastAttemptAt });
    expect(bookedOrder.parse(await again.json()).outcome).toBe('scheduled');
    expect(platform.appointments).toHaveLength(1);
  });
});

describe('what the relay lets nobody know', () => {
  it('logs operations, statuses and times, and nothing of a person, a key or a token', async () => {
    const { relay, logged, platform } = start();
    platform.plan('listWindows', null, { status: 500 }, { status: 500 });
    const answers = [
      await ask(relay, '/coverage', { body: place }),
      await ask(relay, '/selections', { body: selection }),
      await ask(relay, '/bookings', { body: { ...selection, key } }),
      await ask(relay, '/nowhere/SW1A1AA'),
    ];
    expect(logged.map(({ event }) => event)).toContain('platform.asked');
    expect(logged.filter(({ event }) => event === 'relay.answered')).toHaveLength(4);
    const ids = answers.map((answer) => answer.headers.get('x-request-id'));
    expect(
      logged.flatMap((event) => (event.event === 'relay.answered' ? [event.requestId] : [])),
    ).toEqual(ids);
    const said = JSON.stringify(logged);
    for (const marker of [...markers, 'larkspur', key]) expect(said).not.toContain(marker);
  });

  it('says nothing of the platform’s own words', async () => {
    const { relay, platform, logged } = start();
    const body = { error: { code: 'internal', message: 'key test_larkspur, Wilhelmina' } };
    for (const status of [400, 401, 403, 404, 422, 500, 502, 503]) {
      platform.plan('placeHold', { status, body });
      const answer = await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toMatch(/larkspur|Wilhelmina/);
    }
    expect(JSON.stringify(logged)).not.toMatch(/larkspur|Wilhelmina/);
  });

  it('passes on what it knows of how long to wait', async () => {
    const { relay, platform } = start();
    const busy = { status: 429, headers: { 'retry-after': '17' } };
    platform.plan('placeHold', busy);
    const answer = await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '17']);
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
  });

  it('asks the merchant’s own limit first', async () => {
    const seen: string[] = [];
    const { relay, platform } = start({
      limit: (_request, { operation }) => {
        seen.push(operation);
        return operation === 'placeHold' ? 30 : operation !== 'checkCoverage';
      },
    });
    const held = await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } });
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await ask(relay, '/coverage', { body: place })).status).toBe(429);
    expect((await ask(relay, '/tasks/tsk_blood')).status).toBe(200);
    expect(seen).toEqual(['placeHold', 'checkCoverage', 'readTask']);
    expect(platform.requests).toEqual([]);
  });
});

describe('the merchant’s mistakes are told at the start', () => {
  it.each([
    ['platformKey', { platformKey: '' }],
    ['platformKey', { platformKey: ' test_x' }],
    ['platformBase', { platformBase: 'http://platform.example/v1' }],
    ['platformPaths.placeHolds', { platformPaths: { placeHolds: '/x' } }],
    ['platformPaths.placeHold', { platformPaths: { placeHold: 'x' } }],
    ['timeLimit', { timeLimit: 0 }],
    ['sealingKeys', { sealingKeys: [] }],
    ['base', { base: 'ally' }],
    ['base', { base: '/ally/' }],
    ['origins', { origins: [] }],
    ['origins.0', { origins: ['https://shop.example/'] }],
    ['origins.0', { origins: ['*'] }],
    ['tasks', { tasks: {} }],
    ['tasks.tsk_a.consents', { tasks: { tsk_a: {} } }],
    ['orderSecret', { orderSecret: 'short' }],
    ['limit', { limit: 5 }],
  ])('%s: %o', (option, wrong) => {
    const { options } = setUp();
    const make = () => createRelay({ ...relayOptions(options), ...(wrong as object) });
    expect(make).toThrow(expect.objectContaining({ code: 'misconfigured', option }) as Error);
  });

  it('a clinic on the same machine may be asked without TLS', () => {
    const { options } = setUp();
    expect(
      createRelay(relayOptions({ ...options, platformBase: 'http://127.0.0.1:4100/v1' })),
    ).toBeTypeOf('function');
  });
});
