import {
  filterByRef,
  searchableRef,
  type PlatformOperationName,
} from '../../platform/operations.js';
import { OrderRefRefusedError } from '../errors.js';
import type { ExchangeContext } from './exchange.js';
import { UnexpectedAnswer } from './expected.js';
import { defaultMapping } from './mapping.js';
import { nextPageUrl, refuseFullPage } from './paging.js';
import { readList } from './records.js';
import { baseUrlOf, callPlatform, PLATFORM_TIMEOUT_MS, urlOf } from './request.js';

const MAX_PAGES = 50;

/** The time limit of a search with all its pages, as a multiple of that of one request. */
const SEARCH_TIME_LIMITS = 2;

interface Found {
  readonly id: string;
  readonly externalRef: string | null;
}

/** A search, and the reader of a record. */
export interface Search<Item extends Found> {
  readonly operation: PlatformOperationName;
  readonly mark: string;
  /** The merchant's reader of a page: it returns a list of records. */
  readonly own: ((json: unknown) => unknown) | undefined;
  readonly read: (value: unknown) => Item;
}

/** References that no search could find are refused before anything is sent with them. */
export function checkRef(externalRef: string): void {
  if (typeof externalRef !== 'string' || !searchableRef.test(externalRef))
    throw new OrderRefRefusedError();
}

/** Reads a record that has its reference: without it no search is certain to be exact. */
function withRef<Item extends Found>(item: Item): Item {
  if (item.externalRef === null) throw new UnexpectedAnswer('externalRef', 'a string');
  return item;
}

/**
 * Finds every record whose `externalRef` is exactly the mark. It follows all pages, because the platform may ignore or
 * widen the filter. Rejects with `PlatformAnswerError` if a record may have been missed.
 */
export async function searchByRef<Item extends Found>(
  context: ExchangeContext,
  { operation, mark, own, read }: Search<Item>,
): Promise<Item[]> {
  checkRef(mark);
  const { options } = context;
  const base = baseUrlOf(options);
  const first = urlOf(options, operation);
  first.searchParams.append('filter', filterByRef(mark));
  const endsAt =
    performance.now() + SEARCH_TIME_LIMITS * (options.timeoutMs ?? PLATFORM_TIMEOUT_MS);
  const visited = new Set<string>();
  // A record may be on two pages, if others are made meanwhile.
  const found = new Map<string, Item>();
  let url: URL | null = first;
  while (url !== null) {
    const current: URL = url;
    visited.add(current.href);
    const readPage = (json: unknown): URL | null => {
      const items = readList(own ? own(json) : json, (value) => withRef(read(value)));
      const matching = items.filter(({ externalRef }) => externalRef === mark);
      for (const item of matching) if (!found.has(item.id)) found.set(item.id, item);
      const next = (options.mapping?.nextPage ?? defaultMapping.nextPage)(json);
      if (next === 'unknown') {
        // After a page with a sign of the next one, its absence is the end.
        if (visited.size === 1) refuseFullPage(items.length, matching.length);
        return null;
      }
      if (next === null) return null;
      const nextUrl = nextPageUrl(next, { first, current, base });
      if (visited.has(nextUrl.href)) throw new UnexpectedAnswer('next', 'a page that is new');
      if (visited.size >= MAX_PAGES)
        throw new UnexpectedAnswer('next', `at most ${String(MAX_PAGES)} pages`);
      return nextUrl;
    };
    url = await callPlatform(context, { operation, url: current, endsAt, read: readPage });
  }
  return [...found.values()];
}
