import { expect, it } from 'vitest';
import { canRetry, type ServiceProblem } from '../../../src/domain/problems.js';
import { read, refuse } from '../../../src/domain/result.js';

const worthAnotherTry: Record<ServiceProblem, boolean> = {
  offline: true,
  'timed-out': true,
  'rate-limited': true,
  unavailable: true,
  'script-failed': true,
  'outcome-unknown': true,
  'contract-broken': false,
  'window-unavailable': false,
  'outside-coverage': false,
  'validation-failed': false,
  'forbidden-origin': false,
  'not-found': false,
  misconfigured: false,
  refused: false,
};

it.each(Object.entries(worthAnotherTry))('another try after %s: %j', (code, worth) => {
  expect(canRetry(code as ServiceProblem)).toBe(worth);
});

it('a reading is a value or a problem', () => {
  expect(read('SW1A 1AA')).toEqual({ ok: true, value: 'SW1A 1AA' });
  expect(refuse('postcode-missing')).toEqual({ ok: false, problem: 'postcode-missing' });
});
