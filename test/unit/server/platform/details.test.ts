import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { detailsOf } from '../../../../src/server/platform/details.js';
import { expectedOf } from '../../../../src/server/platform/expected.js';

describe('the details of an answer', () => {
  const details = (json: unknown, headers?: Record<string, string>) =>
    detailsOf({ status: 422, headers: headers ? new Headers(headers) : null, json });

  it.each([
    [{ 'x-request-id': 'a-1', 'request-id': 'b-1' }, { requestId: 'c-1' }, 'a-1'],
    [{ 'request-id': 'b-1' }, { requestId: 'c-1' }, 'b-1'],
    [{}, { error: { requestId: 'd-1' }, requestId: 'c-1' }, 'd-1'],
    [{}, { requestId: 'c-1' }, 'c-1'],
    [{}, { requestId: 17 }, '17'],
    [{ 'x-request-id': 'with space' }, { requestId: 'c-1' }, 'c-1'],
    [{ 'x-request-id': 'x'.repeat(101) }, {}, null],
    [{ 'x-request-id': 'x'.repeat(100) }, {}, 'x'.repeat(100)],
    [{}, { requestId: 'line\nfeed' }, null],
    [{}, { requestId: 'Zoë' }, null],
    [{}, { requestId: '' }, null],
    [{}, { requestId: ['a'] }, null],
    [{}, null, null],
    [{}, [{ requestId: 'a' }], null],
  ])('have a request id of visible ASCII: %o %o', (headers, json, requestId) => {
    expect(details(json, headers as Record<string, string>).requestId).toBe(requestId);
  });

  it('are null without an answer', () => {
    expect(detailsOf({ status: null, headers: null, json: undefined })).toEqual({
      status: null,
      requestId: null,
      code: null,
      message: null,
    });
  });

  it('have the code and the message, in an envelope or without one', () => {
    expect(details({ error: { code: 'a', message: 'b' }, code: 'c', message: 'd' })).toMatchObject({
      code: 'a',
      message: 'b',
    });
    expect(details({ error: 'Bad Request', code: 42, message: 'd' })).toMatchObject({
      code: '42',
      message: 'd',
    });
    expect(details({ error: { code: {}, message: '' } })).toMatchObject({
      code: null,
      message: null,
    });
  });

  it('have at most 200 characters of text, without control characters', () => {
    const message = `\u0000a\r\nb\u2028c\uD800d\u007F${'😀'.repeat(2_000_000)}`;
    const cut = details({ message }).message ?? '';
    expect(cut.startsWith('abcd😀')).toBe(true);
    expect(cut.length).toBeLessThanOrEqual(200);
    expect(cut.length).toBeGreaterThan(190);
    expect(cut).not.toMatch(/\p{Cs}|\p{Cc}/u);
  });
});

describe('the words for an answer of another shape', () => {
  const words = (schema: z.ZodMiniType, value: unknown) => {
    const read = z.safeParse(schema, value);
    const wrong = expectedOf(read.error);
    return wrong && [wrong.path, wrong.expected];
  };

  it.each<[z.ZodMiniType, unknown, string, string]>([
    [z.string(), 1, '', 'a string'],
    [z.number(), 'x', '', 'a number'],
    [z.int(), 1.5, '', 'a whole number'],
    [z.boolean(), 'x', '', 'true or false'],
    [z.array(z.string()), {}, '', 'an array'],
    [z.array(z.string()), ['a', 1], '1', 'a string'],
    [z.object({ a: z.object({ b: z.string() }) }), { a: {} }, 'a.b', 'a string'],
    [z.record(z.string(), z.string()), 'x', '', 'an object'],
    [z.null(), 1, '', 'null'],
    [z.bigint(), 1, '', 'another type'],
    [z.iso.date(), 'x', '', 'a date, YYYY-MM-DD'],
    [z.iso.datetime(), 'x', '', 'an instant, ISO 8601'],
    [z.e164(), 'x', '', 'a phone number in E.164'],
    [z.email(), 'x', '', 'an email address'],
    [z.url(), 'x', '', 'a URL'],
    [z.string().check(z.regex(/a/)), 'x', '', 'a string of another form'],
    [z.string().check(z.minLength(2)), 'x', '', 'a string of at least 2 characters'],
    [z.string().check(z.maxLength(2)), 'xyz', '', 'a string of at most 2 characters'],
    [z.array(z.string()).check(z.minLength(1)), [], '', 'an array of at least 1 items'],
    [z.number().check(z.maximum(5)), 6, '', 'at most 5'],
    [z.bigint().check(z.minimum(5n)), 1n, '', 'another size'],
    [z.strictObject({}), { secret: 1 }, '', 'no other properties'],
    [z.enum(['a', 'b']), 'secret', '', 'another value'],
    [z.union([z.string(), z.number()]), {}, '', 'another value'],
    [
      z.object({ x: z.string().check(z.refine(() => false)) }),
      { x: 'secret' },
      'x',
      'another value',
    ],
    [
      z.object({ startAt: z.string().check(z.refine(() => false)) }),
      { startAt: 'secret' },
      'startAt',
      'an instant, ISO 8601 with Z or an offset, of a day that exists',
    ],
    [
      z.object({ taskId: z.string().check(z.refine(() => false)) }),
      { taskId: 'secret' },
      'taskId',
      'an id of 1 to 200 characters',
    ],
    [z.record(z.string(), z.string()), { 'Ada Lovelace': 1 }, '*', 'a string'],
  ])('name the expected form and the place: %#', (schema, value, path, expected) => {
    expect(words(schema, value)).toEqual([path, expected]);
  });

  it.each([
    undefined,
    null,
    'x',
    new Error('own'),
    { issues: 7 },
    { issues: [] },
    { issues: [null] },
  ])('are missing for an error that is no zod error: %o', (error) => {
    expect(expectedOf(error)).toBeNull();
  });

  it('are found in an error of another copy of zod', () => {
    const issues = [
      { code: 'invalid_type', expected: 'string', path: ['a', 0], message: 'secret' },
    ];
    expect(expectedOf({ issues })).toMatchObject({ path: 'a.0', expected: 'a string' });
    expect(expectedOf({ issues: [{}] })).toMatchObject({ path: '', expected: 'another value' });
  });
});
