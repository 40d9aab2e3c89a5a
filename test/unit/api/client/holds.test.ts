import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { createHttpBookingApi } from '../../../../src/api/client/http-booking-api.js';
import { apiBase, openRelay, place } from './relay.js';

const { server, serve } = openRelay();
const { signal } = new AbortController();
const api = createHttpBookingApi({ apiBase });

describe('holds', () => {
  const held = { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-08-06T08:10:00Z' };
  const ask = { ...place, windowId: 'win_1' };

  it('are asked for once', async () => {
    const asked = serve('post', '/holds', held);
    expect(await api.holdWindow(ask, signal)).toEqual(held);
    expect(asked).toEqual([ask]);
    const failing = serve('post', '/holds', {}, 503);
    await expect(api.holdWindow(ask, signal)).rejects.toMatchObject({ code: 'unavailable' });
    expect(failing).toHaveLength(1);
  });

  it.each([404, 405, 501])('that are not offered (%i) are not asked for again', async (status) => {
    const asked = serve('post', '/holds', {}, status);
    const shop = createHttpBookingApi({ apiBase });
    expect(await shop.holdWindow(ask, signal)).toBe(null);
    expect(await shop.holdWindow(ask, signal)).toBe(null);
    expect(asked).toHaveLength(1);
  });

  it('of a window that has gone are refused', async () => {
    serve('post', '/holds', { error: { code: 'window_unavailable' } }, 409);
    await expect(api.holdWindow(ask, signal)).rejects.toMatchObject({ code: 'window_unavailable' });
  });

  it('are given back as well as it can be done, by an id that stays in its place', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError('offline')));
    await createHttpBookingApi({ apiBase, fetch }).releaseHold('a/../b');
    expect(fetch).toHaveBeenCalledWith(
      `${apiBase}/holds/a%2F..%2Fb`,
      expect.objectContaining({ method: 'DELETE' }),
    );
  });

  it('are released by an ordinary request without a body', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response(null)));
    await createHttpBookingApi({ apiBase, fetch }).releaseHold('hld_1');
    expect(fetch.mock.calls.map(([, init]) => init)).toEqual([
      { method: 'DELETE', keepalive: false },
    ]);
  });

  it('are released once more, by a request that outlives the page, if the page is left meanwhile', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const answers: ((response: Response) => void)[] = [];
    const fetch = vi.fn<typeof globalThis.fetch>(
      () => new Promise((answer) => answers.push(answer)),
    );
    const released = createHttpBookingApi({ apiBase, fetch }).releaseHold('hld_1');
    page.dispatchEvent(new Event('pagehide'));
    expect(fetch.mock.calls.map(([url, init]) => [url, init])).toEqual([
      [`${apiBase}/holds/hld_1`, { method: 'DELETE', keepalive: false }],
      [`${apiBase}/holds/hld_1`, { method: 'DELETE', keepalive: true }],
    ]);
    for (const answer of answers) answer(new Response(null));
    await released;
    page.dispatchEvent(new Event('pagehide'));
    expect(fetch).toHaveBeenCalledTimes(2);
    vi.unstubAllGlobals();
  });

  it.each([404, 405, 429, 500, 501, 503])('that cannot be given back lapse: %i', async (status) => {
    server.use(http.delete(`${apiBase}/holds/:id`, () => new HttpResponse(null, { status })));
    await expect(api.releaseHold('hld_1')).resolves.toBeUndefined();
  });

  it('are given back without a failure even by a fetch that throws at once', async () => {
    const fetch = () => {
      throw new TypeError('blocked');
    };
    await expect(
      createHttpBookingApi({ apiBase, fetch }).releaseHold('hld_1'),
    ).resolves.toBeUndefined();
  });

  it.each([409, 429, 500, 503])(
    'that failed once (%i) are offered all the same',
    async (status) => {
      serve('post', '/holds', {}, status);
      const shop = createHttpBookingApi({ apiBase });
      await expect(shop.holdWindow(ask, signal)).rejects.toMatchObject({ status });
      serve('post', '/holds', held);
      expect(await shop.holdWindow(ask, signal)).toEqual(held);
    },
  );

  it('that are not offered by one service are asked of another', async () => {
    serve('post', '/holds', {}, 404);
    expect(await createHttpBookingApi({ apiBase }).holdWindow(ask, signal)).toBe(null);
    serve('post', '/holds', held);
    expect(await createHttpBookingApi({ apiBase }).holdWindow(ask, signal)).toEqual(held);
  });

  it('that are no longer wanted end with the reason', async () => {
    const run = new AbortController();
    const reason = new Error('another window');
    const shop = createHttpBookingApi({ apiBase, fetch: () => new Promise(() => undefined) });
    const asked = shop.holdWindow(ask, run.signal);
    run.abort(reason);
    await expect(asked).rejects.toBe(reason);
    await expect(api.holdWindow(ask, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('refused with how long to wait tell it', async () => {
    const fetch = () =>
      Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '7' } }));
    await expect(
      createHttpBookingApi({ apiBase, fetch }).holdWindow(ask, signal),
    ).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfter: 7,
    });
  });
});
