/** Checks of the arguments of every store, so that each database refuses the same ones. */
import type { OrderKey, OrderQuery } from './store.js';

/** The longest text of a key, in UTF-16 code units. PostgreSQL indexes at most 2,704 bytes of a row. */
const MAX_KEY_LENGTH = 500;

/** About 31,000 years. A sum with the time is still an exact JavaScript number. */
const MAX_DURATION_MS = 1e15;

const MAX_LIMIT = 2 ** 31 - 1;

/**
 * Throws if a text cannot be part of a key. PostgreSQL stores no NUL, and UTF-8 has no lone surrogate: SQLite would
 * store another character, and two keys would be one.
 */
export function checkKeyText(name: string, text: string): void {
  if (text.length > MAX_KEY_LENGTH || /[\0\p{Surrogate}]/u.test(text))
    throw new TypeError(
      `${name}: give well-formed text without NUL, of at most ${String(MAX_KEY_LENGTH)} characters.`,
    );
}

/** Throws if a key has a text that a database cannot store. */
export function checkKey({ namespace, mode, orderRef }: OrderKey): void {
  checkKeyText('namespace', namespace);
  checkKeyText('mode', mode);
  checkKeyText('orderRef', orderRef);
}

/** Rounds a duration up to whole milliseconds. Throws if it is not a number of milliseconds. */
export function toWholeMs(name: string, durationMs: number): number {
  if (!(Math.abs(durationMs) <= MAX_DURATION_MS))
    throw new RangeError(`${name}: give a number of milliseconds.`);
  // `+ 0` turns -0 into 0, which all drivers write alike.
  return Math.ceil(durationMs) + 0;
}

/** Returns the duration of a change in whole milliseconds; null and undefined are returned as they are. */
export function toWholeMsIfSet(
  name: string,
  durationMs: number | null | undefined,
): number | null | undefined {
  return typeof durationMs === 'number' ? toWholeMs(name, durationMs) : durationMs;
}

/** Returns the limit of a query as a whole number that fits into 32 bits. Throws if it is not a number. */
export function toLimit({ limit }: OrderQuery): number {
  if (Number.isNaN(limit)) throw new RangeError('limit: give a number of orders.');
  return Math.min(Math.max(0, Math.trunc(limit)), MAX_LIMIT);
}

/** Throws if a version is not 0 or a count of writes. */
export function checkVersion(version: number): void {
  if (!Number.isSafeInteger(version) || version < 0)
    throw new RangeError('version: give the version that was read, or 0.');
}
