import { Agent } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import { orderResult } from '../../../../src/api/contract/order-schemas.js';
import { hostile } from '../../../fixtures/hostile-page.js';
import { MockPlatform, window } from '../../../fixtures/platform.js';
import {
  hosts,
  send,
  type HostOptions,
  type RelayHost,
  type RelayRequest,
} from '../../../harness/relay-hosts.js';
import { relayOptions, setUp } from '../ally.js';
import { markers, selection } from '../selection.js';
import { key, orderSecret, origin, place } from './ask.js';

const json = { origin, 'content-type': 'application/json' };

/** A mock platform, and the options of a relay over it that has every operation. */
const start = (): { readonly platform: MockPlatform; readonly options: HostOptions } => {
  const webhooks = { secrets: ['a-secret-of-webhooks'] };
  const { platform, options } = setUp({ webhooks });
  return { platform, options: { ally: options, relay: relayOptions({ instant: true }) } };
};

const startHost = async (
  name: string,
  { platform, options }: ReturnType<typeof start>,
): Promise<RelayHost> => {
  const host = await hosts[name]?.(options, platform);
  if (!host) throw new Error(`No host is called ${name}.`);
  return host;
};

/** Text that would give away the key, the secrets, the platform, or a place in the code. */
const secrets = /larkspur|a-secret-of|AAECAw|allyhealth|p_\d|node_modules|\.js:\d|\n\s+at /;

describe.each(Object.keys(hosts))('the relay in %s', (name) => {
  let host: RelayHost;
  let platform: MockPlatform;

  beforeAll(async () => {
    const set = start();
    ({ platform } = set);
    // The hosts read the clock of the tests, which runs on any date.
    const startAt = new Date(Date.now() + 7 * 86_400_000);
    const endAt = new Date(startAt.getTime() + 2 * 3_600_000);
    platform.window = { ...window, startAt: startAt.toISOString(), endAt: endAt.toISOString() };
    host = await startHost(name, set);
  });
  afterAll(async () => {
    await host.stop();
  });

  const post = async (path: string, body: object, headers: RelayRequest['headers'] = json) =>
    await send(host.port, {
      method: 'POST',
      path: `/ally${path}`,
      headers,
      body: JSON.stringify(body),
    });
  const read = async (path: string, headers: RelayRequest['headers'] = json) =>
    await send(host.port, { path: `/ally${path}`, headers });

  it('serves the relay API, from the Task to a cancelled appointment', async () => {
    const task = await read('/tasks/tsk_blood');
    expect(contract.task.parse(JSON.parse(task.text)).testMode).toBe(true);
    const coverage = await post('/coverage', place);
    expect(contract.coverage.parse(JSON.parse(coverage.text)).windows).toEqual([platform.window]);
    const day = platform.window.startAt.slice(0, 10);
    const windows = await post('/windows', { ...place, from: day, to: day });
    expect(contract.windows.parse(JSON.parse(windows.text)).windows).toEqual([platform.window]);
    const hold = contract.hold.parse(
      JSON.parse((await post('/holds', { ...place, windowId: 'win_1' })).text),
    );
    const released = await send(host.port, {
      method: 'DELETE',
      path: `/ally/holds/${hold.id}`,
      headers: json,
    });
    expect([released.status, released.text]).toEqual([204, '']);
    const sealed = contract.sealedSelection.parse(
      JSON.parse((await post('/selections', selection)).text),
    );
    const booked = contract.booking.parse(
      JSON.parse((await post('/bookings', { ...selection, key })).text),
    );
    const headers = { ...json, 'ally-manage': booked.manageToken };
    const path = `/appointments/${booked.appointment.id}`;
    expect(JSON.parse((await read(path, headers)).text)).toMatchObject({ status: 'scheduled' });
    expect(JSON.parse((await post(`${path}/cancel`, {}, headers)).text)).toMatchObject({
      status: 'cancelled',
    });
    const ofServer = {
      authorization: `Bearer ${orderSecret}`,
      'content-type': 'application/json',
    };
    const { token } = sealed;
    const order = await post(
      '/orders',
      { token, orderRef: 'ORDER-1', taskId: 'tsk_blood' },
      ofServer,
    );
    expect(orderResult.parse(JSON.parse(order.text)).outcome).toBe('scheduled');
  });

  it('answers a page of each origin of the shop, and a GET without an origin', async () => {
    for (const from of [origin, 'https://www.shop.example:8443', 'capacitor://localhost']) {
      const answer = await read('/tasks/tsk_blood', { origin: from });
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': from,
        'cache-control': 'no-store',
        vary: 'Origin',
        'access-control-expose-headers': 'Ally-Version, Retry-After, Date, X-Request-Id',
        'ally-version': '1',
        'x-content-type-options': 'nosniff',
      });
    }
    expect((await read('/tasks/tsk_blood', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await read('/tasks/tsk_blood', {})).status).toBe(200);
  });

  it('answers a preflight', async () => {
    const answer = await send(host.port, {
      method: 'OPTIONS',
      path: '/ally/appointments/app_1',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Content-Type, Ally-Manage, Ally-Version',
      'access-control-allow-origin': origin,
    });
  });

  it('passes on no header, property or price of the page', async () => {
    const asked = platform.requests.length;
    const headers = {
      ...json,
      authorization: 'live_stolen',
      'x-forwarded-host': 'evil.example',
      cookie: 'a=b',
      'x-http-method-override': 'DELETE',
      'idempotency-key': 'x',
      'ally-manage': 'x',
    };
    const answer = await post('/selections', { ...selection, price: { amount: 1 } }, headers);
    expect(JSON.parse(answer.text)).toMatchObject({ summary: { price: window.price } });
    const [question] = platform.requests.slice(asked);
    expect(question?.headers.get('authorization')).toBe('test_larkspur');
    const passed = [...(question?.headers.keys() ?? [])].filter((header) =>
      /forward|cookie|override|idempotency|manage|origin/.test(header),
    );
    expect(passed).toEqual([]);
  });

  it.each(hostile)('answers $status to $what', async ({ status, ...sent }) => {
    const before = platform.appointments.length + platform.patients.length;
    const answer = await send(host.port, sent);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(secrets);
    for (const marker of markers) expect(answer.text).not.toContain(marker);
    expect(answer.headers['set-cookie']).toBe(undefined);
    const { error } = contract.failure.parse(JSON.parse(answer.text));
    expect(error.requestId).toBe(answer.headers['x-request-id']);
    if ([403, 401, 404, 405].includes(status) && sent.headers?.origin !== origin)
      expect(answer.headers['access-control-allow-origin']).toBe(undefined);
    expect(platform.appointments.length + platform.patients.length).toBe(before);
  });

  it('does not show or cancel an appointment with the token of another', async () => {
    const book = async (own: string) =>
      contract.booking.parse(
        JSON.parse((await post('/bookings', { ...selection, key: own })).text),
      );
    const mine = await book('0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a21');
    const theirs = await book('0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a22');
    const headers = { ...json, 'ally-manage': mine.manageToken };
    const path = `/appointments/${theirs.appointment.id}`;
    expect((await read(path, headers)).status).toBe(404);
    expect((await post(`${path}/cancel`, {}, headers)).status).toBe(404);
    expect((await read(`/appointments/${mine.appointment.id}`, headers)).status).toBe(200);
  });
});

describe('the relay in Node, with requests that no client sends', () => {
  let host: RelayHost;
  beforeAll(async () => {
    host = await startHost('Node', start());
  });
  afterAll(async () => {
    await host.stop();
  });

  const wire = (lines: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(host.port, '127.0.0.1', () => {
        socket.end(lines.join('\r\n'));
      });
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => {
        resolve(text);
      });
      socket.on('error', reject);
    });
  const head = ['POST /ally/coverage HTTP/1.1', 'Host: shop.example', `Origin: ${origin}`];
  const type = 'Content-Type: application/json';

  it.each([
    ['two lengths', [...head, type, 'Content-Length: 2', 'Content-Length: 40', '', '{}'], 400],
    [
      'a length and chunks',
      [...head, type, 'Content-Length: 4', 'Transfer-Encoding: chunked', '', '0', '', ''],
      400,
    ],
    ['a broken chunk', [...head, type, 'Transfer-Encoding: chunked', '', 'zz', '{}', '', ''], 400],
    ['a header folded over two lines', [...head, 'X-A: b', ' c: d', type, '', ''], 400],
    ['a header with a bare line feed', [...head, 'X-A: b\nX-B: c\rX-C: d', type, '', ''], 400],
    ['no host', ['GET /ally/tasks/tsk_blood HTTP/1.1', '', ''], 400],
    ['a TRACE', ['TRACE /ally/coverage HTTP/1.1', 'Host: a', `Origin: ${origin}`, '', ''], 405],
    ['headers without end', [...head, `X-A: ${'x'.repeat(20_000)}`, '', ''], 431],
  ] as const)('refuses %s', async (_what, lines, status) => {
    const text = await wire(lines);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expect(text).not.toMatch(secrets);
  });

  it('serves the absolute form of an address, by its path alone', async () => {
    const target = 'http://evil.example/ally/tasks/tsk_blood';
    const text = await wire([`GET ${target} HTTP/1.1`, 'Host: a', 'Connection: close', '', '']);
    expect(text).toMatch(/^HTTP\/1.1 200 /);
    expect(text).not.toContain('evil');
    expect(await wire(['GET http://evil.example HTTP/1.1', 'Host: a', '', ''])).toMatch(
      /^HTTP\/1.1 404 /,
    );
  });

  it('answers each of them on one connection, one after another', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (const { status, ...sent } of hostile)
      expect((await send(host.port, sent, agent)).status).toBe(status);
    agent.destroy();
  });

  it('refuses two origins', async () => {
    const text = await wire([
      ...head,
      'Origin: https://evil.example',
      type,
      'Content-Length: 2',
      '',
      '{}',
    ]);
    expect(text).toMatch(/^HTTP\/1\.1 40[03] /);
  });
});
