import { expect, it } from 'vitest';
import { read, refuse } from '../../../src/domain/result.js';

it('a reading is a value or a problem', () => {
  expect(read('SW1A 1AA')).toEqual({ ok: true, value: 'SW1A 1AA' });
  expect(refuse('postcode_missing')).toEqual({ ok: false, problem: 'postcode_missing' });
});
