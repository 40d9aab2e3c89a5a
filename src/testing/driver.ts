import type { BookingReading } from './snapshot.js';

/** Something that is shown: its words, or those of its label, and what it has of a field. */
export interface Seen {
  readonly words: string;
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
}

/** The two elements that a shop puts in its pages. */
export type HostTag = 'ally-booking' | 'ally-appointment';

/** What a person can do with an element, whoever moves the hands: a script in the page or Playwright. */
export interface Hands {
  readonly tag: HostTag;
  /** Why there is nothing to see or to press at all; null when there is. */
  readonly missing: () => Promise<string | null>;
  /** Everything shown that fits, in the order of the page; nothing while there is no element. */
  readonly see: (selector: string) => Promise<readonly Seen[]>;
  /** Types into the first field shown that fits, in the place of what is in it. */
  readonly type: (selector: string, text: string) => Promise<void>;
  /** Presses the first thing shown that fits. */
  readonly press: (selector: string) => Promise<void>;
  readonly read: () => Promise<BookingReading>;
  /** Lets the page go on for a moment. */
  readonly rest: () => Promise<void>;
}

// As they are now: a test may put a clock of its own in their place.
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Lets a page go on: `milliseconds` is how long. */
export const restFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Looks until something is there; undefined when the time is up. */
export const lookFor = async <Value>(
  hands: Pick<Hands, 'rest'>,
  look: () => Promise<Value | undefined>,
  timeout: number,
): Promise<Value | undefined> => {
  const started = now();
  for (;;) {
    const found = await look();
    if (found !== undefined || now() - started >= timeout) return found;
    await hands.rest();
  }
};
