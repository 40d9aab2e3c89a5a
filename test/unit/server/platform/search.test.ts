import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlatformAnswerError, PlatformUnavailableError } from '../../../../src/server/errors.js';
import type { PlatformMapping } from '../../../../src/server/platform/mapping.js';
import { nextPage } from '../../../../src/server/platform/paging.js';
import {
  endOf,
  errorOf,
  fakeTime,
  json,
  mark,
  networkFailure,
  never,
  platformWith,
  text,
  type Reply,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

const mine = (id: string, externalRef: unknown = mark) => ({
  id,
  externalRef,
  status: 'scheduled',
});
const others = (count: number) =>
  Array.from({ length: count }, (_, at) => mine(`x_${String(at)}`, `${mark}${String(at)}`));

async function idsOf(replies: Reply | Reply[], mapping?: Partial<PlatformMapping>) {
  const { platform, sent } = platformWith(replies, { mapping });
  const { value, error } = await endOf(platform.appointmentsOf(mark));
  if (error) throw error as Error;
  return { ids: (value as { id: string }[]).map(({ id }) => id), sent };
}

async function faultOf(replies: Reply | Reply[], mapping?: Partial<PlatformMapping>) {
  const { platform, sent } = platformWith(replies, { mapping });
  const error = await errorOf(platform.appointmentsOf(mark));
  expect(error).toBeInstanceOf(PlatformAnswerError);
  return { error, sent };
}

describe('a search', () => {
  it('filters by the mark as a quoted string', async () => {
    const { platform, sent } = platformWith(json({ data: [] }));
    await endOf(platform.appointmentsOf(mark));
    await endOf(platform.patientsOf(mark));
    expect(sent.map(({ url }) => url.pathname)).toEqual(['/v1/appointments/', '/v1/patients/']);
    for (const { url } of sent)
      expect([...url.searchParams]).toEqual([['filter', `externalRef:"${mark}"`]]);
  });

  it('finds the records of exactly the mark alone', async () => {
    const data = [
      mine('a'),
      mine('b', mark.toUpperCase()),
      mine('c', `${mark}0`),
      mine('d', mark.slice(0, -1)),
      mine('e', ` ${mark}`),
      mine('f', ''),
      mine('g'),
    ];
    expect((await idsOf(json({ data }))).ids).toEqual(['a', 'g']);
    expect((await idsOf(json(data))).ids).toEqual(['a', 'g']);
  });

  it('finds patients with their details', async () => {
    const patient = { id: 'p_1', externalRef: mark, firstName: 'Asha' };
    const { platform } = platformWith(json({ data: [patient, { id: 'p_2', externalRef: 'x' }] }));
    expect((await endOf(platform.patientsOf(mark))).value).toMatchObject([patient]);
  });

  it('takes a record that is on two pages once', async () => {
    const first = json({ data: [mine('a'), mine('b')], nextCursor: 'c' });
    const second = json({ data: [mine('b'), mine('c')] });
    expect((await idsOf([first, second])).ids).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [{ data: [{ id: 'a' }] }, 'data.0.externalRef'],
    [{ data: [mine('a'), { id: 'b', externalRef: null }] }, 'data.1.externalRef'],
    [[mine('a'), mine('b', 1042)], '1.externalRef'],
    [{ data: [mine('a'), { externalRef: mark }] }, 'data.1.id'],
    [{ data: [mine('a'), { ...mine('b'), status: 7 }] }, 'data.1.status'],
    [{ data: [null] }, 'data.0'],
  ])('that has an odd record is an answer error: %j', async (answer, path) => {
    const { error, sent } = await faultOf(json(answer, 200, { 'request-id': 'req-3' }));
    expect(error).toMatchObject({ path, operation: 'findAppointments', requestId: 'req-3' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [{ items: [] }, 'data', 'an array'],
    [{ data: {} }, 'data', 'an array'],
    [{}, 'data', 'an array'],
    [null, '', 'an object'],
    ['', '', 'an object'],
    [7, '', 'an object'],
  ])('of another shape is an answer error at once: %j', async (answer, path, expected) => {
    const { error, sent } = await faultOf(json(answer));
    expect(error).toMatchObject({ path });
    expect(error.message).toContain(`expected ${expected}.`);
    expect(sent).toHaveLength(1);
  });

  it('that a proxy answers with HTML is unavailable, not an answer error', async () => {
    const { platform, sent } = platformWith(text('<h1>Busy</h1>'));
    expect(await errorOf(platform.appointmentsOf(mark))).toBeInstanceOf(PlatformUnavailableError);
    expect(sent).toHaveLength(2);
  });

  it('is read by a merchant’s functions', async () => {
    const answer = json({
      items: [
        { ref: 'a', mark },
        { ref: 'b', mark: 'x' },
      ],
    });
    const appointmentsFrom: PlatformMapping['appointmentsFrom'] = (page) =>
      (page as { items: { ref: string; mark: string }[] }).items.map((item) => ({
        id: item.ref,
        externalRef: item.mark,
      }));
    expect((await idsOf(answer, { appointmentsFrom })).ids).toEqual(['a']);
    const { error } = await faultOf(answer, { appointmentsFrom: () => [{ id: 'a' }] });
    expect(error).toMatchObject({ path: '0.externalRef' });
    await faultOf(answer, { appointmentsFrom: () => undefined as never });
    await faultOf(answer, { appointmentsFrom: () => null as never });
  });

  it('reads each record with the merchant’s function for one', async () => {
    const answer = json({ data: [{ visit: { ref: 'a' } }, { visit: { ref: 'b' } }] });
    const one = (value: unknown) => ({
      id: (value as { visit: { ref: string } }).visit.ref,
      externalRef: mark,
    });
    expect((await idsOf(answer, { appointmentFrom: one })).ids).toEqual(['a', 'b']);
    const { platform } = platformWith(answer, { mapping: { patientFrom: one } });
    expect((await endOf(platform.patientsOf(mark))).value).toMatchObject([
      { id: 'a' },
      { id: 'b' },
    ]);
  });
});

describe('the pages of a search', () => {
  const base = 'https://api.allyhealth.co.uk/v1';

  it.each([
    ['a URL', `${base}/appointments/?page=2`, `${base}/appointments/?page=2`],
    ['a path', '/v1/appointments/?page=2', `${base}/appointments/?page=2`],
    ['a query', '?page=2', `${base}/appointments/?page=2`],
    ['another path below the base', '/v1/pages/2', `${base}/pages/2`],
    ['a URL with its port', 'https://api.allyhealth.co.uk:443/v1/x', `${base}/x`],
    ['a URL with a fragment', `${base}/x#key`, `${base}/x`],
    ['a URL in capitals', 'HTTPS://API.allyhealth.co.uk/v1/x', `${base}/x`],
  ])('are followed by %s', async (_name, next, url) => {
    const { ids, sent } = await idsOf([
      json({ data: [mine('a'), ...others(9)], next }),
      json({ data: [mine('b')], next: null }),
    ]);
    expect(ids).toEqual(['a', 'b']);
    expect(sent.map((request) => request.url.href).slice(1)).toEqual([url]);
  });

  it.each(['nextCursor', 'next_cursor'])('are followed by %s', async (name) => {
    const { ids, sent } = await idsOf([
      json({ data: others(10), [name]: 'a&b=c' }),
      json({ data: [mine('a')], [name]: 17 }),
      json({ data: [mine('b')], [name]: null }),
    ]);
    expect(ids).toEqual(['a', 'b']);
    expect(sent.map(({ url }) => [...url.searchParams].slice(1))).toEqual([
      [],
      [['cursor', 'a&b=c']],
      [['cursor', '17']],
    ]);
    expect(new Set(sent.map(({ url }) => url.searchParams.get('filter'))).size).toBe(1);
  });

  it.each([
    'https://elsewhere.example/v1/appointments/',
    'https://api.allyhealth.co.uk.elsewhere.example/v1/x',
    'https://api.allyhealth.co.uk@elsewhere.example/v1/x',
    'https://user@api.allyhealth.co.uk/v1/x',
    'https://:pass@api.allyhealth.co.uk/v1/x',
    'http://api.allyhealth.co.uk/v1/x',
    'https://api.allyhealth.co.uk:8443/v1/x',
    'https://api.allyhealth.co.uk/v2/x',
    'https://api.allyhealth.co.uk/v10/x',
    'https://api.allyhealth.co.uk/v1',
    'https://api.allyhealth.co.uk/v1/../admin',
    'https://api.allyhealth.co.uk/v1/%2e%2e/admin',
    'https://api.allyhealth.co.uk/v1/..%2Fadmin',
    'https://api.allyhealth.co.uk/v1/..%5cadmin',
    '//elsewhere.example/v1/x',
    '/\\elsewhere.example/v1/x',
    '/appointments/?page=2',
    'appointments/?page=2',
    'https://[',
    'abc123',
    'javascript:alert(1)',
    `?${'x'.repeat(5_000)}`,
  ])('are never sought at %s: the key goes nowhere else', async (next) => {
    const { error, sent } = await faultOf(json({ data: [mine('a')], next }));
    expect(error).toMatchObject({ path: 'next' });
    expect(error.message).not.toContain('elsewhere');
    expect(sent).toHaveLength(1);
  });

  it('stay below a base URL without a path', async () => {
    const page = json({ data: [], next: 'https://platform.example/anything' });
    const { platform, sent } = platformWith([page, json({ data: [] })], {
      baseUrl: 'https://platform.example/',
    });
    expect((await endOf(platform.appointmentsOf(mark))).error).toBeNull();
    expect(sent[1]?.url.href).toBe('https://platform.example/anything');
  });

  it.each([
    { hasMore: true },
    { has_more: true },
    { hasMore: 'true' },
    { hasMore: true, next: null },
    { hasMore: true, nextCursor: '' },
    { next: { href: '?page=2' } },
    { next: 2 },
    { next: true },
    { nextCursor: { id: 1 } },
  ])('are an answer error if there is no way to the next one: %j', async (sign) => {
    const { error } = await faultOf(json({ data: [mine('a')], ...sign }));
    expect(error).toMatchObject({ path: 'next' });
  });

  it.each([
    { hasMore: false },
    { has_more: false, nextCursor: 'always' },
    { next: null },
    { next: '' },
    { nextCursor: null },
    { next_cursor: '', hasMore: null },
  ])('end where the answer says so: %j', async (sign) => {
    const { ids, sent } = await idsOf(json({ data: [mine('a'), ...others(9)], ...sign }));
    expect(ids).toEqual(['a']);
    expect(sent).toHaveLength(1);
  });

  it('end where the sign of the one before is missing', async () => {
    const { ids } = await idsOf([
      json({ data: others(10), nextCursor: 'c' }),
      json({ data: [mine('a'), ...others(9)] }),
    ]);
    expect(ids).toEqual(['a']);
  });

  it.each([10, 20, 25, 50, 100])(
    'are an answer error without any sign if there are %i records of which one is another’s',
    async (count) => {
      const full = [mine('a'), ...others(count - 1)];
      for (const answer of [full, { data: full }, { data: others(count) }])
        expect((await faultOf(json(answer))).error.message).toContain('a sign of the next page');
      for (const data of [full.slice(1), [...full, mine('b')]])
        expect((await idsOf(json({ data }))).ids.length).toBe(data.length > count ? 2 : 0);
      const own = Array.from({ length: count }, (_, at) => mine(`m_${String(at)}`));
      expect((await idsOf(json({ data: own }))).ids).toHaveLength(count);
    },
  );

  it('are followed up to the fiftieth', async () => {
    let count = 0;
    const upTo =
      (last: number): Reply =>
      () => {
        count += 1;
        return Response.json({
          data: [mine(`a_${String(count)}`)],
          nextCursor: count < last ? String(count) : null,
        });
      };
    expect((await idsOf(upTo(50))).ids).toHaveLength(50);
    count = 0;
    const { error, sent } = await faultOf(upTo(51));
    expect(error.message).toContain('at most 50 pages');
    expect(sent).toHaveLength(50);
  });

  it('are an answer error if one comes a second time', async () => {
    const same = await faultOf(json({ data: [], nextCursor: 'a' }));
    expect(same.error.message).toContain('a page that is new');
    expect(same.sent).toHaveLength(2);
    const circle = ['?page=2', '?page=3', '?page=2'].map((next) => json({ data: [], next }));
    expect((await faultOf(circle)).sent).toHaveLength(3);
    const itself = await faultOf([
      json({ data: [], nextCursor: 'a' }),
      json({ data: [], next: '?filter=x' }),
      json({ data: [], next: `?filter=x#other` }),
    ]);
    expect(itself.sent).toHaveLength(3);
  });

  it('are tried twice each', async () => {
    const { ids, sent } = await idsOf([
      networkFailure,
      json({ data: [mine('a')], nextCursor: 'c' }),
      json({}, 503),
      json({ data: [mine('b')] }),
    ]);
    expect(ids).toEqual(['a', 'b']);
    expect(sent).toHaveLength(4);
  });

  it('share a time limit of twice that of one request', async () => {
    const { platform } = platformWith(never, { timeoutMs: 1_000 });
    let startedAt = performance.now();
    expect(await errorOf(platform.appointmentsOf(mark))).toBeInstanceOf(PlatformUnavailableError);
    expect(performance.now() - startedAt).toBeLessThanOrEqual(2_020);

    let count = 0;
    const slow: Reply = () =>
      new Promise((resolve) => {
        count += 1;
        const nextCursor = String(count);
        setTimeout(() => {
          resolve(Response.json({ data: [], nextCursor }));
        }, 600);
      });
    const paged = platformWith(slow, { timeoutMs: 1_000 });
    startedAt = performance.now();
    const error = await errorOf(paged.platform.appointmentsOf(mark));
    expect(error).toBeInstanceOf(PlatformUnavailableError);
    expect(performance.now() - startedAt).toBeLessThanOrEqual(2_020);
    expect(count).toBe(4);
  });

  it('are found by a merchant’s function', async () => {
    const pages = [
      json({ data: others(10), page: 1 }),
      json({ data: others(10), page: 2 }),
      json({ data: [mine('a')], page: 3 }),
    ];
    const own: PlatformMapping['nextPage'] = (answer) => {
      const { page } = answer as { page: number };
      return page === 1 ? { cursor: '2' } : page === 2 ? { url: '?page=3' } : null;
    };
    const { ids, sent } = await idsOf(pages, { nextPage: own });
    expect(ids).toEqual(['a']);
    expect(sent.map(({ url }) => url.search).slice(2)).toEqual(['?page=3']);
    await faultOf(json({ data: others(10) }), { nextPage: () => 'unknown' });
  });

  it.each<[string, () => unknown]>([
    ['throws', () => JSON.parse('{') as unknown],
    ['returns undefined', () => undefined],
    ['returns a text', () => 'more'],
    ['returns an empty object', () => ({})],
    ['returns a number as the URL', () => ({ url: 5 })],
    ['returns another origin', () => ({ url: 'https://elsewhere.example/v1/x' })],
    ['returns an endless cursor', () => ({ cursor: 'x'.repeat(5_000) })],
  ])('are an answer error if a merchant’s function %s', async (_name, own) => {
    const { sent } = await faultOf(json({ data: [] }), { nextPage: own as () => never });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [[], 'unknown'],
    [null, 'unknown'],
    ['x', 'unknown'],
    [{ data: [] }, 'unknown'],
  ])('are not known from %j', (answer, next) => {
    expect(nextPage(answer)).toBe(next);
  });
});
