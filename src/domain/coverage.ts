import type { Postcode } from './postcode.js';
import type { WindowList } from './window/window.js';

/** An enum of the service that may grow: values we do not know are kept. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/** Whether clinicians visit a postcode, and the first windows when the service sent them along. */
export type Coverage =
  | { readonly covered: true; readonly postcode: Postcode; readonly first: WindowList | null }
  | { readonly covered: false; readonly postcode: Postcode; readonly reason: NotCoveredReason };

export type NotCoveredReason = Open<'outside_coverage' | 'paused' | 'restricted'>;

export type Covered = Extract<Coverage, { covered: true }>;
export type NotCovered = Extract<Coverage, { covered: false }>;

/** `paused` is "no service just now"; every other reason is "we do not go there". */
export const isPaused = (coverage: NotCovered): boolean => coverage.reason === 'paused';
