import { describe, expect, it } from 'vitest';
import { answeredError } from '../../../../src/api/client/error-from-response.js';
import {
  errorCodes,
  relayErrorCodes,
  type ErrorCode,
} from '../../../../src/api/contract/error-codes.js';
import { RelayRefusal } from '../../../../src/server/relay/http-error.js';

const all: Readonly<Record<string, ErrorCode>> = { ...relayErrorCodes, ...errorCodes };

describe('an error code', () => {
  it.each(Object.keys(all))('%s is written in snake_case', (code) => {
    expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
  });

  it('means the same to the page and to the relay', () => {
    for (const [code, row] of Object.entries(relayErrorCodes))
      if (code in errorCodes) expect(errorCodes[code as keyof typeof errorCodes]).toBe(row);
  });

  it('says whether the same request may succeed later', () => {
    const retryable = Object.keys(errorCodes).filter(
      (code) => errorCodes[code as keyof typeof errorCodes].canRetry,
    );
    expect(retryable.sort()).toEqual([
      'offline',
      'outcome_unknown',
      'rate_limited',
      'script_failed',
      'timed_out',
      'unavailable',
    ]);
  });

  it.each(Object.entries(relayErrorCodes))(
    '%s is answered with its status, and read by the page as itself or by that status',
    (code, { status, canRetry }) => {
      const { status: answered } = new RelayRefusal(code as keyof typeof relayErrorCodes, '');
      expect(answered).toBe(status);
      const error = answeredError(code, 'patients.0.phone', { status });
      if (code in errorCodes) expect(error).toMatchObject({ code, canRetry, status });
      else if (code === 'unsupported_version') expect(error.code).toBe('misconfigured');
      else expect(error.code).toBe(status >= 500 ? 'unavailable' : 'refused');
    },
  );

  it.each(['constructor', 'toString', '__proto__', ''])(
    'that is none, such as "%s", is read by its status',
    (code) => {
      expect(answeredError(code, null, { status: 404 }).code).toBe('not_found');
    },
  );
});
