import type { Postcode } from '../postcode.js';

/** The address of an appointment. It has no county: Royal Mail does not need one. */
export interface Address {
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly town: string;
  readonly postcode: Postcode;
}

/** The kind of place, by the platform's values: at home, at work, or another suitable private place. */
export type PlaceKind = 'home' | 'work' | 'other';

/** Formats an address in one line: "12 Example Street, London, SW1A 1AA". */
export const addressWords = ({ line1, line2, town, postcode }: Address): string =>
  [line1, line2, town, postcode].filter(Boolean).join(', ');
