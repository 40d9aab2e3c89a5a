import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { ContractError } from '../../../../src/api/client/errors.js';
import { createHttpBookingApi } from '../../../../src/api/client/http-booking-api.js';
import { selection, task } from '../../flow/booking/journey.js';
import { apiBase, openRelay, place } from './relay.js';

const { server, serve } = openRelay();
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
      code: 'contract_broken',
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
    holdWindow: {
      serve: ['post', '/holds'],
      ask: () => api.holdWindow({ ...place, windowId: 'win_1' }, signal),
    },
  } as const;
  const held = { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-08-06T08:10:00Z' };
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
    [
      'listWindows',
      { ...list, windows: [{ ...list.windows[0], startAt: '2026-02-30T08:00:00Z' }] },
      'windows.0.startAt',
    ],
    ['holdWindow', null, ''],
    ['holdWindow', { ...held, id: '' }, 'id'],
    ['holdWindow', { ...held, windowId: 7 }, 'windowId'],
    ['holdWindow', { ...held, expiresAt: marker }, 'expiresAt'],
    ['holdWindow', { ...held, expiresAt: '2026-02-30T08:00:00Z' }, 'expiresAt'],
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
      await expect(ask()).rejects.toMatchObject({ code: 'contract_broken', path: '' });
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
  let arrive: (
    answers: typeof import('../../../../src/api/client/parse-responses.js'),
  ) => void = () => undefined;
  const loadAnswers = () =>
    new Promise<typeof import('../../../../src/api/client/parse-responses.js')>((resolve) => {
      arrive = resolve;
    });
  const run = new AbortController();
  const reason = new Error('no longer wanted');
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(Response.json(task)));
  const slow = createHttpBookingApi({ apiBase, fetch, loadAnswers });
  const asked = slow.getTask('t', run.signal);
  expect(fetch).toHaveBeenCalledOnce();
  run.abort(reason);
  arrive(await import('../../../../src/api/client/parse-responses.js'));
  await expect(asked).rejects.toBe(reason);
});

it('schemas that cannot be loaded are a failure of the script, which names no address', async () => {
  const loadAnswers = () => Promise.reject(new TypeError('Failed to load marker-address'));
  serve('get', '/tasks/tsk_blood', task);
  const asked = createHttpBookingApi({ apiBase, loadAnswers }).getTask('tsk_blood', signal);
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'ScriptError', code: 'script_failed', canRetry: true });
  expect(error).not.toHaveProperty('cause');
});
