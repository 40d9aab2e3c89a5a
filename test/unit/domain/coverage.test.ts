import { expect, it } from 'vitest';
import { isPaused } from '../../../src/domain/coverage.js';

it.each([
  ['paused', true],
  ['outside_coverage', false],
  ['restricted', false],
  ['a reason of next year', false],
])('%s is a matter of time: %s', (reason, paused) => {
  expect(isPaused({ covered: false, postcode: 'SW1A 1AA', reason })).toBe(paused);
});
