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

it('schemas that cannot be loaded are a failure of the script', async () => {
  vi.doMock('../../../src/api/answers.js', () => {
    throw new Error('no network');
  });
  vi.resetModules();
  const { createHttpBookingApi: create } = await import('../../../src/api/http-booking-api.js');
  serve('get', '/tasks/tsk_blood', task);
  await expect(create({ apiBase }).getTask('tsk_blood', signal)).rejects.toMatchObject({
    name: 'ScriptError',
    code: 'script-failed',
    canRetry: true,
  });
  vi.doUnmock('../../../src/api/answers.js');
});
