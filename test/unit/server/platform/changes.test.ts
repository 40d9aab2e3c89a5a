import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  PlatformAccessError,
  PlatformAnswerError,
  PlatformUnavailableError,
  PlatformUnknownError,
} from '../../../../src/server/errors.js';
import { PlatformSaysNo } from '../../../../src/server/platform/request.js';
import { selection } from '../selection.js';
import {
  changes,
  endOf,
  errorOf,
  facts,
  json,
  mark,
  networkFailure,
  never,
  platformWith,
  text,
  visit,
  type Reply,
  brokenOff,
  endless,
  megabyte,
  fakeTime,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

const changeEntries = Object.entries(changes);

describe('a change', () => {
  const unknown: [string, Reply, number | null][] = [
    ['a network failure', networkFailure, null],
    ['no answer in time', never, null],
    ['an error response', () => Response.error(), null],
    ['a body that breaks off', brokenOff(201), 201],
    ['a body that does not end in time', endless(null, 201), 201],
    ['a body that is too long', endless(megabyte, 201), 201],
    ['a refusal that breaks off', brokenOff(422), 422],
    ['a redirect', text(null, 302, { location: '/' }), 302],
    ...[408, 425, 499, 500, 502, 503, 504, 507, 520, 599].map((status): [string, Reply, number] => [
      String(status),
      json({}, status),
      status,
    ]),
  ];

  it.each(unknown)(
    'is sent once, and its outcome is unknown, after %s',
    async (_n, reply, status) => {
      for (const [operation, change] of changeEntries) {
        const { platform, sent } = platformWith(reply);
        const error = await errorOf(change(platform));
        expect(error, operation).toBeInstanceOf(PlatformUnknownError);
        expect(error).toMatchObject({ operation, status, canRetry: true });
        expect(sent, operation).toHaveLength(1);
      }
    },
  );

  it('is sent again at once after 421, once', async () => {
    for (const [operation, change] of changeEntries) {
      const { platform, sent } = platformWith(json({}, 421));
      const startedAt = performance.now();
      const failed = change(platform).catch((error: unknown) => error);
      const error = await failed;
      expect(error, operation).toBeInstanceOf(PlatformUnavailableError);
      expect(error).toMatchObject({ operation, status: 421 });
      expect(sent).toHaveLength(2);
      expect(performance.now()).toBe(startedAt);
    }
  });

  it('succeeds on the second try after 421', async () => {
    const { platform, sent } = platformWith([json({}, 421), json({ id: 'p_7' }, 201)]);
    expect((await endOf(platform.createPatient(selection, mark))).value).toMatchObject({
      id: 'p_7',
    });
    expect(sent).toHaveLength(2);
  });

  it('is unknown if the second try after 421 is not answered, within the time limit of one', async () => {
    const slow421: Reply = () =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve(Response.json({}, { status: 421 }));
        }, 600);
      });
    const { platform, sent } = platformWith([slow421, never], { timeoutMs: 1_000 });
    const startedAt = performance.now();
    const error = await errorOf(platform.createAppointment(selection, facts));
    expect(error).toBeInstanceOf(PlatformUnknownError);
    expect(performance.now() - startedAt).toBeLessThanOrEqual(1_020);
    expect(sent).toHaveLength(2);
  });

  it('is unavailable, with the pause, after 429', async () => {
    for (const [operation, change] of changeEntries) {
      const { platform, sent } = platformWith(json({}, 429, { 'retry-after': '30' }));
      const error = await errorOf(change(platform));
      expect(error).toBeInstanceOf(PlatformUnavailableError);
      expect(error).toMatchObject({ operation, status: 429, retryAfterSeconds: 30 });
      expect(sent).toHaveLength(1);
    }
  });

  it.each([401, 403])('is denied access by %i', async (status) => {
    for (const [operation, change] of changeEntries) {
      const { platform, sent } = platformWith(json({}, status));
      const error = await errorOf(change(platform));
      expect(error).toBeInstanceOf(PlatformAccessError);
      expect(error).toMatchObject({ operation, status });
      expect(sent).toHaveLength(1);
    }
  });

  it.each([400, 402, 404, 405, 409, 410, 412, 422, 451, 501])(
    'is refused by %i, with the words of the platform',
    async (status) => {
      for (const [operation, change] of changeEntries) {
        const body = { error: { code: 'odd', message: 'No.' }, requestId: 'req-2' };
        const { platform, sent } = platformWith(json(body, status));
        const error = await errorOf(change(platform));
        expect(error).toBeInstanceOf(PlatformSaysNo);
        expect(error).toMatchObject({
          operation,
          status,
          refusal: { kind: 'other' },
          platformCode: 'odd',
          platformMessage: 'No.',
          requestId: 'req-2',
          canRetry: false,
        });
        expect(sent).toHaveLength(1);
      }
    },
  );

  it.each([404, 405, 410])('has no operation at the address: %i without a code', async (status) => {
    for (const body of [text('<h1>Not here</h1>', status), json({}, status), text('', status)]) {
      const { platform, sent } = platformWith(body);
      for (const call of [
        () => platform.createAppointment(selection, facts),
        () => platform.createPatient(selection, facts.externalRef),
      ])
        expect(await errorOf(call())).toMatchObject({
          code: 'platform_access_denied',
          status,
          canRetry: true,
        });
      expect(sent).toHaveLength(2);
    }
  });

  it('is refused by HTML of a proxy too, for the caller to check', async () => {
    const { platform } = platformWith(text('<h1>Not here</h1>', 422));
    const error = await errorOf(platform.createAppointment(selection, facts));
    expect(error).toMatchObject({ status: 422, refusal: { kind: 'other' }, platformCode: null });
  });

  it('makes a patient of unknown id if a 2xx has none', async () => {
    for (const reply of [text(null, 204), text('<p>', 200), json(7), json({}), json({ id: '' })]) {
      const { platform, sent } = platformWith(reply);
      const error = await errorOf(platform.createPatient(selection, mark));
      expect(error).toBeInstanceOf(PlatformUnknownError);
      expect(sent).toHaveLength(1);
    }
    const { platform } = platformWith(json({ patient: { id: 'p_1' } }));
    const { cause } = await errorOf(platform.createPatient(selection, mark));
    expect(cause).toBeInstanceOf(PlatformAnswerError);
    expect(cause).toMatchObject({ path: 'id' });
  });

  it('reports a hold of another shape as an answer error, and one without JSON as unknown', async () => {
    const odd = platformWith(json({ id: 'hld_1', windowId: 'win_1', expiresAt: 'soon' }));
    const error = await errorOf(odd.platform.hold(visit, 'win_1'));
    expect(error).toBeInstanceOf(PlatformAnswerError);
    expect(error).toMatchObject({ path: 'expiresAt' });
    expect(error.message).toContain('an instant, ISO 8601');
    const empty = platformWith(text(''));
    expect(await errorOf(empty.platform.hold(visit, 'win_1'))).toBeInstanceOf(PlatformUnknownError);
  });

  it('is done by any 2xx where nothing is read', async () => {
    for (const reply of [
      text(null, 204),
      text('<p>'),
      json(null),
      json({ error: 1 }),
      text('', 202),
    ]) {
      const { platform } = platformWith(reply);
      expect((await endOf(platform.release('hld_1'))).error).toBeNull();
      const cancelled = platform.cancel('app_1', { by: 'patient', note: 'x' });
      expect((await endOf(cancelled)).error).toBeNull();
    }
  });
});
