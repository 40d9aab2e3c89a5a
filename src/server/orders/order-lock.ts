import { OrderRefRefusedError } from '../errors.js';
import { searchableRef } from '../../platform/operations.js';
import type { BookingOptions } from '../options.js';

/** Calls for one reference in this process: the last of each. */
const underWay = new Map<string, Promise<unknown>>();

/** Runs one call for a reference at a time: in this process, and by the merchant's lock in all of them. */
export const oneAtATime = async <Result>(
  externalRef: string,
  { platformKey, lock }: BookingOptions,
  run: () => Promise<Result>,
): Promise<Result> => {
  const key = `${platformKey} ${externalRef}`;
  const next = async (): Promise<Result> => (lock ? await lock(externalRef, run) : await run());
  const running = (underWay.get(key) ?? Promise.resolve()).then(next, next);
  underWay.set(key, running);
  try {
    return await running;
  } finally {
    if (underWay.get(key) === running) underWay.delete(key);
  }
};

/** The longest that a reference may be, of an order and with the key of a booking from the page. */
const longest = 64;

/**
 * Throws `OrderRefRefusedError` unless a reference is a text that the platform's search finds exactly. Plain JavaScript
 * passes numbers too: the search answers a text, which is never equal to a number, so each call would book anew.
 */
export const checkOrderRef = (orderRef: unknown): void => {
  if (typeof orderRef !== 'string' || orderRef.length > longest || !searchableRef.test(orderRef))
    throw new OrderRefRefusedError();
};
