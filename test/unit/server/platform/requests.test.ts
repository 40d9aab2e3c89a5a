import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  endOf,
  errorOf,
  json,
  key,
  networkFailure,
  platformWith,
  visit,
  type Reply,
  fakeTime,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

describe('a request', () => {
  it('has the key, and JSON where there is a body', async () => {
    const { platform, sent } = platformWith(json({ covered: true, data: [] }));
    await endOf(platform.coverage(visit));
    await endOf(platform.task('tsk_1'));
    expect(sent.map(({ headers }) => [...headers])).toEqual([
      [
        ['accept', 'application/json'],
        ['authorization', key],
        ['content-type', 'application/json'],
      ],
      [
        ['accept', 'application/json'],
        ['authorization', key],
      ],
    ]);
    expect(sent[0]?.body).toEqual(visit);
    expect(sent.map(({ url, method }) => `${method} ${url.href}`)).toEqual([
      'POST https://api.allyhealth.co.uk/v1/coverage',
      'GET https://api.allyhealth.co.uk/v1/tasks',
    ]);
  });

  it('goes to the base URL and the paths of the options', async () => {
    const { platform, sent } = platformWith(json({ id: 'a/b', covered: true }), {
      baseUrl: 'https://platform.example/api//',
      paths: { readAppointment: '/visits/{id}/full?expand=all' },
    });
    await endOf(platform.appointment('a/b$&'));
    await endOf(platform.coverage(visit));
    expect(sent.map(({ url }) => url.href)).toEqual([
      'https://platform.example/api/visits/a%2Fb%24%26/full?expand=all',
      'https://platform.example/api/coverage',
    ]);
  });

  it.each(['', '.', '..', '\uD800'])('with the id “%s” is not sent', async (id) => {
    const { platform, sent } = platformWith(json({}));
    const calls = [
      () => platform.appointment(id),
      () => platform.patient(id),
      () => platform.release(id),
      () => platform.cancel(id, { by: 'patient', note: 'x' }),
    ];
    for (const call of calls)
      expect(await errorOf(call())).toMatchObject({ code: 'platform_refused', status: 404 });
    expect(sent).toHaveLength(0);
  });

  it('with a base URL or a path that is none names the option', async () => {
    const base = platformWith(json({}), { baseUrl: 'platform' });
    expect(await errorOf(base.platform.coverage(visit))).toMatchObject({
      option: 'platform.baseUrl',
    });
    const path = platformWith(json({}), {
      baseUrl: 'https://a.example',
      paths: { listTasks: ':x' },
    });
    expect(await errorOf(path.platform.task('tsk_1'))).toMatchObject({
      option: 'platform.paths.listTasks',
    });
  });

  it('is logged once for each time that it is sent', async () => {
    const slow: Reply = () =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve(Response.json({}, { status: 503 }));
        }, 100);
      });
    const { platform, logged } = platformWith([slow, networkFailure]);
    await endOf(platform.coverage(visit));
    expect(logged).toEqual([
      { event: 'platform.asked', operation: 'checkCoverage', status: 503, milliseconds: 100 },
      { event: 'platform.asked', operation: 'checkCoverage', status: null, milliseconds: 0 },
    ]);
  });

  it('uses the global fetch by default', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ covered: false })));
    const { platform } = platformWith([], { fetch: undefined });
    expect((await endOf(platform.coverage(visit))).value).toMatchObject({ covered: false });
    vi.unstubAllGlobals();
  });
});
