import { OrderRefRefusedError } from '../errors.js';

/** With the namespace and the MAC, a reference of the platform has at most 98 characters. */
const ORDER_REF = /^[\w.#-]{1,64}$/;

/** Text that a template makes of a reference that is missing: all such orders would be one. */
const MISSING: ReadonlySet<string> = new Set(['undefined', 'null', 'NaN']);

/**
 * Throws `OrderRefRefusedError` unless a reference is a string that the platform's search finds exactly. Plain
 * JavaScript passes numbers too: `1042` and `'1042'` would be two orders.
 */
export function checkOrderRef(orderRef: unknown): asserts orderRef is string {
  if (typeof orderRef !== 'string' || !ORDER_REF.test(orderRef) || MISSING.has(orderRef))
    throw new OrderRefRefusedError();
}

/** The reference of a booking from the page, by its key. Orders cannot have the same one by chance. */
export function instantRef(key: string): string {
  return `instant.${key}`;
}
