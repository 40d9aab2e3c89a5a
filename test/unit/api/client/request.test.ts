import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BookingError, isBookingError } from '../../../../src/api/client/errors.js';
import { request, type RequestOptions } from '../../../../src/api/client/request.js';

/** What must never be seen in an error: the address, what was sent, what came back. */
const marks = ['marker-host', 'marker-path', 'marker-body', 'marker-answer'];
const url = 'https://marker-host.example.com/marker-path';

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

const ask = (options: Partial<RequestOptions>) => {
  const run = new AbortController();
  const asked = request({
    url,
    method: 'POST',
    body: { name: 'marker-body' },
    signal: run.signal,
    random: () => 1,
    fetch: () => Promise.resolve(answer({})),
    ...options,
  });
  // A rejection that comes while the clock is moved is looked at afterwards.
  asked.catch(() => undefined);
  return { run, asked };
};

const errorOf = async (asked: Promise<unknown>): Promise<BookingError> => {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isBookingError(error)) throw new Error(`No error of ours: ${String(error)}`);
  return error;
};

/** All that an error can tell, with the errors behind it. */
const toldBy = (error: unknown): string => {
  if (!(error instanceof Error)) return error === undefined ? '' : JSON.stringify(error);
  const own = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return [String(error), JSON.stringify(error), ...own, toldBy(error.cause)].join('\n');
};

/** A fetch that never answers, but hears that it is no longer wanted. */
const silent: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => {
      reject(new DOMException('Aborted', 'AbortError'));
    });
  });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

describe('one question', () => {
  it('is sent as JSON, and answers what came back', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() =>
      Promise.resolve(answer({ fine: true }, 200, { 'x-request-id': 'req_1' })),
    );
    const { asked } = ask({ fetch });
    expect(await asked).toEqual({ json: { fine: true }, status: 200, requestId: 'req_1' });
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch.mock.calls[0]?.[0]).toBe(url);
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      body: '{"name":"marker-body"}',
      cache: 'no-store',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    });
  });

  it('that is a GET has no body', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(answer({})));
    await ask({ fetch, method: 'GET', body: undefined }).asked;
    expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty('body');
    expect(fetch.mock.calls[0]?.[1]?.headers).toEqual({
      Accept: 'application/json',
      'Ally-Version': '1',
    });
  });

  it('answers nothing where the answer is not JSON', async () => {
    const { asked } = ask({ fetch: () => Promise.resolve(answer('<html>marker-answer')) });
    expect(await asked).toEqual({ json: undefined, status: 200, requestId: null });
  });
});

describe('each cause has its error', () => {
  it.each([
    [409, 'window_unavailable', 'WindowUnavailableError', 'window_unavailable', false],
    [422, 'outside_coverage', 'OutsideCoverageError', 'outside_coverage', false],
    [422, 'validation_failed', 'ValidationFailedError', 'validation_failed', false],
    [403, 'forbidden_origin', 'ForbiddenOriginError', 'forbidden_origin', false],
    [404, 'not_found', 'NotFoundError', 'not_found', false],
    [429, 'rate_limited', 'RateLimitedError', 'rate_limited', true],
    [503, 'unavailable', 'UnavailableError', 'unavailable', true],
    [500, 'misconfigured', 'MisconfiguredError', 'misconfigured', false],
    // A code of a later version is treated by its status.
    [403, 'new_code', 'ForbiddenOriginError', 'forbidden_origin', false],
    [404, 'new_code', 'NotFoundError', 'not_found', false],
    [409, 'new_code', 'WindowUnavailableError', 'window_unavailable', false],
    [422, 'new_code', 'ValidationFailedError', 'validation_failed', false],
    [429, 'new_code', 'RateLimitedError', 'rate_limited', true],
    [500, 'new_code', 'UnavailableError', 'unavailable', true],
    [502, 'new_code', 'UnavailableError', 'unavailable', true],
    [400, 'new_code', 'RefusedError', 'refused', false],
    [418, undefined, 'RefusedError', 'refused', false],
  ])('%i %s: %s', async (status, code, name, ours, canRetry) => {
    const error = { code, message: 'marker-answer', param: 'patients.0.phone', requestId: 'req_1' };
    const { asked } = ask({ fetch: () => Promise.resolve(answer({ error }, status)) });
    const thrown = await errorOf(asked);
    expect(thrown).toMatchObject({ name, code: ours, status, canRetry, requestId: 'req_1' });
    if (name === 'ValidationFailedError')
      expect(thrown).toMatchObject({ param: 'patients.0.phone' });
  });

  it.each(['not json', 'null', '[]', '{"error":7}', '{"error":{"code":7}}'])(
    'a failure with the body %s is still one',
    async (body) => {
      const fetch = () => Promise.resolve(answer(body, 503, { 'x-request-id': 'req_2' }));
      expect(await errorOf(ask({ fetch }).asked)).toMatchObject({
        code: 'unavailable',
        requestId: 'req_2',
      });
    },
  );

  it('no answer at all is offline, without the browser’s own words', async () => {
    const { asked } = ask({ fetch: () => Promise.reject(new TypeError(`marker-host ${url}`)) });
    expect(await errorOf(asked)).toMatchObject({ name: 'OfflineError', status: null });
  });

  it('none of them tells an address, what was sent or what came back', async () => {
    const failures: Promise<unknown>[] = [
      ...[403, 404, 409, 418, 422, 429, 500, 503].map(
        (status) => ask({ fetch: () => Promise.resolve(answer('marker-answer', status)) }).asked,
      ),
      ask({ fetch: () => Promise.reject(new TypeError(`Failed: ${url} marker-body`)) }).asked,
    ];
    for (const failure of failures) {
      const error = await errorOf(failure);
      for (const mark of marks) expect(toldBy(error)).not.toContain(mark);
    }
  });

  it('not even an answer whose words are all about them', async () => {
    const said = { code: 'marker-answer', message: `${url} marker-body`, requestId: 'req_1' };
    for (const status of [400, 403, 404, 409, 422, 429, 500, 503]) {
      const fetch = () => Promise.resolve(answer({ error: said, marker: 'marker-answer' }, status));
      const told = toldBy(await errorOf(ask({ fetch }).asked));
      for (const mark of marks) expect(told).not.toContain(mark);
    }
  });

  it('nor one whose body breaks off, or whose time is up', async () => {
    const broken = { text: () => Promise.reject(new TypeError(`${url} marker-body`)) } as Response;
    const breaking = ask({ fetch: () => Promise.resolve(broken) }).asked;
    const late = ask({ fetch: silent, timeLimit: 1000 }).asked;
    await vi.advanceTimersByTimeAsync(1000);
    const [offline, timedOut] = [await errorOf(breaking), await errorOf(late)];
    expect([offline.code, timedOut.code]).toEqual(['offline', 'timed_out']);
    for (const mark of marks) expect(toldBy(offline) + toldBy(timedOut)).not.toContain(mark);
  });

  it.each([
    ['the body', { requestId: 'req_body' }, 'req_body'],
    ['the header, where the body has none', {}, 'req_header'],
    ['the header, where the body’s is none', { requestId: 7 }, 'req_header'],
  ])('the id of the request is taken from %s', async (_where, said, requestId) => {
    const headers = { 'x-request-id': 'req_header' };
    const fetch = () => Promise.resolve(answer({ error: { code: 'x', ...said } }, 400, headers));
    expect(await errorOf(ask({ fetch }).asked)).toMatchObject({ requestId });
  });
});

describe('time', () => {
  it('runs out for each try, and then nothing is waited for', async () => {
    const { asked } = ask({ fetch: silent, timeLimit: 1000 });
    await vi.advanceTimersByTimeAsync(999);
    await vi.advanceTimersByTimeAsync(1);
    expect(await errorOf(asked)).toMatchObject({ name: 'TimeLimitError', canRetry: true });
  });

  it('runs out for a fetch that is deaf to its signal, which can be aborted, too', async () => {
    const deaf: typeof fetch = () => new Promise(() => undefined);
    const slow = ask({ fetch: deaf, timeLimit: 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await errorOf(slow.asked)).toMatchObject({ code: 'timed_out' });
    const unwanted = ask({ fetch: deaf });
    const reason = new Error('no longer wanted');
    unwanted.run.abort(reason);
    await expect(unwanted.asked).rejects.toBe(reason);
  });

  it('runs out ten seconds after a question that says nothing of it', async () => {
    const { asked } = ask({ fetch: silent });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await errorOf(asked)).toMatchObject({ code: 'timed_out' });
  });

  it('runs out for an answer whose body never ends, too', async () => {
    const fetch: typeof globalThis.fetch = (_url, init) =>
      Promise.resolve({
        text: () =>
          new Promise<string>((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => {
              reject(new DOMException('Aborted', 'AbortError'));
            });
          }),
      } as Response);
    const { asked } = ask({ fetch, timeLimit: 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await errorOf(asked)).toMatchObject({ code: 'timed_out' });
  });
});

describe('tries', () => {
  const failing = (status: number) =>
    vi.fn<typeof fetch>(() => Promise.resolve(answer({}, status)));

  it('a read is tried three times at most, after pauses of full jitter', async () => {
    const fetch = failing(503);
    const { asked } = ask({ fetch, tries: 3 });
    await vi.advanceTimersByTimeAsync(399);
    expect(fetch).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(fetch).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(799);
    expect(fetch).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(await errorOf(asked)).toMatchObject({ code: 'unavailable' });
  });

  it('the jitter may be nothing', async () => {
    const fetch = failing(503);
    const { asked } = ask({ fetch, tries: 3, random: () => 0 });
    await vi.advanceTimersByTimeAsync(1);
    await errorOf(asked);
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('a later try that is answered is the answer', async () => {
    const fetch = vi
      .fn<typeof globalThis.fetch>()
      .mockRejectedValueOnce(new TypeError('no network'))
      .mockResolvedValueOnce(answer({ fine: true }));
    const { asked } = ask({ fetch, tries: 3 });
    await vi.advanceTimersByTimeAsync(400);
    expect(await asked).toMatchObject({ json: { fine: true } });
  });

  it.each([400, 403, 404, 409, 422, 429])('a refusal is not repeated: %i', async (status) => {
    const fetch = failing(status);
    await errorOf(ask({ fetch, tries: 3 }).asked);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('each has a time limit of its own', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(silent);
    const { asked } = ask({ fetch, tries: 3, timeLimit: 1000 });
    const begins = [0, 1000 + 400, 1000 + 400 + 1000 + 800];
    for (const [index, begin] of begins.entries()) {
      await vi.advanceTimersByTimeAsync(begin - (begins[index - 1] ?? 0));
      expect(fetch).toHaveBeenCalledTimes(index + 1);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(await errorOf(asked)).toMatchObject({ code: 'timed_out' });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('no network is tried again, and asked the same each time', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError('x')));
    const { asked } = ask({ fetch, tries: 3, random: () => 0.5 });
    await vi.advanceTimersByTimeAsync(200 + 400);
    expect(await errorOf(asked)).toMatchObject({ code: 'offline' });
    const sent = fetch.mock.calls.map(([to, init]) => [to, init?.method, init?.body]);
    expect(sent).toEqual(Array(3).fill([url, 'POST', '{"name":"marker-body"}']));
  });

  it('a relay that is misconfigured is not asked again', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() =>
      Promise.resolve(answer({ error: { code: 'misconfigured' } }, 500)),
    );
    await errorOf(ask({ fetch, tries: 3 }).asked);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('an answer that is no JSON is an answer: it is not asked for again', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(answer('<html>')));
    expect(await ask({ fetch, tries: 3 }).asked).toMatchObject({ json: undefined });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('what is not said to be a read is never repeated', async () => {
    const fetch = failing(503);
    await errorOf(ask({ fetch }).asked);
    expect(fetch).toHaveBeenCalledOnce();
  });
});

describe('an abort', () => {
  const reason = new Error('no longer wanted');

  it('before it begins asks nothing', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    await expect(ask({ fetch, signal: AbortSignal.abort(reason) }).asked).rejects.toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('while it waits for an answer ends with the reason', async () => {
    const { run, asked } = ask({ fetch: silent, tries: 3 });
    await vi.advanceTimersByTimeAsync(10);
    run.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });

  it('in the pause between two tries ends with the reason', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(answer({}, 503)));
    const { run, asked } = ask({ fetch, tries: 3 });
    await vi.advanceTimersByTimeAsync(10);
    run.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('while the answer’s body is read ends with the reason', async () => {
    const fetch: typeof globalThis.fetch = (_url, init) =>
      Promise.resolve({
        ok: true,
        text: () =>
          new Promise<string>((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => {
              reject(new DOMException('Aborted', 'AbortError'));
            });
          }),
      } as Response);
    const { run, asked } = ask({ fetch, tries: 3 });
    await vi.advanceTimersByTimeAsync(10);
    run.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });

  it('between a try and its pause does not wait for the pause', async () => {
    const run = new AbortController();
    const random = () => {
      run.abort(reason);
      return 1;
    };
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(answer({}, 503)));
    const { asked } = ask({ fetch, tries: 3, signal: run.signal, random });
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    await expect(asked).rejects.toBe(reason);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('without a reason ends with an AbortError', async () => {
    const { run, asked } = ask({ fetch: silent });
    run.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is no longer listened for once all is said', async () => {
    const run = new AbortController();
    const listening = vi.spyOn(run.signal, 'addEventListener');
    const leaving = vi.spyOn(run.signal, 'removeEventListener');
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(answer({}, 503)));
    const { asked } = ask({ fetch, tries: 3, signal: run.signal });
    await vi.advanceTimersByTimeAsync(1200);
    await errorOf(asked);
    const left = leaving.mock.calls.map(([, listener]) => listener);
    expect(listening.mock.calls.map(([, listener]) => listener)).toEqual(left);
    expect(left).toHaveLength(5);
  });
});
