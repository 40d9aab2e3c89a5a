import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { answeredError } from '../../../../src/api/client/error-from-response.js';
import * as errors from '../../../../src/api/client/errors.js';

const { isBookingError } = errors;

describe('an answered failure is named by its code, whatever its status', () => {
  const byCode = {
    window_unavailable: errors.WindowUnavailableError,
    outside_coverage: errors.OutsideCoverageError,
    validation_failed: errors.ValidationFailedError,
    forbidden_origin: errors.ForbiddenOriginError,
    not_found: errors.NotFoundError,
    rate_limited: errors.RateLimitedError,
    unavailable: errors.UnavailableError,
    misconfigured: errors.MisconfiguredError,
  };
  const statuses = [400, 403, 404, 409, 422, 429, 500, 503];
  it.each(
    Object.entries(byCode).flatMap(([code, named]) =>
      statuses.map((status) => [code, status, named] as const),
    ),
  )('%s with %i', (code, status, named) => {
    const error = answeredError(code, null, { status, requestId: 'req_1' });
    expect(error).toBeInstanceOf(named);
    expect(error).toMatchObject({ name: named.name, status, requestId: 'req_1' });
  });
});

describe('and by its status where the code is not known', () => {
  const byStatus = [
    [304, errors.RefusedError],
    [400, errors.RefusedError],
    [401, errors.RefusedError],
    [403, errors.ForbiddenOriginError],
    [404, errors.NotFoundError],
    [405, errors.RefusedError],
    [409, errors.WindowUnavailableError],
    [413, errors.RefusedError],
    [422, errors.ValidationFailedError],
    [429, errors.RateLimitedError],
    [499, errors.RefusedError],
    [500, errors.UnavailableError],
    [501, errors.UnavailableError],
    [502, errors.UnavailableError],
    [503, errors.UnavailableError],
    [504, errors.UnavailableError],
    [599, errors.UnavailableError],
  ] as const;
  it.each(
    byStatus.flatMap(([status, named]) =>
      [null, '', 'new_code', 'toString', 'WINDOW_UNAVAILABLE'].map(
        (code) => [status, code, named] as const,
      ),
    ),
  )('%i with %j', (status, code, named) => {
    const error = answeredError(code, 'patients.0.phone', { status });
    expect(error).toBeInstanceOf(named);
    expect(error.name).toBe(named.name);
    if (error instanceof errors.ValidationFailedError) expect(error.param).toBe('patients.0.phone');
  });
});

describe('every class', () => {
  it.each([
    new errors.OfflineError(),
    new errors.TimeLimitError(),
    new errors.ContractError(''),
    new errors.ContractError('windows.0.id'),
    new errors.ScriptError(),
    new errors.OutcomeUnknownError(),
    new errors.WindowUnavailableError(),
    new errors.OutsideCoverageError(),
    new errors.ValidationFailedError(null),
    new errors.ForbiddenOriginError(),
    new errors.NotFoundError(),
    new errors.RateLimitedError(),
    new errors.UnavailableError(),
    new errors.MisconfiguredError(),
    new errors.RefusedError(),
  ])('$name says what happened, and what is not known is null', (error) => {
    expect(error).toBeInstanceOf(errors.BookingError);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    expect(error).toMatchObject({ status: null, requestId: null, retryAfter: null, param: null });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).toBe(`${error.name}: ${error.message}`);
    expect(isBookingError(error)).toBe(true);
  });

  it('keeps its cause', () => {
    const cause = new Error('why');
    expect(new errors.ScriptError({ cause }).cause).toBe(cause);
  });
});

describe('a failure of ours is known', () => {
  it('from another frame', () => {
    const theirs: unknown = runInNewContext(
      "Object.assign(new Error('x'), { code: 'offline', canRetry: true, requestId: null, retryAfter: null, param: null })",
    );
    expect(theirs).not.toBeInstanceOf(Error);
    expect(isBookingError(theirs)).toBe(true);
  });

  it.each([
    ['an error', new Error('x')],
    ['an error with a code', Object.assign(new Error('x'), { code: 'offline' })],
    ['an abort', new DOMException('x', 'AbortError')],
    [
      'what the journey carries',
      { code: 'offline', canRetry: true, requestId: null, retryAfter: null, param: null },
    ],
    ['words', 'offline'],
    ['null', null],
    ['undefined', undefined],
  ])('and %s is none', (_what, thrown) => {
    expect(isBookingError(thrown)).toBe(false);
  });

  const facts = { code: 'offline', canRetry: true, requestId: null, retryAfter: null, param: null };
  it.each(Object.keys(facts))('and an error without its %s is none', (fact) => {
    const error = Object.assign(new Error('x'), facts);
    expect(isBookingError(error)).toBe(true);
    Reflect.deleteProperty(error, fact);
    expect(isBookingError(error)).toBe(false);
  });
});

describe('what became of a question is not known', () => {
  const answered = (code: string | null, status: number) => answeredError(code, null, { status });

  it.each<readonly [string, unknown]>([
    ['after no answer', new errors.OfflineError()],
    ['after none in time', new errors.TimeLimitError()],
    ['after an answer that cannot be read', new errors.ContractError('', { status: 200 })],
    ['after one that cannot be read and tells no status', new errors.ContractError('')],
    ['after an answer that is none', answered(null, 304)],
    ...[500, 501, 502, 503, 504, 520, 599].map(
      (status) => [`after ${String(status)}`, answered(null, status)] as const,
    ),
    ['after a 500 that says it is unavailable', answered('unavailable', 500)],
    ['after a 500 with a code of next year', answered('new_code', 500)],
    ['after a 502 with the code of a refusal', answered('window_unavailable', 502)],
  ])('%s', (_when, error) => {
    expect(errors.isOutcomeUnknown(error)).toBe(true);
  });

  it.each<readonly [string, unknown]>([
    ...[400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 425, 429, 499].flatMap((status) =>
      [null, 'new_code', 'unavailable'].map(
        (code) => [`after ${String(status)} ${String(code)}`, answered(code, status)] as const,
      ),
    ),
    ['where the relay lacks what it needs', answered('misconfigured', 500)],
    ['before anything was sent', new errors.ScriptError()],
    ['where it was refused', new errors.WindowUnavailableError()],
    ['where what was thrown is not ours', new TypeError('x')],
    ['where nothing was thrown', undefined],
  ])('but it is %s', (_when, error) => {
    expect(errors.isOutcomeUnknown(error)).toBe(false);
  });
});
