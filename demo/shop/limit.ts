/** What the relay asks before anything else: true, or the seconds to wait. */
export type Limit = (request: Request, about: { readonly operation: string }) => boolean | number;

const minute = 60_000;

/** What takes a window from everybody else, for a while or for good, may be asked that much less often. */
const scarce: Readonly<Record<string, number>> = { placeHold: 12, bookSelection: 24 };

/** How many are remembered before all are forgotten. */
const mostRemembered = 10_000;

/**
 * Counts by address, in this process alone. `addressOf` is the server’s to say: behind a proxy, believe the header
 * that the proxy itself writes, and no other. With more than one process, count in a store that they share.
 */
export const limitByAddress = (
  addressOf: (request: Request) => string,
  perMinute: number,
): Limit => {
  const counts = new Map<string, number>();
  return (request, { operation }) => {
    const now = Date.now();
    const key = `${String(Math.floor(now / minute))} ${operation} ${addressOf(request)}`;
    const count = (counts.get(key) ?? 0) + 1;
    if (counts.size >= mostRemembered) counts.clear();
    counts.set(key, count);
    const isFine = count <= Math.ceil(perMinute / (scarce[operation] ?? 1));
    return isFine || Math.ceil((minute - (now % minute)) / 1000);
  };
};
