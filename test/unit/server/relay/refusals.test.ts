import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../../fixtures/platform.js';
import { settled, useVirtualTime } from '../ally.js';
import { selection } from '../selection.js';
import { ask, failureIn, key, place, startRelay, verdictOf } from './ask.js';

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

const refused = (status: number, error: object): Fault => ({ status, body: { error } });

describe('a refusal of the platform, to a page', () => {
  it.each([
    ['createAppointment', refused(409, { code: 'window_taken' }), 409, 'window_unavailable', ''],
    ['createAppointment', refused(409, { code: 'duplicate' }), 422, 'refused', ''],
    ['createAppointment', refused(404, { code: 'gone' }), 404, 'not_found', ''],
    ['createAppointment', refused(422, { code: 'no' }), 422, 'refused', ''],
    [
      'createAppointment',
      refused(422, { code: 'outside_coverage' }),
      ...[422, 'outside_coverage', ''],
    ],
    [
      'createAppointment',
      refused(422, { code: 'wrong', param: 'note' }),
      ...[422, 'validation_failed', 'note'],
    ],
    [
      'createPatient',
      refused(400, { code: 'wrong', param: 'email' }),
      ...[422, 'validation_failed', 'patients.0.email'],
    ],
    [
      'createPatient',
      refused(422, { code: 'wrong', param: 'Quillfeather' }),
      ...[422, 'validation_failed', ''],
    ],
    [
      'createPatient',
      refused(422, { code: 'wrong', param: 'email.wilhelmina' }),
      ...[422, 'validation_failed', ''],
    ],
  ] as const)('of %s %j has its own code', async (operation, fault, status, code, param) => {
    const { relay, platform } = startRelay({ instant: true });
    platform.plan(operation, fault, fault);
    const body = { ...selection, key };
    const response = await settled(ask(relay, '/bookings', { body }));
    expect(response.status).toBe(status);
    const error = await failureIn(response);
    expect([error.code, error.param ?? '']).toEqual([code, param]);
    expect(Object.keys(error).sort()).toEqual(
      ['code', 'message', 'requestId', ...(param === '' ? [] : ['param'])].sort(),
    );
    expect(platform.appointments).toEqual([]);
  });

  it('of coverage is passed on when the windows have no answer either', async () => {
    const { relay, platform } = startRelay();
    platform.plan('checkCoverage', { status: 422 });
    expect((await ask(relay, '/coverage', { body: place })).status).toBe(422);
    const down = { status: 500 };
    platform.plan('checkCoverage', { status: 404 });
    platform.plan('listWindows', down, down, down, down);
    expect((await settled(ask(relay, '/coverage', { body: place }))).status).toBe(503);
  });

  it.each([
    [401, 503, 'unavailable'],
    [403, 503, 'unavailable'],
    [429, 429, 'rate_limited'],
    [500, 503, 'unavailable'],
    [503, 503, 'unavailable'],
  ] as const)(
    'with status %i is answered %i, without its words',
    async (status, answered, code) => {
      const { relay, platform, events } = startRelay();
      const body = { error: { code: 'internal', message: 'key test_larkspur, Wilhelmina' } };
      platform.plan('placeHold', { status, body });
      const response = await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } });
      const text = await response.clone().text();
      expect(await verdictOf(response)).toEqual([answered, code]);
      expect(text).not.toMatch(/larkspur|Wilhelmina/);
      expect(JSON.stringify(events)).not.toMatch(/larkspur|Wilhelmina/);
    },
  );

  it.each([
    ['17', '17'],
    ['99999', '86400'],
    ['0', '0'],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['Tue, 24 Nov 2026 12:01:00 GMT', null],
    ['1\u00b2', null],
  ])('that asks to wait %s has the header Retry-After: %j', async (given, expected) => {
    const { relay, platform } = startRelay();
    const headers = { 'retry-after': given };
    platform.plan('placeHold', { status: 429, headers });
    const response = await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, expected]);
  });
});

describe('an answer of the platform that is not as assumed', () => {
  it.each([
    ['a redirect', { status: 302 }],
    ['another shape', { json: { windows: 'none' } }],
    ['null', { json: null }],
  ] as const)('is a fault of the relay’s settings, not of the page: %s', async (_, fault) => {
    const { relay, platform, events } = startRelay();
    platform.plan('listWindows', fault, fault);
    const body = { ...place, from: '2026-11-24', to: '2026-12-01' };
    const response = await settled(ask(relay, '/windows', { body }));
    expect(await verdictOf(response)).toEqual([500, 'misconfigured']);
    expect(events).toContainEqual(
      expect.objectContaining({
        event: 'relay.failed',
        reason: expect.stringContaining('platform.mapping') as string,
      }),
    );
  });
});

describe('the store fails', () => {
  const failing = (): never => {
    throw new Error('relation "ally_orders" of Wilhelmina');
  };

  it('for a booking from the page: 503, and nothing is sent to the platform', async () => {
    const { relay, options, platform } = startRelay({ instant: true });
    if (options.store) vi.spyOn(options.store, 'read').mockImplementation(failing);
    const response = await ask(relay, '/bookings', { body: { ...selection, key } });
    const text = await response.clone().text();
    expect(await verdictOf(response)).toEqual([503, 'unavailable']);
    expect(text).not.toMatch(/ally_orders|Wilhelmina/);
    expect(platform.requests).toEqual([]);
  });

  it('for a page that only reads and seals: nothing happens', async () => {
    const { relay, options } = startRelay();
    if (options.store) vi.spyOn(options.store, 'read').mockImplementation(failing);
    expect((await ask(relay, '/selections', { body: selection })).status).toBe(200);
  });
});
