import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isBookingError } from '../../../src/api/errors.js';
import { request } from '../../../src/api/request.js';

const start = Date.parse('2026-08-01T09:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

/** Asks a service that answers so, in turn; the last answer is given again and again. */
const ask = (tries: number, ...answers: readonly [status: number, retryAfter?: string][]) => {
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
      const [status, retryAfter] = answers[Math.min(at.length, answers.length) - 1] ?? [200];
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      return Promise.resolve(new Response('{}', { status, headers }));
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
    expect(await asked).toMatchObject({ code: 'rate-limited', retryAfter: null });
    expect(at).toEqual([0]);
  });
});
