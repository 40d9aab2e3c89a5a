import type { Postcode } from '../postcode.js';

/** Where the Appointment takes place. County is not asked for: Royal Mail does not need it. */
export interface Address {
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly town: string;
  readonly postcode: Postcode;
}

/** The kind of place, in the platform's words: at home, at work or another suitable private place. */
export type PlaceKind = 'home' | 'work' | 'other';

/** "12 Example Street, London, SW1A 1AA": an address in one line. */
export const addressWords = ({ line1, line2, town, postcode }: Address): string =>
  [line1, line2, town, postcode].filter(Boolean).join(', ');
