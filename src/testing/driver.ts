import type { BookingReading } from './snapshot.js';

/** An element that is shown: its text, or that of its label, and its properties if it is a field. */
export interface Seen {
  readonly words: string;
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
}

/** The two elements that a shop puts in its pages. */
export type HostTag = 'ally-booking' | 'ally-appointment';

/** The basic actions on an element. They are done by a script in the page, or by Playwright. */
export interface Hands {
  readonly tag: HostTag;
  /** Returns the reason why no action is possible at all; null if there is none. */
  readonly missing: () => Promise<string | null>;
  /** Returns every shown element that matches, in document order; an empty list if the host element is missing. */
  readonly see: (selector: string) => Promise<readonly Seen[]>;
  /** Types into the first shown field that matches, and replaces its value. Rejects if it cannot within `timeout` ms. */
  readonly type: (selector: string, text: string, timeout: number) => Promise<void>;
  /** Presses the first shown element that matches. Rejects if it cannot within `timeout` milliseconds. */
  readonly press: (selector: string, timeout: number) => Promise<void>;
  readonly read: () => Promise<BookingReading>;
  /** Waits briefly, so that the page can continue. */
  readonly rest: () => Promise<void>;
}

// The originals: a test may replace them by fake timers.
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Waits for some milliseconds, so that the page can continue. */
export const restFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Calls `look` with the milliseconds that are left, until it returns a value. Returns undefined after `timeout`
 * milliseconds.
 */
export const lookFor = async <Value>(
  hands: Pick<Hands, 'rest'>,
  look: (left: number) => Promise<Value | undefined>,
  timeout: number,
): Promise<Value | undefined> => {
  const started = now();
  for (;;) {
    const found = await look(Math.max(1, timeout - (now() - started)));
    if (found !== undefined || now() - started >= timeout) return found;
    await hands.rest();
  }
};
