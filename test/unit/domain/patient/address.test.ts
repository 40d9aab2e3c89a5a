import { expect, it } from 'vitest';
import { addressWords } from '../../../../src/domain/patient/address.js';

it('an address is told in one line, without what is not there', () => {
  const address = { line1: '12 Example Street', town: 'London', postcode: 'SW1A 1AA' };
  expect(addressWords(address)).toBe('12 Example Street, London, SW1A 1AA');
  expect(addressWords({ ...address, line2: 'Flat 2' })).toBe(
    '12 Example Street, Flat 2, London, SW1A 1AA',
  );
});
