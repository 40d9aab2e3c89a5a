const MAX_HOLDS_PER_MINUTE = 10;

/** The number of holds of each address in this minute. */
const counts = new Map();
let minute = 0;

/**
 * Limits the holds of one address, because a hold takes a window from other customers. It counts in this process only:
 * with several, count in a store that they share, such as Redis.
 */
export function limitHolds(_request, { operation, address }) {
  if (operation !== 'placeHold' || address === null) return true;
  const now = Date.now() / 60_000;
  if (Math.floor(now) !== minute) {
    minute = Math.floor(now);
    counts.clear();
  }
  const count = (counts.get(address) ?? 0) + 1;
  counts.set(address, count);
  // The number of seconds to wait.
  return count <= MAX_HOLDS_PER_MINUTE || Math.ceil((minute + 1 - now) * 60);
}
