import { toNormalised, validOutcode } from 'postcode';
import { read, refuse, type Reading } from './result.js';

/** A full UK postcode in standard form: outward code, one space, inward code. */
export type Postcode = string;

/**
 * Characters that people type between and around the letters and digits of a postcode: spaces, dots, dashes,
 * brackets.
 */
const stray = /[^\p{L}\p{N}]+/gu;

const clean = (typed: string): string => typed.normalize('NFKC').replace(stray, '').toUpperCase();

/**
 * Parses a postcode in any case and with any punctuation, as GOV.UK advises
 * (https://design-system.service.gov.uk/patterns/addresses/).
 * The grammar is that of the `postcode` package, which accepts the NHS pseudo-area ZZ99.
 */
export const readPostcode = (
  typed: string,
): Reading<Postcode, 'postcode_missing' | 'postcode_incomplete'> => {
  const letters = clean(typed);
  if (letters === '') return refuse('postcode_missing');
  // The one real postcode that does not follow the grammar.
  const postcode = letters === 'GIR0AA' ? 'GIR 0AA' : toNormalised(letters);
  return postcode === null ? refuse('postcode_incomplete') : read(postcode);
};

/** Returns the outward code if only that was typed ("SW1A"), so that an error message can request the rest. */
export const outwardOnly = (typed: string): string | undefined => {
  const letters = clean(typed);
  return validOutcode(letters) ? letters : undefined;
};

/** Returns the first half of a postcode: "SW1A" of "SW1A 1AA". */
export const outwardCode = (postcode: Postcode): string => postcode.slice(0, -4);

/** Returns the letters that a postcode starts with: "SW" of "SW1A 1AA". */
export const postcodeArea = (postcode: Postcode): string => postcode.replace(/\d.*$/, '');
