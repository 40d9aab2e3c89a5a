import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ContractError } from '../../../src/api/errors.js';
import { createHttpBookingApi } from '../../../src/api/http-booking-api.js';
import { selection, task } from '../flow/journey.js';

const apiBase = 'http://shop.example.com/ally';
const server = setupServer();
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => {
  server.close();
});

const { signal } = new AbortController();
const api = createHttpBookingApi({ apiBase, random: () => 0 });
const list = {
  timeZone: 'Europe/London',
  windows: [{ id: 'win_1', startAt: '2026-08-06T08:00:00+01:00', endAt: '2026-08-06T11:00:00Z' }],
};
const sealed = {
  token: 'sel_1',
  expiresAt: '2026-08-07T08:00:00Z',
  summary: {
    taskName: 'T',
    startAt: list.windows[0]?.startAt,
    endAt: '2026-08-06T11:00:00Z',
    timeZone: 'Europe/London',
  },
};
const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };

/** Answers one operation, and keeps what it was asked. */
const serve = (method: 'get' | 'post', path: string, body: unknown, status = 200) => {
  const asked: unknown[] = [];
  server.use(
    http[method](apiBase + path, async ({ request }) => {
      const text = await request.text();
      asked.push(text === '' ? null : JSON.parse(text));
      return HttpResponse.json(body as object, { status, headers: { 'x-request-id': 'req_9' } });
    }),
  );
  return asked;
};

describe('each operation', () => {
  it('reads a Task', async () => {
    serve('get', '/tasks/tsk_blood', { ...task, unknown: 'is ignored' });
    expect(await api.getTask('tsk_blood', signal)).toEqual(task);
  });

  it('puts a Task’s id into the path as one piece', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(Response.json(task)));
    await createHttpBookingApi({ apiBase: `${apiBase}//`, fetch }).getTask('a/../b', signal);
    expect(fetch.mock.calls[0]?.[0]).toBe(`${apiBase}/tasks/a%2F..%2Fb`);
  });

  it('checks coverage, and takes the first windows that come along', async () => {
    const asked = serve('post', '/coverage', { ...list, postcode: 'SW1A 1AA', covered: true });
    expect(await api.checkCoverage(place, signal)).toEqual({
      covered: true,
      postcode: 'SW1A 1AA',
      first: list,
    });
    expect(asked).toEqual([place]);
  });

  it('checks coverage without windows', async () => {
    serve('post', '/coverage', { postcode: 'SW1A 1AA', covered: true });
    expect(await api.checkCoverage(place, signal)).toMatchObject({ covered: true, first: null });
  });

  it.each([
    ['paused', 'paused'],
    ['a reason of next year', 'a reason of next year'],
    [undefined, 'outside_coverage'],
  ])('keeps the reason why a postcode is not covered: %s', async (reason, kept) => {
    serve('post', '/coverage', { postcode: 'SW1A 1AA', covered: false, reason });
    expect(await api.checkCoverage(place, signal)).toEqual({
      covered: false,
      postcode: 'SW1A 1AA',
      reason: kept,
    });
  });

  it('lists windows', async () => {
    const asked = serve('post', '/windows', list);
    const query = { ...place, from: '2026-08-01', to: '2026-08-21' };
    expect(await api.listWindows(query, signal)).toEqual(list);
    expect(asked).toEqual([query]);
  });

  it('seals a selection', async () => {
    const asked = serve('post', '/selections', sealed);
    expect(await api.sealSelection(selection, signal)).toEqual(sealed);
    expect(asked).toEqual([selection]);
  });

  it('is a read: it is asked up to three times', async () => {
    const asked = serve('post', '/selections', {}, 503);
    await expect(api.sealSelection(selection, signal)).rejects.toMatchObject({
      code: 'unavailable',
      requestId: 'req_9',
    });
    expect(asked).toHaveLength(3);
  });
});

describe('an answer of the wrong shape names the path, and not what stood there', () => {
  const marker = 'marker-answer';
  it.each([
    ['nothing', null, ''],
    ['a list', [], ''],
    ['no windows', { timeZone: 'Europe/London' }, 'windows'],
    ['a window that is none', { ...list, windows: [marker] }, 'windows.0'],
    [
      'a wrong instant',
      { ...list, windows: [{ ...list.windows[0], startAt: marker }] },
      'windows.0.startAt',
    ],
    [
      'an instant without offset',
      { ...list, windows: [{ ...list.windows[0], endAt: '2026-08-06T08:00:00' }] },
      'windows.0.endAt',
    ],
    [
      'an instant of no calendar',
      { ...list, windows: [{ ...list.windows[0], endAt: '2026-13-06T08:00:00Z' }] },
      'windows.0.endAt',
    ],
    ['an empty id', { ...list, windows: [{ ...list.windows[0], id: '' }] }, 'windows.0.id'],
    [
      'a price in pounds',
      { ...list, windows: [{ ...list.windows[0], price: { amount: 1.5, currency: 'GBP' } }] },
      'windows.0.price.amount',
    ],
    [
      'a currency that is none',
      { ...list, windows: [{ ...list.windows[0], price: { amount: 1, currency: marker } }] },
      'windows.0.price.currency',
    ],
  ])('%s', async (_what, body, path) => {
    serve('post', '/windows', body);
    const query = { ...place, from: '2026-08-01', to: '2026-08-21' };
    const error = await api.listWindows(query, signal).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({
      code: 'contract-broken',
      path,
      canRetry: false,
      status: 200,
      requestId: 'req_9',
    });
    expect(String(error) + JSON.stringify(error)).not.toContain(marker);
  });
});

describe('the merchant’s base', () => {
  it.each(['', '/ally', '/ally/', 'https://shop.example.com/ally', 'https://shop.example.com//'])(
    '%j, with or without a slash at its end',
    async (base) => {
      const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(Response.json(list)));
      const query = { ...place, from: '2026-08-01', to: '2026-08-21' };
      await createHttpBookingApi({ apiBase: base, fetch }).listWindows(query, signal);
      expect(fetch.mock.calls[0]?.[0]).toBe(`${base.replace(/\/+$/, '')}/windows`);
      expect(fetch.mock.calls[0]?.[1]).toMatchObject({
        method: 'POST',
        body: JSON.stringify(query),
      });
    },
  );
});

describe('unknown fields are ignored, wherever they stand', () => {
  const extra = { later: 'a field of next year' };
  it('in a list of windows', async () => {
    const windows = list.windows.map((window) => ({ ...window, ...extra }));
    serve('post', '/windows', { ...list, windows, ...extra });
    const query = { ...place, from: '2026-08-01', to: '2026-08-21' };
    expect(await api.listWindows(query, signal)).toEqual(list);
  });

  it('in a sealed selection', async () => {
    serve('post', '/selections', {
      ...sealed,
      ...extra,
      summary: { ...sealed.summary, ...extra },
    });
    expect(await api.sealSelection(selection, signal)).toEqual(sealed);
  });
});

describe('each operation refuses an answer that is not its own', () => {
  const query = { ...place, from: '2026-08-01', to: '2026-08-21' };
  const operations = {
    getTask: { serve: ['get', '/tasks/t'], ask: () => api.getTask('t', signal) },
    checkCoverage: { serve: ['post', '/coverage'], ask: () => api.checkCoverage(place, signal) },
    listWindows: { serve: ['post', '/windows'], ask: () => api.listWindows(query, signal) },
    sealSelection: {
      serve: ['post', '/selections'],
      ask: () => api.sealSelection(selection, signal),
    },
  } as const;
  const marker = 'marker-answer';
  const covered = { postcode: 'SW1A 1AA', covered: true };

  const wrong = [
    ['getTask', { ...task, name: 7 }, 'name'],
    ['getTask', { ...task, asks: marker }, 'asks'],
    ['getTask', { ...task, testMode: marker }, 'testMode'],
    ['getTask', { ...task, consents: [{ id: marker }] }, 'consents.0.text'],
    ['checkCoverage', { ...covered, covered: marker }, 'covered'],
    ['checkCoverage', { ...covered, reason: { marker } }, 'reason'],
    ['checkCoverage', { ...covered, timeZone: marker }, 'timeZone'],
    ['checkCoverage', { ...covered, windows: [{ marker }] }, 'windows.0.id'],
    ['listWindows', { ...list, timeZone: 'Europe/Londinium-marker-answer' }, 'timeZone'],
    ['listWindows', { ...list, timeZone: '' }, 'timeZone'],
    ['listWindows', { ...list, windows: { marker } }, 'windows'],
    ['sealSelection', { ...sealed, token: '' }, 'token'],
    ['sealSelection', { ...sealed, expiresAt: marker }, 'expiresAt'],
    [
      'sealSelection',
      { ...sealed, summary: { ...sealed.summary, timeZone: marker } },
      'summary.timeZone',
    ],
    [
      'sealSelection',
      { ...sealed, summary: { ...sealed.summary, price: { amount: marker, currency: 'GBP' } } },
      'summary.price.amount',
    ],
  ] as const;
  it.each(wrong.map(([name, body, path]) => [name, path, body] as const))(
    '%s, wrong at %s',
    async (name, path, body) => {
      const operation = operations[name];
      serve(operation.serve[0], operation.serve[1], body);
      const error: unknown = await operation.ask().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ContractError);
      expect(error).toMatchObject({ path, requestId: 'req_9' });
      const told = [error, (error as Error).stack, (error as Error).cause, JSON.stringify(error)];
      expect(told.map(String).join()).not.toContain(marker);
    },
  );

  it.each(Object.keys(operations) as (keyof typeof operations)[])(
    '%s, when it is not JSON at all',
    async (name) => {
      const {
        serve: [method, path],
        ask,
      } = operations[name];
      server.use(http[method](apiBase + path, () => HttpResponse.html('<h1>marker-answer</h1>')));
      await expect(ask()).rejects.toMatchObject({ code: 'contract-broken', path: '' });
    },
  );
});

it('an id in a failure’s body counts for more than one in its headers', async () => {
  serve(
    'get',
    '/tasks/t',
    { error: { code: 'not_found', message: '', requestId: 'req_body' } },
    404,
  );
  await expect(api.getTask('t', signal)).rejects.toMatchObject({
    name: 'NotFoundError',
    requestId: 'req_body',
  });
});

it('a question given up while the schemas are on their way ends with the reason', async () => {
  let arrive: (answers: typeof import('../../../src/api/answers.js')) => void = () => undefined;
  const loadAnswers = () =>
    new Promise<typeof import('../../../src/api/answers.js')>((resolve) => {
      arrive = resolve;
    });
  const run = new AbortController();
  const reason = new Error('no longer wanted');
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(Response.json(task)));
  const slow = createHttpBookingApi({ apiBase, fetch, loadAnswers });
  const asked = slow.getTask('t', run.signal);
  expect(fetch).toHaveBeenCalledOnce();
  run.abort(reason);
  arrive(await import('../../../src/api/answers.js'));
  await expect(asked).rejects.toBe(reason);
});

it('schemas that cannot be loaded are a failure of the script, which names no address', async () => {
  const loadAnswers = () => Promise.reject(new TypeError('Failed to load marker-address'));
  serve('get', '/tasks/tsk_blood', task);
  const asked = createHttpBookingApi({ apiBase, loadAnswers }).getTask('tsk_blood', signal);
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'ScriptError', code: 'script-failed', canRetry: true });
  expect(error).not.toHaveProperty('cause');
});

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
    await expect(api.holdWindow(ask, signal)).rejects.toMatchObject({ code: 'window-unavailable' });
  });

  it('are given back as well as it can be done, by an id that stays in its place', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError('offline')));
    await createHttpBookingApi({ apiBase, fetch }).releaseHold('a/../b');
    expect(fetch).toHaveBeenCalledWith(
      `${apiBase}/holds/a%2F..%2Fb`,
      expect.objectContaining({ method: 'DELETE', keepalive: true }),
    );
  });
});

describe('a booking', () => {
  const ask = { selection, key: 'b6f1c6de-6a5c-4f0e-9d8e-0f6f3f4d9a01', orderRef: 'LK-1' };
  const booking = {
    appointment: {
      ...{ id: 'app_1', status: 'scheduled', taskName: 'T', firstName: 'Asha' },
      ...{ timeZone: 'Europe/London', postcode: 'SW1A 1AA' },
    },
    outcome: 'scheduled',
    manageToken: 'man_1',
  };

  it('is asked for with its key', async () => {
    const asked = serve('post', '/bookings', booking);
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
    await expect(api.bookSelection(ask)).rejects.toMatchObject({
      ...{ name: 'OutcomeUnknownError', code: 'outcome-unknown', canRetry: true },
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
    await expect(deaf.bookSelection(ask)).rejects.toMatchObject({ code: 'outcome-unknown' });
    server.use(http.post(`${apiBase}/bookings`, () => HttpResponse.error()));
    await expect(api.bookSelection(ask)).rejects.toMatchObject({ code: 'outcome-unknown' });
  });

  it.each([
    [409, 'window_unavailable', 'window-unavailable'],
    [422, 'validation_failed', 'validation-failed'],
    [429, 'rate_limited', 'rate-limited'],
    [403, 'forbidden_origin', 'forbidden-origin'],
    [500, 'misconfigured', 'misconfigured'],
  ])('that is refused (%i %s) was not made', async (status, code, named) => {
    serve('post', '/bookings', { error: { code } }, status);
    await expect(api.bookSelection(ask)).rejects.toMatchObject({ code: named });
  });
});
