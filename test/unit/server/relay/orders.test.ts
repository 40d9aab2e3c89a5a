import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as contract from '../../../../src/api/contract/order-schemas.js';
import { operations } from '../../../../src/api/contract/operations.js';
import type { AllyOptions, RelayOptions } from '../../../../src/server/options.js';
import { living, settled, useVirtualTime } from '../ally.js';
import { markers, selection } from '../selection.js';
import { ask, askAsServer, base, orderSecret, origin, startRelay, type RelaySetup } from './ask.js';

const taskId = 'tsk_blood';
const orderRef = 'ORDER-8';
const webhooks = { secrets: ['a-secret-of-webhooks'] };

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

const start = (options: Partial<RelayOptions> = {}, ally: Partial<AllyOptions> = {}): RelaySetup =>
  startRelay(options, { ally: { webhooks, ...ally } });

/** Sends a request of a server, and lets virtual time pass until it is answered. */
const send = async ({ relay }: RelaySetup, path: string, body: unknown): Promise<Response> =>
  await settled(askAsServer(relay, path, { body }));

const json = async (setup: RelaySetup, path: string, body: unknown): Promise<unknown> => {
  const response = await send(setup, path, body);
  expect(response.status).toBe(200);
  return await response.json();
};

const failure = async (response: Response) =>
  contract.orderFailure.parse(await response.json()).error;

/** Every operation for servers, with a valid body. */
const paths: readonly (readonly [string, object])[] = [
  ['/orders', { orderRef, taskId }],
  ['/orders/open', { token: 'sel1.e30.AAAA', taskId }],
  ['/orders/accept', { orderRef, taskId }],
  ['/orders/cancel', { orderRef }],
  ['/orders/find', { orderRef }],
  ['/orders/reconcile', { orderRef }],
  ['/orders/run-due', {}],
  ['/orders/due', {}],
  ['/orders/stuck', {}],
  ['/orders/webhook', { any: 'body' }],
];

it('every operation for servers is tried here', () => {
  const served = Object.values(operations).filter(({ from }) => from === 'server');
  expect(paths.map(([path]) => path).sort()).toEqual(served.map(({ path }) => path).sort());
});

describe.each(paths)('%s', (path, body) => {
  it('is not found without an order secret in the options', async () => {
    const setup = start({ orderSecret: undefined });
    for (const address of [path, `${path}/`])
      expect((await askAsServer(setup.relay, address, { body })).status).toBe(404);
  });

  it.each([
    ['none', undefined],
    ['another', `Bearer ${orderSecret.slice(0, -1)}2`],
    ['a part', `Bearer ${orderSecret.slice(0, -1)}`],
    ['more', `Bearer ${orderSecret}x`],
    ['the secret alone', orderSecret],
    ['another scheme', `Basic ${orderSecret}`],
    ['the secret in a list', `Bearer x, Bearer ${orderSecret}`],
    ['an empty one', 'Bearer '],
  ])('is refused with the wrong secret: %s', async (_, authorization) => {
    const setup = start();
    const headers = new Headers({ 'content-type': 'application/json' });
    if (authorization !== undefined) headers.set('authorization', authorization);
    const request = new Request(`${base}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const response = await setup.relay(request);
    expect([response.status, (await failure(response)).code]).toEqual([401, 'unauthorised']);
    expect(setup.platform.requests).toEqual([]);
  });

  it.each([
    { origin },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('is refused from a browser, even with the secret: %o', async (headers) => {
    const setup = start();
    const response = await askAsServer(setup.relay, path, { body, headers });
    expect([response.status, (await failure(response)).code]).toEqual([403, 'forbidden_origin']);
    expect(setup.platform.requests).toEqual([]);
  });

  it('is answered with the secret', async () => {
    const response = await send(start(), path, body);
    expect([401, 403, 404, 405, 500]).not.toContain(response.status);
  });

  it('takes no other method, and tells a browser nothing', async () => {
    const { relay } = start();
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await relay(new Request(`${base}${path}`, { method }));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(response.headers.get('access-control-allow-methods')).toBe(null);
    }
  });
});

describe('an order of a server', () => {
  it('is opened, accepted, booked, found and cancelled', async () => {
    const setup = start();
    const token = await setup.seal();
    const opened = contract.openedSelection.parse(
      await json(setup, '/orders/open', { token, taskId }),
    );
    expect(opened).toMatchObject({ taskId, mode: 'test', willBookWindow: true });
    const accepted = await json(setup, '/orders/accept', { orderRef, token, taskId });
    expect(contract.acceptedOrder.parse(accepted).order).toMatchObject({
      state: 'accepted',
      dueAt: null,
    });
    expect(living(setup.platform)).toEqual([]);
    const booked = contract.orderResult.parse(
      await json(setup, '/orders', { orderRef, token, taskId }),
    );
    expect(booked.outcome).toBe('scheduled');
    const found = contract.foundOrderAnswer.parse(await json(setup, '/orders/find', { orderRef }));
    expect(found.order).toMatchObject({
      state: 'booked',
      appointment: { id: booked.appointment?.id, firstName: 'Wilhelmina' },
    });
    const cancelled = await json(setup, '/orders/cancel', { orderRef, reason: 'Refunded' });
    expect(contract.orderResult.parse(cancelled).outcome).toBe('cancelled');
    expect(living(setup.platform)).toEqual([]);
  });

  it('is booked by run-due once it is called paid', async () => {
    const setup = start();
    const token = await setup.seal();
    await json(setup, '/orders/accept', { orderRef, token, taskId, paid: false });
    expect(await json(setup, '/orders/run-due', {})).toEqual({ settled: [], failed: [] });
    const paid = contract.acceptedOrder.parse(
      await json(setup, '/orders/accept', { orderRef, taskId, token: null, paid: true }),
    );
    expect(paid.order?.dueAt).toBe('2026-11-24T12:00:00.000Z');
    expect(await json(setup, '/orders/run-due', { limit: 5 })).toEqual({
      settled: [{ orderRef, outcome: 'scheduled' }],
      failed: [],
    });
  });

  it.each([{ token: '' }, { token: null }, {}, { token: ' \n' }])(
    'without a selection has nothing to book: %o',
    async (given) => {
      const setup = start();
      expect(await json(setup, '/orders', { orderRef, taskId, ...given })).toEqual({
        outcome: 'no_selection',
        appointment: null,
        manageToken: null,
      });
      expect(await json(setup, '/orders/accept', { orderRef, taskId, ...given })).toEqual({
        order: null,
      });
      expect(setup.platform.requests).toEqual([]);
    },
  );

  it('that is not known is answered with null', async () => {
    const setup = start();
    for (const path of ['/orders/find', '/orders/reconcile'])
      expect(await json(setup, path, { orderRef })).toEqual({ order: null });
  });

  it('is listed while it waits, and when it needs a person', async () => {
    const setup = start();
    const refused = { status: 422, headers: { 'x-request-id': 'plat_4711' } };
    setup.platform.plan('createAppointment', refused);
    const token = await setup.seal();
    await json(setup, '/orders/accept', { orderRef, token, taskId, paid: true });
    const due = contract.orderList.parse(await json(setup, '/orders/due', { limit: 5 }));
    expect(due.orders).toMatchObject([{ orderRef, state: 'accepted', stuck: null }]);
    expect(await json(setup, '/orders/stuck', {})).toEqual({ orders: [] });
    await json(setup, '/orders/run-due', {});
    expect(await json(setup, '/orders/due', {})).toEqual({ orders: [] });
    const stuck = contract.orderList.parse(await json(setup, '/orders/stuck', {}));
    const [patient] = setup.platform.patients;
    expect(stuck.orders).toMatchObject([
      {
        orderRef,
        state: 'refused',
        stuck: 'platform_refused',
        requestId: 'plat_4711',
        externalRef: patient?.['externalRef'],
      },
    ]);
  });

  it('is answered with nothing of the patient but the first name and the postcode', async () => {
    const setup = start();
    const token = await setup.seal();
    const texts = [
      await json(setup, '/orders/open', { token, taskId, includePatient: true }),
      await json(setup, '/orders/accept', { orderRef, token, taskId }),
      await json(setup, '/orders', { orderRef, token, taskId }),
      await json(setup, '/orders/find', { orderRef }),
      await json(setup, '/orders/reconcile', { orderRef }),
    ].map((answer) => JSON.stringify(answer));
    for (const marker of markers.filter((one) => !['Wilhelmina', 'SW1A'].includes(one)))
      expect(texts.join()).not.toContain(marker);
  });

  it('is answered 202 with Retry-After while the outcome is not known, and is booked once', async () => {
    const setup = start({}, { orders: { maxWaitMs: 1 } });
    const token = await setup.seal();
    setup.platform.plan('createAppointment', 'lost-before');
    const response = await send(setup, '/orders', { orderRef, token, taskId });
    expect([response.status, response.headers.get('retry-after')]).toEqual([202, '60']);
    expect(await failure(response)).toMatchObject({ code: 'booking_unsettled', canRetry: true });
    expect(setup.events.filter(({ event }) => event === 'relay.failed')).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    const again = await json(setup, '/orders', { orderRef, token, taskId });
    expect(contract.orderResult.parse(again).outcome).toBe('scheduled');
    expect(living(setup.platform)).toHaveLength(1);
  });

  it.each([
    ['/orders', { orderRef: 1042, taskId }, 'orderRef'],
    ['/orders', { orderRef: 'A B', taskId }, 'orderRef'],
    ['/orders', { orderRef }, 'taskId'],
    ['/orders', { orderRef, taskId, token: ['x'] }, 'token'],
    ['/orders/accept', { orderRef, taskId, paid: 'true' }, 'paid'],
    ['/orders/accept', { orderRef, taskId, paid: 1 }, 'paid'],
    ['/orders/cancel', { orderRef, reason: 'x'.repeat(501) }, 'reason'],
    ['/orders/cancel', { orderRef, reason: 'half \ud800' }, 'reason'],
    ['/orders/run-due', { limit: 0 }, 'limit'],
    ['/orders/run-due', { limit: 1.5 }, 'limit'],
    ['/orders/run-due', { limit: 1_000_000 }, 'limit'],
    ['/orders/find', {}, 'orderRef'],
    ['/orders/open', { taskId }, 'token'],
  ])('is refused at %s with %o', async (path, body, param) => {
    const setup = start();
    const response = await send(setup, path, body);
    expect(response.status).toBe(422);
    expect(await failure(response)).toMatchObject({
      code: 'validation_failed',
      param,
      canRetry: false,
    });
    expect(setup.platform.requests).toEqual([]);
  });
});

describe('an error of the SDK, to a server', () => {
  it.each([
    ['a token that is none', { token: 'sel1.e30' }, 422, 'token_refused', false],
    ['another Task', { taskId: 'tsk_other' }, 422, 'token_refused', false],
  ])('names its code for %s', async (_, change, status, code, canRetry) => {
    const setup = start();
    const body = { orderRef, taskId, token: await setup.seal(), ...change };
    for (const path of ['/orders', '/orders/open', '/orders/accept']) {
      const response = await send(setup, path, body);
      expect(response.status).toBe(status);
      expect(await failure(response)).toMatchObject({ code, canRetry });
    }
  });

  it('has the platform’s request id and verdict, which a page never gets', async () => {
    const setup = start({ instant: true });
    const refused = {
      status: 422,
      body: { error: { code: 'no_way', message: 'Wilhelmina' } },
      headers: { 'x-request-id': 'plat_4711' },
    };
    setup.platform.plan('createPatient', refused, refused);
    const response = await send(setup, '/orders', { orderRef, taskId, token: await setup.seal() });
    const error = await failure(response);
    expect(error).toMatchObject({
      code: 'platform_refused',
      canRetry: false,
      platformRequestId: 'plat_4711',
    });
    expect(JSON.stringify(error)).not.toMatch(/Wilhelmina|no_way/);
    const body = { ...selection, key: '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a13' };
    const toPage = await settled(ask(setup.relay, '/bookings', { body }));
    const text = await toPage.text();
    expect([toPage.status, text]).toEqual([422, expect.stringContaining('"refused"')]);
    expect(text).not.toMatch(/canRetry|platformRequestId|plat_4711/);
  });

  it('says of every refusal whether the same request may succeed later', async () => {
    const setup = start({ limit: () => 30 });
    const response = await send(setup, '/orders/find', { orderRef });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await failure(response)).toMatchObject({ code: 'rate_limited', canRetry: true });
    const { relay } = start();
    const malformed = await relay(
      new Request(`${base}/orders/find`, {
        method: 'POST',
        headers: { authorization: `Bearer ${orderSecret}`, 'content-type': 'application/json' },
        body: '{',
      }),
    );
    expect(await failure(malformed)).toMatchObject({ code: 'malformed', canRetry: false });
  });
});
