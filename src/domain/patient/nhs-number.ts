import { read, refuse, type Reading } from '../result.js';

/**
 * Parses an NHS number: ten digits, of which the last one is a check digit by modulus 11 (NHS Data Dictionary,
 * https://www.datadictionary.nhs.uk/attributes/nhs_number.html). Spaces and dashes are allowed anywhere.
 */
export const readNhsNumber = (typed: string): Reading<string, 'nhs_number_not_real'> => {
  const digits = typed.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '');
  if (!/^\d{10}$/.test(digits)) return refuse('nhs_number_not_real');
  // Weights 10 to 2, and 1 for the check digit: the sum of a valid number is a multiple of eleven.
  const sum = Array.from(digits, Number).reduce(
    (total, digit, index) => total + digit * (10 - index),
    0,
  );
  return sum % 11 === 0 ? read(digits) : refuse('nhs_number_not_real');
};
