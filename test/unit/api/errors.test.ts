import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { answeredError } from '../../../src/api/answered-error.js';
import * as errors from '../../../src/api/errors.js';

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
    expect(error).toMatchObject({ status: null, requestId: null });
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
      "Object.assign(new Error('x'), { code: 'offline', canRetry: true, requestId: null })",
    );
    expect(theirs).not.toBeInstanceOf(Error);
    expect(isBookingError(theirs)).toBe(true);
  });

  it.each([
    ['an error', new Error('x')],
    ['an error with a code', Object.assign(new Error('x'), { code: 'offline' })],
    ['an abort', new DOMException('x', 'AbortError')],
    ['what the journey carries', { code: 'offline', canRetry: true, requestId: null }],
    ['words', 'offline'],
    ['null', null],
    ['undefined', undefined],
  ])('and %s is none', (_what, thrown) => {
    expect(isBookingError(thrown)).toBe(false);
  });
});
