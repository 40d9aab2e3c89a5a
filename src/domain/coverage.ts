import type { Postcode } from './postcode.js';
import type { WindowList } from './window/window.js';

/** A string enum of the service that may grow: unknown values are kept as received. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/**
 * Whether clinicians visit a postcode. `first` has the first windows; it is null if the service did not send them.
 */
export type Coverage =
  | { readonly covered: true; readonly postcode: Postcode; readonly first: WindowList | null }
  | { readonly covered: false; readonly postcode: Postcode; readonly reason: NotCoveredReason };

/** The reason why a postcode is not covered; unknown reasons are kept as received. */
export type NotCoveredReason = Open<'outside_coverage' | 'paused' | 'restricted'>;

export type Covered = Extract<Coverage, { covered: true }>;
export type NotCovered = Extract<Coverage, { covered: false }>;

/** Returns whether bookings are paused at the place. With any other reason clinicians do not visit it. */
export const isPaused = (coverage: NotCovered): boolean => coverage.reason === 'paused';
