import { describe, expect, it } from 'vitest';
import fc from '../../../harness/properties.js';
import { readNhsNumber } from '../../../../src/domain/patient/nhs-number.js';

describe('an NHS number', () => {
  // The example of the public documents: nobody has it.
  it.each([
    '9434765919',
    '943 476 5919',
    '943-476-5919',
    ' 943\u00a0476\u200b5919 ',
    '９４３4765919',
  ])('%j is one', (typed) => {
    expect(readNhsNumber(typed)).toMatchObject({ ok: true });
  });

  it.each(['', '485 777 3456', '943476591', '94347659190', '9434765918', '943476591X', 'nine'])(
    '%j is none',
    (typed) => {
      expect(readNhsNumber(typed)).toEqual({ ok: false, problem: 'nhs_number_not_real' });
    },
  );

  it('with one digit wrong, or two neighbours swapped, is none', () => {
    const real = '9434765919';
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), (at, digit) => {
        const wrong = real.slice(0, at) + String(digit) + real.slice(at + 1);
        expect(readNhsNumber(wrong).ok).toBe(wrong === real);
        const swapped =
          real.slice(0, at) + (real[at + 1] ?? '') + (real[at] ?? '') + real.slice(at + 2);
        expect(readNhsNumber(swapped).ok).toBe(swapped === real);
      }),
    );
  });
});
