import { read, refuse, type Reading } from '../result.js';

/** Separators that people type between the digits of a phone number, and invisible characters of a copied one. */
const separators = /[\s().\p{Pd}−/\p{Cf}]+/gu;

/**
 * UK national numbers without their leading 0, after Ofcom's National Telephone Numbering Plan: ten digits, or nine
 * for some 01 areas and for old 0800 numbers.
 */
const ukNational = /^(?:[1-357-9]\d{9}|1\d{8}|800\d{6})$/;

/** ITU-T E.164 allows fifteen digits. The platform requires at least seven. */
const international = /^[1-9]\d{6,14}$/;

/**
 * Parses a phone number to E.164. It accepts any UK form, and an international one with `+` or `00`. The typed text
 * is not reformatted: GOV.UK, https://design-system.service.gov.uk/patterns/phone-numbers/.
 */
export const readPhone = (typed: string): Reading<string, 'phone_missing' | 'phone_incomplete'> => {
  const plain = typed.normalize('NFKC');
  if (plain.replace(separators, '') === '') return refuse('phone_missing');
  // "+44 (0)20": the 0 is for calls within the UK, and is dropped after the country code.
  const digits = plain.replace('(0)', '').replace(separators, '');
  const plus = digits.replace(/^00/, '+');
  if (plus.startsWith('+')) {
    const number = plus.slice(1);
    if (!number.startsWith('44'))
      return international.test(number) ? read(`+${number}`) : refuse('phone_incomplete');
    return readNational(number.slice(2).replace(/^0/, ''));
  }
  if (digits.startsWith('0')) return readNational(digits.slice(1));
  // A mobile number without its 0 or its +: no other UK number has this form.
  if (/^(?:44)?7\d{9}$/.test(digits)) return readNational(digits.slice(-10));
  // "(0)20 7946 0000" lost its 0 together with the brackets.
  return plain.includes('(0)') ? readNational(digits) : refuse('phone_incomplete');
};

const readNational = (number: string): Reading<string, 'phone_incomplete'> =>
  ukNational.test(number) ? read(`+44${number}`) : refuse('phone_incomplete');
