import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  PlatformAccessError,
  PlatformAnswerError,
  PlatformUnavailableError,
} from '../../../../src/server/errors.js';
import { PlatformSaysNo } from '../../../../src/server/platform/request.js';
import { platformOperations } from '../../../../src/platform/operations.js';
import {
  changes,
  endOf,
  errorOf,
  json,
  networkFailure,
  never,
  platformWith,
  reads,
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

const readEntries = Object.entries(reads);

it('covers every operation of the platform in these tests', () => {
  expect(Object.keys({ ...reads, ...changes }).sort()).toEqual(
    Object.keys(platformOperations).sort(),
  );
});

describe('a read', () => {
  const passing: [string, Reply, number | null][] = [
    ['a network failure', networkFailure, null],
    ['no answer in time', never, null],
    ['an error response', () => Response.error(), null],
    ['a body that breaks off', brokenOff(), 200],
    ['a body that does not end in time', endless(null), 200],
    ['a body that is too long', endless(megabyte), 200],
    ['HTML', text('<h1>Log in</h1>'), 200],
    ['an empty body', text(''), 200],
    ['no content', text(null, 204), 204],
    ...[408, 421, 425, 499, 500, 502, 503, 504, 507, 520, 599].map(
      (status): [string, Reply, number] => [String(status), json({}, status), status],
    ),
  ];

  it.each(passing)('is sent twice, and is unavailable, after %s', async (_name, reply, status) => {
    for (const [operation, read] of readEntries) {
      const { platform, sent } = platformWith(reply);
      const error = await errorOf(read(platform));
      expect(error, operation).toBeInstanceOf(PlatformUnavailableError);
      expect(error).toMatchObject({ operation, status, canRetry: true });
      expect(sent, operation).toHaveLength(2);
    }
  });

  it.each(passing)('succeeds on the second try after %s', async (_name, reply) => {
    const { platform } = platformWith([reply, json({ covered: true })]);
    expect((await endOf(platform.coverage(visit))).value).toEqual({ covered: true });
  });

  it('is sent once, and passes the pause on, after 429', async () => {
    for (const [operation, read] of readEntries) {
      const { platform, sent } = platformWith(json({}, 429, { 'retry-after': '0' }));
      const error = await errorOf(read(platform));
      expect(error).toBeInstanceOf(PlatformUnavailableError);
      expect(error).toMatchObject({ operation, status: 429, retryAfterSeconds: 0 });
      expect(sent).toHaveLength(1);
    }
  });

  it.each([
    ['1', 2, 1],
    ['2', 1, 2],
    [' 7 ', 1, 7],
    ['-1', 2, null],
    ['1.5', 2, null],
    ['NaN', 2, null],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 2, null],
    ['123456', 2, null],
  ])('with Retry-After “%s” after 503 is sent %i times', async (after, times, seconds) => {
    const { platform, sent } = platformWith(json({}, 503, { 'retry-after': after }));
    const error = await errorOf(platform.coverage(visit));
    expect(error).toMatchObject({ retryAfterSeconds: seconds });
    expect(sent).toHaveLength(times);
  });

  it('waits as long as the platform asks, before it is sent a second time', async () => {
    const { platform, sent } = platformWith([
      json({}, 503, { 'retry-after': '1' }),
      json({ covered: true }),
    ]);
    const startedAt = performance.now();
    const call = platform.coverage(visit);
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toHaveLength(1);
    await endOf(call);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1000);
    expect(sent).toHaveLength(2);
  });

  it.each([401, 403])('is denied access by %i, without a second try', async (status) => {
    for (const [operation, read] of readEntries) {
      const body = { error: { code: 'bad_key', message: 'No.', requestId: 'req-9' } };
      const { platform, sent } = platformWith(json(body, status));
      const error = await errorOf(read(platform));
      expect(error).toBeInstanceOf(PlatformAccessError);
      expect(error).toMatchObject({
        operation,
        status,
        requestId: 'req-9',
        platformCode: 'bad_key',
        platformMessage: 'No.',
        canRetry: true,
      });
      expect(sent).toHaveLength(1);
    }
  });

  it.each([400, 402, 404, 405, 409, 410, 418, 422, 451, 501])(
    'is refused by %i, without a second try',
    async (status) => {
      const isMissing = [404, 405, 410].includes(status);
      for (const [operation, read] of readEntries) {
        const { platform, sent } = platformWith(json({ error: { code: 'odd' } }, status));
        const error = await errorOf(read(platform));
        // A search that finds nothing is answered with 200: there is no search at the address.
        if (isMissing && operation.startsWith('find')) {
          expect(error).toMatchObject({ code: 'platform_access_denied', operation, status });
          continue;
        }
        expect(error).toBeInstanceOf(PlatformSaysNo);
        expect(error).toMatchObject({ operation, status, refusal: { kind: 'other' }, param: null });
        expect(sent).toHaveLength(1);
      }
    },
  );

  it.each([301, 302, 303, 304, 307, 308])('does not follow a redirect by %i', async (status) => {
    for (const [operation, read] of readEntries) {
      const location = { location: 'https://elsewhere.example/' };
      const { platform, sent } = platformWith(text(null, status, location));
      const error = await errorOf(read(platform));
      expect(error).toBeInstanceOf(PlatformAnswerError);
      expect(error).toMatchObject({ operation, path: '' });
      expect(error.message).toContain('expected no redirect');
      expect(sent).toHaveLength(1);
      expect(sent[0]?.redirect).toBe('manual');
    }
  });

  it('does not follow a redirect that the runtime hides', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null };
    const { platform } = platformWith(() => hidden as unknown as Response);
    expect(await errorOf(platform.coverage(visit))).toBeInstanceOf(PlatformAnswerError);
  });

  it.each([
    [json(7), '', 'an object'],
    [json([]), '', 'an object'],
    [json({}), 'covered', 'true or false'],
    [json({ covered: 'yes' }), 'covered', 'true or false'],
  ])('of another shape is an answer error at once', async (reply, path, expected) => {
    const { platform, sent } = platformWith((request) => {
      const response = reply(request) as Response;
      response.headers.set('x-request-id', 'req-1');
      return response;
    });
    const error = await errorOf(platform.coverage(visit));
    expect(error).toBeInstanceOf(PlatformAnswerError);
    expect(error).toMatchObject({
      operation: 'checkCoverage',
      path,
      requestId: 'req-1',
      canRetry: false,
    });
    expect(error.message).toContain(`expected ${expected}.`);
    expect(error.cause).toBeUndefined();
    expect(sent).toHaveLength(1);
  });

  it('has the error of a merchant’s function as the cause', async () => {
    const cause = new Error('own');
    const fail = (): never => {
      throw cause;
    };
    const mapping = {
      tasksFrom: fail,
      coverageFrom: fail,
      windowsFrom: fail,
      patientFrom: fail,
      appointmentFrom: fail,
    };
    for (const [operation, read] of readEntries) {
      const { platform, sent } = platformWith(json({ data: [{ id: '1' }] }), { mapping });
      const error = await errorOf(read(platform));
      expect(error, operation).toBeInstanceOf(PlatformAnswerError);
      expect(error.cause).toBe(cause);
      expect(Object.keys(error)).not.toContain('cause');
      expect(sent).toHaveLength(1);
    }
  });

  it('checks the result of a merchant’s function as it checks an answer', async () => {
    const mapping = {
      tasksFrom: () => undefined as never,
      coverageFrom: () => undefined as never,
      windowsFrom: () => ({ windows: 7 }) as never,
      patientFrom: () => 'p_1' as never,
      appointmentFrom: () => ({ id: null }) as never,
    };
    for (const [operation, read] of readEntries) {
      const { platform } = platformWith(json({ data: [{ id: '1' }] }), { mapping });
      expect(await errorOf(read(platform)), operation).toBeInstanceOf(PlatformAnswerError);
    }
  });
});
