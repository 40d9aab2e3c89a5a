import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import { ServerError } from '../../../../src/server/errors.js';
import type { PlatformMapping } from '../../../../src/server/platform/mapping.js';
import { markers, selection } from '../selection.js';
import {
  changes,
  endOf,
  facts,
  fakeTime,
  key,
  mark,
  platformWith,
  reads,
  type End,
} from './fake-platform.js';

beforeEach(() => {
  fakeTime();
  // No pause before a second request.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const call = fc.constantFrom(...Object.entries({ ...reads, ...changes }));

/** A text of the platform that must not be repeated in a message. */
const secret = 'Zebedee-0451';

const names = [
  ...['id', 'data', 'error', 'code', 'message', 'param', 'requestId', 'status', 'externalRef'],
  ...['patient', 'window', 'windows', 'task', 'location', 'address', 'postcode', 'metadata'],
  ...['startAt', 'endAt', 'expiresAt', 'createdAt', 'timeZone', 'covered', 'windowId', 'price'],
  ...['next', 'nextCursor', 'next_cursor', 'hasMore', 'has_more', '__proto__', 'constructor'],
  ...['name', secret],
];

/** JSON with the names and some values of the platform's answers. */
const { answer } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      7,
      -1.5,
      '',
      'x',
      '..',
      mark,
      `${mark}0`,
      secret,
    ),
    fc.constantFrom('2026-12-01T07:00:00Z', 'Europe/London', 'window_taken', '?page=2', '//x/v1/y'),
    fc.string({ maxLength: 12, unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  list: fc.oneof(
    fc.array(tie('answer'), { maxLength: 4 }),
    fc.array(tie('record'), { minLength: 9, maxLength: 11 }),
  ),
  record: fc.dictionary(fc.constantFrom(...names), tie('answer'), { maxKeys: 6 }),
  answer: fc.oneof({ maxDepth: 4 }, { arbitrary: tie('leaf'), weight: 2 }, tie('list'), {
    arbitrary: tie('record'),
    weight: 3,
  }),
}));

const body = fc.oneof(
  { arbitrary: answer.map((value) => JSON.stringify(value)), weight: 5 },
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', '<h1>Busy</h1>', `{"id":"${secret}`, '[[[['.repeat(1000)),
);

const status = fc.oneof(
  { arbitrary: fc.constantFrom(200, 201, 202), weight: 3 },
  fc.integer({ min: 200, max: 599 }),
);

const headers = fc.constantFrom<Record<string, string>>(
  {},
  { 'x-request-id': 'req-1' },
  { 'x-request-id': 'x'.repeat(300), 'retry-after': '0' },
  { 'retry-after': '-1', location: 'https://elsewhere.example/' },
);

const response = fc.record({ body, status, headers });
const responses = fc.array(response, { minLength: 1, maxLength: 3 });

/** A response whose status allows no body has none. */
function responseOf({
  body,
  status,
  headers,
}: typeof response extends fc.Arbitrary<infer R> ? R : never) {
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : body, { status, headers });
}

/** Fails if a call rejects with anything but a `ServerError`, or if a message has what it must not have. */
function checkEnd({ error }: End, operation: string): void {
  if (error === null) return;
  expect(error, operation).toBeInstanceOf(ServerError);
  const { message, cure, requestId, platformCode } = error as ServerError;
  const hidden = [key, mark, 'filter=', 'api.allyhealth', secret, 'elsewhere', ...markers];
  for (const text of hidden) expect(`${message} ${cure}`, operation).not.toContain(text);
  expect(Object.keys(error as ServerError)).not.toContain('platformMessage');
  expect(requestId ?? 'x').toMatch(/^[\x21-\x7e]{1,100}$/);
  expect((platformCode ?? '').length).toBeLessThanOrEqual(200);
}

describe('whatever the platform answers', () => {
  it('every method resolves, or rejects with an error that repeats nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(call, responses, async ([operation, send], answers) => {
        const replies = answers.map((one) => () => responseOf(one));
        const { platform, sent } = platformWith(replies);
        checkEnd(await endOf(send(platform)), operation);
        for (const { url, redirect } of sent) {
          expect(url.href.startsWith('https://api.allyhealth.co.uk/v1/')).toBe(true);
          expect(redirect).toBe('manual');
        }
        if (operation in changes) expect(sent.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: runs(150) },
    );
  });

  it('a create that is answered with 2xx never rejects', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(200, 201, 202, 203), async (text, code) => {
        const { platform, sent } = platformWith(() => new Response(text, { status: code }));
        const { value, error } = await endOf(platform.createAppointment(selection, facts));
        expect(error).toBeNull();
        expect(sent).toHaveLength(1);
        for (const [name, one] of Object.entries(value as object))
          if (name !== 'metadata') expect(one === null || typeof one === 'string').toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });

  it('a search has records of exactly the mark alone', async () => {
    const ref = fc.constantFrom(mark, `${mark}0`, mark.toUpperCase(), '');
    const record = fc.record({ id: fc.nat(30), externalRef: ref });
    const page = fc.array(record, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 5 }), async (pages) => {
        const replies = pages.map((data, at) => () => {
          const nextCursor = at + 1 < pages.length ? `c${String(at)}` : null;
          return Response.json({ data, nextCursor });
        });
        const { platform, sent } = platformWith(replies);
        const { value } = await endOf(platform.appointmentsOf(mark));
        const expected = pages.flat().filter(({ externalRef }) => externalRef === mark);
        const ids = (value as { id: string }[]).map(({ id }) => id);
        expect(ids).toEqual([...new Set(expected.map(({ id }) => String(id)))]);
        expect(sent).toHaveLength(pages.length);
      }),
      { numRuns: runs(60) },
    );
  });

  it('and whatever a merchant’s functions return', async () => {
    const own = fc.oneof(
      fc.constant(null),
      answer.map((value) => () => value),
      fc.constant(() => {
        throw new Error(secret);
      }),
    );
    const mappingNames = [
      ...['tasksFrom', 'coverageFrom', 'windowsFrom', 'holdFrom', 'patientFrom', 'patientsFrom'],
      ...['appointmentFrom', 'appointmentsFrom', 'nextPage', 'refusalFrom'],
      ...['patientAsk', 'appointmentAsk', 'cancelAsk'],
    ];
    const mappings = fc
      .array(own, { minLength: mappingNames.length, maxLength: mappingNames.length })
      .map((made) => mappingNames.map((name, at) => [name, made[at] ?? undefined] as const))
      .map((entries) => Object.fromEntries(entries) as Partial<PlatformMapping>);
    await fc.assert(
      fc.asyncProperty(call, mappings, response, async ([operation, send], mapping, one) => {
        const { platform } = platformWith(() => responseOf(one), { mapping });
        checkEnd(await endOf(send(platform)), operation);
      }),
      { numRuns: runs(150) },
    );
  });
});
