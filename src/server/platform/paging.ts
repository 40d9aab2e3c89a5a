import { isRecord } from './details.js';
import { UnexpectedAnswer } from './expected.js';

/**
 * The next page of a list. `null`: the answer says that there is none. `'unknown'`: the answer says nothing of pages. An
 * object with neither: there is a next page, but no way to it.
 */
export type NextPage =
  { readonly url?: string | undefined; readonly cursor?: string | undefined } | null | 'unknown';

/** The longest URL or cursor that is followed, in characters. */
const MAX_CURSOR_LENGTH = 4096;

/** The first of some properties that the answer has at all. */
function propertyOf(answer: Readonly<Record<string, unknown>>, ...names: string[]): unknown {
  const name = names.find((one) => Object.hasOwn(answer, one));
  return name === undefined ? undefined : answer[name];
}

function isNone(value: unknown): boolean {
  return value === null || value === '' || value === false;
}

/**
 * Reads `hasMore`, `next` and `nextCursor`, and their spellings with `_`. Assumed: the platform does not document paging.
 * `hasMore: false` is believed before anything else: some APIs give a cursor with every page.
 */
export function nextPage(answer: unknown): NextPage {
  if (!isRecord(answer)) return 'unknown';
  const hasMore = propertyOf(answer, 'hasMore', 'has_more');
  if (hasMore === false) return null;
  const url = propertyOf(answer, 'next');
  if (typeof url === 'string' && url !== '') return { url };
  const cursor = propertyOf(answer, 'nextCursor', 'next_cursor');
  if (typeof cursor === 'string' && cursor !== '') return { cursor };
  if (typeof cursor === 'number') return { cursor: String(cursor) };
  const signs = [hasMore, url, cursor].filter((sign) => sign !== undefined);
  if (signs.length === 0) return 'unknown';
  return signs.every(isNone) ? null : {};
}

function folderOf({ pathname }: URL): string {
  return `${pathname.replace(/\/+$/, '')}/`;
}

/** Whether a URL is below another: of the same origin, and deeper in its path. */
function isBelow(url: URL, base: URL): boolean {
  return (
    url.origin === base.origin &&
    url.username === '' &&
    url.password === '' &&
    url.pathname.startsWith(folderOf(base)) &&
    // Some servers decode these, and go up.
    !/%2f|%5c/i.test(url.pathname)
  );
}

/**
 * Returns the URL of the next page. Throws `UnexpectedAnswer` if there is no way to it, or if it is not below the base
 * URL: the request has the key.
 */
export function nextPageUrl(
  { url, cursor }: Exclude<NextPage, null | 'unknown'>,
  { first, current, base }: { readonly first: URL; readonly current: URL; readonly base: URL },
): URL {
  if (url !== undefined) {
    const isAddress = /^(?:[/?]|https?:)/i.test(url) && url.length <= MAX_CURSOR_LENGTH;
    const next = isAddress && URL.canParse(url, current) ? new URL(url, current) : null;
    if (!next || !isBelow(next, base))
      throw new UnexpectedAnswer('next', 'a URL below platform.baseUrl, or its path');
    next.hash = '';
    return next;
  }
  if (cursor === undefined)
    throw new UnexpectedAnswer('next', 'a URL or a cursor, because there are more pages');
  if (cursor.length > MAX_CURSOR_LENGTH)
    throw new UnexpectedAnswer('nextCursor', `at most ${String(MAX_CURSOR_LENGTH)} characters`);
  const next = new URL(first);
  next.searchParams.set('cursor', cursor);
  return next;
}

/** Numbers of items at which an answer without any sign of pages may be a first page. */
const PAGE_SIZES = new Set([10, 20, 25, 50, 100]);

/** Refuses a list without any sign of pages that may be a first page: some of its items were not searched for. */
export function refuseFullPage(count: number, matching: number): void {
  if (PAGE_SIZES.has(count) && matching < count)
    throw new UnexpectedAnswer(
      '',
      `a sign of the next page, or items of the reference alone, in a list of ${String(count)}`,
    );
}
