import { describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '../../../../src/server/log.js';
import type { RelayOptions } from '../../../../src/server/options.js';
import { markers, selection } from '../selection.js';
import {
  ask,
  askAsServer,
  base,
  failureIn,
  key,
  origin,
  place,
  startRelay,
  useNoon,
  verdictOf,
  type RelaySetup,
} from './ask.js';

useNoon();

type Limit = NonNullable<RelayOptions['limit']>;

/** A limit as JavaScript may write it. */
const startWith = (limit: unknown, more: Partial<RelayOptions> = {}): RelaySetup =>
  startRelay({ limit: limit as Limit, ...more });

const holding = { ...place, windowId: 'win_1' };
const reasonsIn = (events: readonly LogEvent[]): string[] =>
  events.flatMap((event) => (event.event === 'relay.failed' ? [event.reason] : []));

describe('the merchant’s limit', () => {
  it('is called before the platform, with the operation and the client’s address', async () => {
    const limit = vi.fn<Limit>((_request, { operation }) =>
      operation === 'placeHold' ? 30 : operation !== 'checkCoverage',
    );
    const { relay, platform } = startWith(limit);
    const held = await ask(relay, '/holds', { body: holding });
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await ask(relay, '/coverage', { body: place })).status).toBe(429);
    expect((await ask(relay, '/tasks/tsk_blood')).status).toBe(200);
    const request = new Request(`${base}/tasks/tsk_blood`, { headers: { origin } });
    await relay(request, { address: '192.0.2.7' });
    expect(limit.mock.calls.map(([, context]) => context)).toEqual([
      { operation: 'placeHold', address: null },
      { operation: 'checkCoverage', address: null },
      { operation: 'readTask', address: null },
      { operation: 'readTask', address: '192.0.2.7' },
    ]);
    expect(platform.requests).toEqual([]);
  });

  it('is called before the order secret is compared, so that it cannot be guessed at', async () => {
    const operations: string[] = [];
    const { relay } = startWith((_request: Request, { operation }: { operation: string }) => {
      operations.push(operation);
      return false;
    });
    for (const path of ['/orders', '/orders/find', '/orders/webhook'])
      expect(await verdictOf(await askAsServer(relay, path, { secret: 'wrong' }))).toEqual([
        429,
        'rate_limited',
      ]);
    expect(operations).toEqual(['bookOrder', 'findOrder', 'receiveWebhook']);
  });

  it('is not called for a request that is refused anyway', async () => {
    const limit = vi.fn<Limit>(() => true);
    const { relay } = startWith(limit);
    await ask(relay, '/coverage', { body: place, headers: { origin: 'https://evil.example' } });
    await ask(relay, '/nowhere');
    await ask(relay, '/coverage');
    await askAsServer(relay, '/orders', { headers: { origin } });
    expect(limit).not.toHaveBeenCalled();
  });

  // Deno, Bun and Workers call a handler with arguments of their own.
  it.each([undefined, null, {}, { address: { address: '::', port: 3000 } }, 7, 'text'])(
    'gets null for an address that the server did not give: %j',
    async (client) => {
      const limit = vi.fn<Limit>(() => true);
      const { relay } = startWith(limit);
      const request = new Request(`${base}/tasks/tsk_blood`, { headers: { origin } });
      expect((await relay(request, client as never)).status).toBe(200);
      expect(limit.mock.calls[0]?.[1].address).toBe(null);
    },
  );

  it.each([true, undefined, 0, -0, Promise.resolve(true), Promise.resolve(0)])(
    'allows a request with %o',
    async (answer) => {
      const { relay } = startWith(() => answer);
      expect((await ask(relay, '/holds', { body: holding })).status).toBe(200);
    },
  );

  it.each([
    [false, null],
    [Number.NaN, null],
    [-1, null],
    [Number.NEGATIVE_INFINITY, null],
    [1.5, '2'],
    [0.001, '1'],
    [30, '30'],
    [1e21, '86400'],
    [Number.POSITIVE_INFINITY, '86400'],
    [Promise.resolve(false), null],
    [Promise.resolve(7), '7'],
  ])('refuses a request with %o, and Retry-After is %j', async (answer, header) => {
    const { relay, events } = startWith(() => answer);
    const response = await ask(relay, '/holds', { body: holding });
    expect([...(await verdictOf(response)), response.headers.get('retry-after')]).toEqual([
      429,
      'rate_limited',
      header,
    ]);
    expect(reasonsIn(events)).toEqual([]);
  });
});

describe('a limit that fails', () => {
  const failing: readonly (readonly [string, () => unknown])[] = [
    [
      'throws',
      () => {
        throw new TypeError('Wilhelmina');
      },
    ],
    ['rejects', () => Promise.reject(new Error('14 Larkspur Row'))],
    [
      'throws what is no error',
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- a merchant's code may do so
        throw 'Wilhelmina';
      },
    ],
    ['returns text', () => 'SW1A 1AA\r\nset-cookie: a=b'],
    ['returns null', () => null],
    ['returns an object', () => ({ allowed: false })],
    ['resolves to text', () => Promise.resolve('30')],
  ];

  it.each(failing)('that %s lets pages read, so that the shop goes on', async (_, limit) => {
    const { relay, events } = startWith(limit);
    expect((await ask(relay, '/tasks/tsk_blood')).status).toBe(200);
    expect((await ask(relay, '/coverage', { body: place })).status).toBe(200);
    expect((await ask(relay, '/selections', { body: selection })).status).toBe(200);
    expect(reasonsIn(events)).toHaveLength(3);
  });

  it.each(failing)('that %s refuses everything else with 503', async (_, limit) => {
    const { relay, platform, events } = startWith(limit, { instant: true });
    const answers = [
      await ask(relay, '/holds', { body: holding }),
      await ask(relay, '/holds/hld_1.x', { method: 'DELETE' }),
      await ask(relay, '/bookings', { body: { ...selection, key } }),
      await ask(relay, '/appointments/app_1/cancel', { body: {} }),
      await askAsServer(relay, '/orders', { body: { orderRef: 'A', taskId: 'tsk_blood' } }),
      await askAsServer(relay, '/orders/find', { body: { orderRef: 'A' } }),
    ];
    for (const answer of answers) {
      expect(await verdictOf(answer)).toEqual([503, 'unavailable']);
      expect(answer.headers.get('set-cookie')).toBe(null);
    }
    expect(platform.requests).toEqual([]);
    expect(reasonsIn(events)).toHaveLength(answers.length);
    for (const marker of markers) expect(JSON.stringify(events)).not.toContain(marker);
  });

  it('is logged with its place in the code, and without its text', async () => {
    const { relay, events } = startWith(() => {
      const error = new TypeError('Wilhelmina\n    at 14 Larkspur Row');
      throw error;
    });
    await ask(relay, '/holds', { body: holding });
    const [reason] = reasonsIn(events);
    expect(reason).toMatch(/^TypeError\n\s+at .*limit\.test/);
    expect(reason).not.toMatch(/Wilhelmina|Larkspur/);
  });

  it('and reads the body is answered with the cause', async () => {
    const { relay } = startWith(async (request: Request) => {
      await request.json();
      return true;
    });
    const error = await failureIn(await ask(relay, '/holds', { body: holding }));
    expect(error).toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining('before the relay') as string,
    });
  });
});
