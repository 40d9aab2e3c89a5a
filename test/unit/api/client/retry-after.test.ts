import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isBookingError } from '../../../../src/api/client/errors.js';
import { request } from '../../../../src/api/client/request.js';

const start = Date.parse('2026-08-01T09:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

/** Asks a service that answers so, in turn; the last answer is given again and again. */
const ask = (
  tries: number,
  ...answers: readonly [
    status: number,
    retryAfter?: string,
    date?: string | undefined,
    code?: string,
  ][]
) => {
  const at: number[] = [];
  const asked = request({
    url: 'https://shop.example.com/ally/windows',
    method: 'POST',
    body: {},
    signal: new AbortController().signal,
    random: () => 0.5,
    tries,
    fetch: () => {
      at.push(Date.now() - start);
      const [status, retryAfter, date, code] = answers[Math.min(at.length, answers.length) - 1] ?? [
        200,
      ];
      const headers = new Headers();
      if (retryAfter !== undefined) headers.set('retry-after', retryAfter);
      if (date !== undefined) headers.set('date', date);
      const body = JSON.stringify({ error: { code } });
      return Promise.resolve(new Response(body, { status, headers }));
    },
  }).catch((error: unknown) => error);
  return { asked, at };
};

describe('Retry-After', () => {
  it.each([
    ['seconds', 429, '2', [0, 2200]],
    ['a date', 503, 'Sat, 01 Aug 2026 09:00:03 GMT', [0, 3200]],
    ['a date that is past', 503, 'Sat, 01 Aug 2026 08:59:00 GMT', [0, 200]],
    ['no time at all', 503, '0', [0, 200]],
    ['words', 503, 'later', [0, 200]],
    ['ten seconds', 429, '10', [0, 10_200]],
  ])('of %s is waited for by a read, and a little more', async (_what, status, header, times) => {
    const { asked, at } = ask(2, [status, header], [200]);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ status: 200 });
    expect(at).toEqual(times);
  });

  it('longer than anyone waits is told, and not waited for', async () => {
    const { asked, at } = ask(3, [429, '11']);
    await vi.runAllTimersAsync();
    const error = await asked;
    expect(isBookingError(error) && error.retryAfter).toBe(11);
    expect(at).toEqual([0]);
  });

  it('does not make a question be repeated that is no read', async () => {
    const { asked, at } = ask(1, [503, '1']);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ code: 'unavailable', retryAfter: 1 });
    expect(at).toEqual([0]);
  });

  it('that is missing leaves a service that was asked too often alone', async () => {
    const { asked, at } = ask(3, [429]);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ code: 'rate_limited', retryAfter: null });
    expect(at).toEqual([0]);
  });

  it.each([
    [
      'a date by the clock of who sent it',
      'Sat, 01 Aug 2026 12:00:03 GMT',
      'Sat, 01 Aug 2026 12:00:00 GMT',
      3,
    ],
    ['a date without one that can be read', 'Sat, 01 Aug 2026 09:00:03 GMT', 'today', 3],
    ['a date of the old form', 'Saturday, 01-Aug-26 09:00:03 GMT', undefined, 3],
    ['a day', '86400', undefined, 86_400],
    ['a year, as a day', '31536000', undefined, 86_400],
    ['a date of next year, as a day', 'Sun, 01 Aug 2027 09:00:00 GMT', undefined, 86_400],
    ['more digits than a number has', '9'.repeat(400), undefined, 86_400],
    ['leading noughts', '007', undefined, 7],
    ['part of a second', '1.5', undefined, null],
    ['less than none', '-5', undefined, null],
    ['two times', '120, 120', undefined, null],
    ['two numbers', '1 2', undefined, null],
    ['a year in words', 'later 2026', undefined, null],
    ['a date without a zone', '2026-08-01 09:00:03', undefined, null],
    ['a day of no calendar', 'Sat, 99 Aug 2026 09:00:03 GMT', undefined, null],
    ['nothing', '', undefined, null],
  ])('of %s is told', async (_what, header, date, seconds) => {
    for (const status of [429, 503]) {
      const { asked } = ask(1, [status, header, date]);
      expect(await asked).toMatchObject({ status, retryAfter: seconds });
    }
  });

  it('of a date is never told too short', async () => {
    vi.setSystemTime(start + 400);
    const { asked } = ask(1, [503, 'Sat, 01 Aug 2026 09:00:03 GMT']);
    expect(await asked).toMatchObject({ retryAfter: 3 });
  });

  it.each([400, 403, 404, 409, 413, 422, 500, 502, 504])(
    'has no meaning with %i',
    async (status) => {
      const { asked } = ask(1, [status, '2']);
      expect(await asked).toMatchObject({ status, retryAfter: null });
    },
  );

  it('makes nothing be asked again that is not worth it', async () => {
    const { asked, at } = ask(3, [503, '1', undefined, 'misconfigured']);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ code: 'misconfigured', retryAfter: 1 });
    expect(at).toEqual([0]);
  });

  it('counts each time, and the pause grows by the jitter alone', async () => {
    const { asked, at } = ask(3, [503, '2'], [429, '3'], [200]);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ status: 200 });
    expect(at).toEqual([0, 2200, 2200 + 3400]);
  });

  it('of the last answer is told when no try is left', async () => {
    const { asked, at } = ask(2, [503, '2'], [429, '3']);
    await vi.runAllTimersAsync();
    expect(await asked).toMatchObject({ code: 'rate_limited', retryAfter: 3 });
    expect(at).toEqual([0, 2200]);
  });

  it('is not waited for by whoever has gone', async () => {
    const run = new AbortController();
    const reason = new Error('no longer wanted');
    const fetch = vi.fn<typeof globalThis.fetch>(() =>
      Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '9' } })),
    );
    const url = 'https://shop.example.com/ally/windows';
    const asked = request({ url, method: 'POST', body: {}, signal: run.signal, tries: 3, fetch });
    asked.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(5000);
    run.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(fetch).toHaveBeenCalledOnce();
  });
});

it.each([
  ['patients.0.phone', 'patients.0.phone'],
  ['windowId', 'windowId'],
  ['consents.1.acceptedAt', 'consents.1.acceptedAt'],
  ['asha@example.com', null],
  ['+447700900123', null],
  ['07700900123', null],
  ['12 Example Street', null],
  ['', null],
  [7, null],
  [undefined, null],
])('a field that is refused is named by its path, and by nothing else: %j', async (param, told) => {
  const error = { code: 'validation_failed', param };
  const asked = request({
    url: 'https://shop.example.com/ally/selections',
    method: 'POST',
    body: {},
    signal: new AbortController().signal,
    fetch: () => Promise.resolve(Response.json({ error }, { status: 422 })),
  });
  await expect(asked).rejects.toMatchObject({ code: 'validation_failed', param: told });
});
