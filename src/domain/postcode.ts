import { toNormalised, validOutcode } from 'postcode';
import { read, refuse, type Reading } from './result.js';

/** A full UK postcode in standard form: outward code, one space, inward code. */
export type Postcode = string;

/** What people type between and around the letters and digits of a postcode: spaces, dots, dashes, brackets. */
const stray = /[^\p{L}\p{N}]+/gu;

const clean = (typed: string): string => typed.normalize('NFKC').replace(stray, '').toUpperCase();

/**
 * Reads a postcode in any case and with any punctuation, as GOV.UK asks
 * (https://design-system.service.gov.uk/patterns/addresses/).
 * The grammar is the `postcode` package's; it admits the NHS's pseudo-area ZZ99.
 */
export const readPostcode = (
  typed: string,
): Reading<Postcode, 'postcode_missing' | 'postcode_incomplete'> => {
  const letters = clean(typed);
  if (letters === '') return refuse('postcode_missing');
  // The one real postcode that is not of the grammar.
  const postcode = letters === 'GIR0AA' ? 'GIR 0AA' : toNormalised(letters);
  return postcode === null ? refuse('postcode_incomplete') : read(postcode);
};

/** The outward code when that is all that was typed ("SW1A"), so that the person can be asked for the rest. */
export const outwardOnly = (typed: string): string | undefined => {
  const letters = clean(typed);
  return validOutcode(letters) ? letters : undefined;
};

/** The first half of a postcode: "SW1A" of "SW1A 1AA". */
export const outwardCode = (postcode: Postcode): string => postcode.slice(0, -4);

/** The letters a postcode starts with: "SW" of "SW1A 1AA". */
export const postcodeArea = (postcode: Postcode): string => postcode.replace(/\d.*$/, '');
