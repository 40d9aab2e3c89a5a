import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { BookingError } from '../../../../src/api/client/errors.js';
import { createHttpBookingApi } from '../../../../src/api/client/http-booking-api.js';
import { selection } from '../../flow/booking/journey.js';
import { apiBase, openRelay, place } from './relay.js';

const { server, serve } = openRelay();
const { signal } = new AbortController();
const api = createHttpBookingApi({ apiBase });

describe('a booking', () => {
  /** A selection of its own, which is what a key is made for. */
  const newAsk = () => ({ selection, key: crypto.randomUUID(), orderRef: 'LK-1' });
  const booking = {
    appointment: {
      id: 'app_1',
      status: 'scheduled',
      taskName: 'T',
      firstName: 'Asha',
      timeZone: 'Europe/London',
      postcode: 'SW1A 1AA',
    },
    outcome: 'scheduled',
    manageToken: 'man_1',
  };

  it('is asked for with its key', async () => {
    const asked = serve('post', '/bookings', booking);
    const ask = newAsk();
    expect(await api.bookSelection(ask)).toEqual(booking);
    expect(asked).toEqual([{ ...selection, key: ask.key, orderRef: 'LK-1' }]);
  });

  it.each([
    ['the service breaks', 500, {}],
    ['it is not to be had', 503, {}],
    ['a gateway gives up', 504, {}],
    ['the answer cannot be read', 200, { appointment: null }],
  ])('of which nobody knows when %s is not asked for again', async (_what, status, body) => {
    const asked = serve('post', '/bookings', body, status);
    await expect(api.bookSelection(newAsk())).rejects.toMatchObject({
      name: 'OutcomeUnknownError',
      code: 'outcome_unknown',
      canRetry: true,
      requestId: 'req_9',
    });
    expect(asked).toHaveLength(1);
  });

  it('of which nobody knows when nothing answers in time, or at all', async () => {
    const deaf = createHttpBookingApi({
      apiBase,
      timeLimit: 5,
      fetch: () => new Promise(() => undefined),
    });
    await expect(deaf.bookSelection(newAsk())).rejects.toMatchObject({ code: 'outcome_unknown' });
    server.use(http.post(`${apiBase}/bookings`, () => HttpResponse.error()));
    await expect(api.bookSelection(newAsk())).rejects.toMatchObject({ code: 'outcome_unknown' });
  });

  it.each([
    [409, 'window_unavailable', 'window_unavailable'],
    [422, 'validation_failed', 'validation_failed'],
    [429, 'rate_limited', 'rate_limited'],
    [403, 'forbidden_origin', 'forbidden_origin'],
    [500, 'misconfigured', 'misconfigured'],
  ])('that is refused (%i %s) was not made', async (status, code, named) => {
    serve('post', '/bookings', { error: { code } }, status);
    await expect(api.bookSelection(newAsk())).rejects.toMatchObject({ code: named });
  });

  it('without an order’s reference sends none', async () => {
    const asked = serve('post', '/bookings', booking);
    const { key } = newAsk();
    await api.bookSelection({ selection, key });
    expect(asked).toEqual([{ ...selection, key }]);
  });

  it.each([
    [429, 'rate_limited'],
    [403, 'forbidden_origin'],
    [404, 'not_found'],
    [400, 'new_code'],
    [500, 'misconfigured'],
  ])(
    'of which nobody knows stays so after %i %s, which says nothing of the first',
    async (status, code) => {
      const ask = newAsk();
      serve('post', '/bookings', {}, 504);
      await expect(api.bookSelection(ask)).rejects.toMatchObject({ code: 'outcome_unknown' });
      serve('post', '/bookings', { error: { code, requestId: 'req_2' } }, status);
      await expect(api.bookSelection(ask)).rejects.toMatchObject({
        code: 'outcome_unknown',
        status,
        requestId: 'req_2',
        retryAfter: null,
      });
      // Another selection has nothing to do with it.
      await expect(api.bookSelection(newAsk())).rejects.not.toMatchObject({
        code: 'outcome_unknown',
      });
      const asked = serve('post', '/bookings', booking);
      expect(await api.bookSelection(ask)).toEqual(booking);
      expect(asked).toEqual([{ ...selection, key: ask.key, orderRef: 'LK-1' }]);
    },
  );

  it.each([
    [409, 'window_unavailable', 'window_unavailable'],
    [422, 'outside_coverage', 'outside_coverage'],
    [422, 'validation_failed', 'validation_failed'],
  ])('of which nobody knows is known not to be made after %i %s', async (status, code, named) => {
    const ask = newAsk();
    serve('post', '/bookings', {}, 504);
    await expect(api.bookSelection(ask)).rejects.toMatchObject({ code: 'outcome_unknown' });
    serve('post', '/bookings', { error: { code } }, status);
    await expect(api.bookSelection(ask)).rejects.toMatchObject({ code: named });
  });

  it('of which nobody knows does not tell when to ask again: it can be asked for at once', async () => {
    const headers = { 'retry-after': '9' };
    const fetch = () => Promise.resolve(new Response('{}', { status: 503, headers }));
    await expect(
      createHttpBookingApi({ apiBase, fetch }).bookSelection(newAsk()),
    ).rejects.toMatchObject({ code: 'outcome_unknown', retryAfter: null });
  });

  it('is not asked for before its answer can be read', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const loadAnswers = () => Promise.reject(new TypeError('Failed to load marker-address'));
    const shop = createHttpBookingApi({ apiBase, fetch, loadAnswers });
    await expect(shop.bookSelection(newAsk())).rejects.toMatchObject({ code: 'script_failed' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('tells nothing of the patient when it fails', async () => {
    for (const [status, body] of [
      [504, {}],
      [422, { error: { code: 'validation_failed', param: 'asha@example.com' } }],
      [200, { ...booking, appointment: { ...booking.appointment, id: 7 } }],
    ] as const) {
      serve('post', '/bookings', body, status);
      const error: unknown = await api.bookSelection(newAsk()).catch((thrown: unknown) => thrown);
      const told = [error, (error as Error).stack, (error as Error).cause, JSON.stringify(error)];
      expect(told.map(String).join()).not.toMatch(/asha|example street|07700|447700/i);
    }
  });
});

describe('what is no read is asked once, whatever the service says of coming back', () => {
  const operations = {
    '/bookings': () => api.bookSelection({ selection, key: crypto.randomUUID() }),
    '/holds': () => api.holdWindow({ ...place, windowId: 'win_1' }, signal),
  };
  it.each(
    Object.keys(operations).flatMap((path) =>
      [429, 500, 502, 503].map((status) => [path as keyof typeof operations, status] as const),
    ),
  )('%s, %i', async (path, status) => {
    let asked = 0;
    server.use(
      http.post(apiBase + path, () => {
        asked += 1;
        return HttpResponse.json({}, { status, headers: { 'retry-after': '0' } });
      }),
    );
    await expect(operations[path]()).rejects.toBeInstanceOf(BookingError);
    expect(asked).toBe(1);
  });

  it.each(Object.keys(operations) as (keyof typeof operations)[])(
    '%s, where nothing answers',
    async (path) => {
      let asked = 0;
      server.use(
        http.post(apiBase + path, () => {
          asked += 1;
          return HttpResponse.error();
        }),
      );
      await expect(operations[path]()).rejects.toBeInstanceOf(BookingError);
      expect(asked).toBe(1);
    },
  );
});
