import { describe, expect, it } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import type { Relay } from '../../../../src/server/relay/relay.js';
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
} from './ask.js';

useNoon();

const preflight = (relay: Relay, path: string, from: string = origin): Promise<Response> =>
  relay(
    new Request(`${base}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'ally-version, content-type',
      },
    }),
  );

describe('the version of the API', () => {
  it('is in every response, which a page of another origin may read', async () => {
    const { relay, platform } = startRelay({ instant: true });
    platform.plan('placeHold', { status: 500 }, { status: 500 });
    const responses = [
      await ask(relay, '/tasks/tsk_blood'),
      await ask(relay, '/tasks/tsk_none'),
      await ask(relay, '/nowhere'),
      await ask(relay, '/coverage'),
      await ask(relay, '/coverage', { body: {} }),
      await ask(relay, '/coverage', { body: place, headers: { 'content-type': 'text/plain' } }),
      await ask(relay, '/coverage', { body: place, headers: { 'ally-version': '2' } }),
      await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } }),
      await preflight(relay, '/coverage'),
      await askAsServer(relay, '/orders', { secret: 'wrong' }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([
      ...[200, 404, 404, 405, 422, 415, 400, 503, 204, 401],
    ]);
    for (const { headers } of responses) expect(headers.get('ally-version')).toBe('1');
    for (const { headers } of responses.slice(0, -1))
      expect(headers.get('access-control-expose-headers')).toContain('Ally-Version');
    const allowed = responses[8]?.headers.get('access-control-allow-headers');
    expect(allowed).toContain('Ally-Version');
  });

  it('is in the response to a hold that was released', async () => {
    const { relay } = startRelay();
    const body = { ...place, windowId: 'win_1' };
    const { id } = contract.hold.parse(await (await ask(relay, '/holds', { body })).json());
    const response = await ask(relay, `/holds/${id}`, { method: 'DELETE' });
    expect([response.status, response.headers.get('ally-version')]).toEqual([204, '1']);
  });

  it.each(['2', '0', '', '1x', '10', '2.1', '1, 2', 'one', ' '])(
    'that is not the relay’s, %j, is refused before anything is done',
    async (version) => {
      const { relay, platform } = startRelay({ instant: true });
      const headers = { 'ally-version': version };
      for (const path of ['/holds', '/selections', '/bookings'])
        expect(await verdictOf(await ask(relay, path, { body: selection, headers }))).toEqual([
          400,
          'unsupported_version',
        ]);
      expect(await verdictOf(await askAsServer(relay, '/orders', { headers }))).toEqual([
        400,
        'unsupported_version',
      ]);
      expect(platform.requests).toEqual([]);
    },
  );

  it.each(['1', '1.7', '1.0.0'])('%s is served', async (version) => {
    const { relay } = startRelay();
    const headers = { 'ally-version': version };
    expect((await ask(relay, '/tasks/tsk_blood', { headers })).status).toBe(200);
  });
});

describe('properties that the relay does not know', () => {
  it('of a request are removed, not refused, at every depth', async () => {
    const { relay, platform } = startRelay({ instant: true });
    expect((await ask(relay, '/coverage', { body: { ...place, include: ['task'] } })).status).toBe(
      200,
    );
    const days = { from: '2026-11-24', to: '2026-12-01', fresh: true };
    expect((await ask(relay, '/windows', { body: { ...place, ...days } })).status).toBe(200);
    const later = {
      ...selection,
      key,
      promotion: 'SPRING',
      patients: [{ ...selection.patients[0], pronouns: 'she' }],
      location: { ...selection.location, floor: 2 },
    };
    expect((await ask(relay, '/bookings', { body: later })).status).toBe(200);
    const sent = JSON.stringify(platform.requests.map(({ body }) => body));
    for (const name of ['include', 'fresh', 'promotion', 'pronouns', 'floor'])
      expect(sent).not.toContain(name);
  });

  it('of the platform’s answers are removed', async () => {
    const { relay, platform } = startRelay({ tasks: { tsk_blood: { consents: [] } } });
    const secret = 'Wilhelmina';
    platform.plan('listTasks', { json: { data: [{ id: 'tsk_blood', name: 'Blood', secret }] } });
    platform.plan('listWindows', { json: { windows: [{ ...window, secret }], secret } });
    platform.plan('checkCoverage', { json: { covered: true, secret, restrictions: [secret] } });
    platform.plan('placeHold', {
      json: { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-11-24T12:10:00Z', secret },
    });
    const responses = [
      await ask(relay, '/tasks/tsk_blood'),
      await ask(relay, '/coverage', { body: place }),
      await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } }),
    ];
    for (const response of responses) {
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain(secret);
    }
  });
});

describe('an address', () => {
  it.each(['/tasks/tsk_blood/', '/coverage/', '/holds/', '/selections/'])(
    'with a trailing slash is the same: %s',
    async (path) => {
      const { relay } = startRelay();
      const plain = path.slice(0, -1);
      const body = path.startsWith('/tasks') ? undefined : { ...selection, ...place };
      const [one, two] = await Promise.all(
        [path, plain].map((address) => ask(relay, address, { body })),
      );
      expect([one?.status, two?.status]).toEqual([200, 200]);
      expect((await preflight(relay, path)).headers.get('access-control-allow-methods')).toBe(
        (await preflight(relay, plain)).headers.get('access-control-allow-methods'),
      );
    },
  );

  it('with two trailing slashes is not found', async () => {
    const { relay } = startRelay();
    for (const path of ['/tasks/tsk_blood//', '/coverage//', '//coverage'])
      expect((await ask(relay, path, { body: place })).status).toBe(404);
  });

  it('with a query is the same', async () => {
    const { relay } = startRelay();
    expect((await ask(relay, '/tasks/tsk_blood?x=1#y')).status).toBe(200);
  });
});

describe('the origin of a page', () => {
  it.each([origin, 'https://www.shop.example:8443', 'capacitor://localhost'])(
    'may be %s',
    async (from) => {
      const { relay } = startRelay();
      const response = await ask(relay, '/coverage', { body: place, headers: { origin: from } });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
        200,
        from,
      ]);
      expect((await preflight(relay, '/coverage', from)).status).toBe(204);
    },
  );

  it.each(['capacitor://localhost:1', 'capacitor://localhost.evil', 'ionic://localhost', 'null'])(
    'may not be %s',
    async (from) => {
      const { relay, platform } = startRelay();
      for (const response of [
        await ask(relay, '/coverage', { body: place, headers: { origin: from } }),
        await preflight(relay, '/coverage', from),
      ]) {
        expect(response.status).toBe(403);
        expect(response.headers.get('access-control-allow-origin')).toBe(null);
      }
      expect(platform.requests).toEqual([]);
    },
  );

  it('is never combined with credentials, and a preflight is for one address', async () => {
    const { relay } = startRelay();
    const { headers } = await preflight(relay, '/appointments/app_1/cancel');
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    expect(headers.get('access-control-allow-credentials')).toBe(null);
    expect(headers.get('vary')).toBe('Origin');
    expect((await preflight(relay, '/nowhere')).status).toBe(404);
  });
});
