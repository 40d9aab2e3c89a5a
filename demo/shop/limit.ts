import type { Context, MiddlewareHandler } from 'hono';
import { notice } from './pages.js';

/** Counts a request. Returns true, or the number of seconds to wait. */
export type Limit = (request: {
  readonly operation: string;
  /** The client's IP address; null if it is not known. */
  readonly address: string | null;
}) => true | number;

/** The part of a request's environment that is used. `@hono/node-server` provides it. */
export interface ShopEnvironment {
  readonly Bindings: {
    readonly incoming: { readonly socket: { readonly remoteAddress?: string | undefined } };
  };
}

const MINUTE_MS = 60_000;

/** How many times less often these may be requested: each takes something from other customers, or costs money. */
const DIVISORS: Readonly<Record<string, number>> = {
  placeHold: 12,
  sealSelection: 6,
  placeOrder: 12,
  openPayment: 12,
};

/** The number of counts that are kept. The oldest are dropped first. */
const MAX_COUNTS = 10_000;

/**
 * Limits requests by address and operation, in this process only. With more than one process, count in a store that
 * they share. Requests without a known address are not limited.
 */
export function limitByAddress(limitPerMinute: number): Limit {
  const counts = new Map<string, number>();
  return ({ operation, address }) => {
    if (address === null) return true;
    const now = Date.now();
    const key = `${String(Math.floor(now / MINUTE_MS))} ${operation} ${address}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    // A Map keeps its order of insertion.
    if (counts.size > MAX_COUNTS) counts.delete(counts.keys().next().value ?? '');
    const isAllowed = count <= Math.ceil(limitPerMinute / (DIVISORS[operation] ?? 1));
    return isAllowed || Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1000);
  };
}

/**
 * The address of the connection. Behind a proxy, read the header that your proxy writes, and no other: a client can
 * send any header.
 */
export function addressOf(context: Context<ShopEnvironment>): string | null {
  return context.env.incoming.socket.remoteAddress ?? null;
}

/** Limits an address of the shop's own, as the relay limits its operations. */
export function limited(limit: Limit, operation: string): MiddlewareHandler<ShopEnvironment> {
  return async (context, next) => {
    const allowed = limit({ operation, address: addressOf(context) });
    if (allowed === true) {
      await next();
      return;
    }
    context.header('Retry-After', String(allowed));
    const text = `Wait ${String(allowed)} seconds, then try again.`;
    return context.html(notice('Too many tries', text), 429);
  };
}
