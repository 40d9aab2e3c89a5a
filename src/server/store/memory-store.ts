import {
  checkKey,
  checkKeyText,
  checkVersion,
  toLimit,
  toWholeMs,
  toWholeMsIfSet,
} from './arguments.js';
import { finishedStates } from './finished-states.js';
import type { OrderKey, OrderRow, Store } from './store.js';

/** A row as it is kept: `now` is set when it is returned. */
type KeptRow = Omit<OrderRow, 'now'>;

interface Claim {
  readonly key: OrderKey;
  readonly claimedAt: number;
}

function idOf({ namespace, mode, orderRef }: OrderKey): string {
  return JSON.stringify([namespace, mode, orderRef]);
}

/** Returns the end of a duration: null for never, undefined keeps the time before. */
function endOf(
  name: string,
  {
    now,
    kept,
    durationMs,
  }: { now: number; kept: number | null; durationMs: number | null | undefined },
): number | null {
  const wholeMs = toWholeMsIfSet(name, durationMs);
  if (wholeMs === undefined) return kept;
  return wholeMs === null ? null : now + wholeMs;
}

/** Orders rows by a time, then by reference, so that the order is the same each time. */
function compareRows(timeOf: (row: KeptRow) => number): (one: KeptRow, other: KeptRow) => number {
  return (one, other) =>
    timeOf(one) - timeOf(other) || (one.key.orderRef < other.key.orderRef ? -1 : 1);
}

/**
 * A store in the memory of this process, for tests: its rows end with the process, and other processes do not see
 * them.
 *
 * @param options.now returns the store's time, in milliseconds since 1970. Default: `Date.now`.
 */
export function memoryStore({ now: readClock = Date.now }: { now?: () => number } = {}): Store {
  const rows = new Map<string, KeptRow>();
  const claims = new Map<string, Claim>();
  const events = new Map<string, number>();

  function getNow(): number {
    return Math.floor(readClock());
  }

  function copyOut(row: KeptRow, now: number): OrderRow {
    return { ...structuredClone(row), now };
  }

  /* eslint-disable @typescript-eslint/require-await -- an error of a store is a rejection, never thrown. */
  return {
    isDurable: false,

    async check() {
      // Memory has no schema, and reads back what was written.
    },

    async read(key) {
      checkKey(key);
      const row = rows.get(idOf(key));
      return row ? copyOut(row, getNow()) : null;
    },

    async write(key, { state, data, leaseMs, settleMs, dueMs }, version) {
      checkKey(key);
      checkVersion(version);
      const now = getNow();
      const before = rows.get(idOf(key));
      const leaseUntil = endOf('leaseMs', {
        now,
        kept: before?.leaseUntil ?? null,
        durationMs: leaseMs,
      });
      const settlesAt = endOf('settleMs', {
        now,
        kept: before?.settlesAt ?? null,
        durationMs: settleMs,
      });
      const dueAt = endOf('dueMs', { now, kept: before?.dueAt ?? null, durationMs: dueMs });
      if ((before?.version ?? 0) !== version) return null;
      const { namespace, mode, orderRef } = key;
      const row: KeptRow = {
        key: { namespace, mode, orderRef },
        version: version + 1,
        state,
        data: structuredClone(data),
        leaseUntil,
        settlesAt,
        dueAt,
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
      };
      rows.set(idOf(key), row);
      return copyOut(row, now);
    },

    async remove(key, version) {
      checkKey(key);
      checkVersion(version);
      const row = rows.get(idOf(key));
      if (!row || (version !== 0 && row.version !== version)) return false;
      return rows.delete(idOf(key));
    },

    async list(query) {
      const { namespace, mode, kind } = query;
      const limit = toLimit(query);
      const now = getNow();
      const own = [...rows.values()].filter(
        ({ key }) => key.namespace === namespace && key.mode === mode,
      );
      const found =
        kind === 'stuck'
          ? own
              .filter(({ data }) => data.stuck !== null)
              .sort(compareRows(({ updatedAt }) => updatedAt))
          : own
              .filter(({ dueAt }) => dueAt !== null && (kind === 'waiting' || dueAt <= now))
              .sort(compareRows(({ dueAt }) => dueAt ?? 0));
      return found.slice(0, limit).map((row) => copyOut(row, now));
    },

    async claimToken(digest, key) {
      checkKeyText('digest', digest);
      checkKey(key);
      const { namespace, mode, orderRef } = key;
      const claim = claims.get(digest) ?? {
        key: { namespace, mode, orderRef },
        claimedAt: getNow(),
      };
      claims.set(digest, claim);
      return structuredClone(claim.key);
    },

    async releaseToken(digest, key) {
      checkKeyText('digest', digest);
      checkKey(key);
      const claim = claims.get(digest);
      const state = rows.get(idOf(key))?.state;
      const isInUse = state === 'attempting' || state === 'unknown' || state === 'booked';
      if (claim && idOf(claim.key) === idOf(key) && !isInUse) claims.delete(digest);
    },

    async tokenOwner(digest) {
      checkKeyText('digest', digest);
      const claim = claims.get(digest);
      return claim ? structuredClone(claim.key) : null;
    },

    async hasEvent(eventId) {
      checkKeyText('eventId', eventId);
      return events.has(eventId);
    },

    async markEvent(eventId) {
      checkKeyText('eventId', eventId);
      if (!events.has(eventId)) events.set(eventId, getNow());
    },

    async purge(olderThanMs) {
      const before = getNow() - toWholeMs('olderThanMs', olderThanMs);
      let removed = 0;
      for (const [id, { state, dueAt, updatedAt }] of rows)
        if (finishedStates.includes(state) && dueAt === null && updatedAt < before) {
          rows.delete(id);
          removed += 1;
        }
      for (const [digest, { key, claimedAt }] of claims)
        if (claimedAt < before && !rows.has(idOf(key))) claims.delete(digest);
      for (const [eventId, doneAt] of events) if (doneAt < before) events.delete(eventId);
      return removed;
    },
  };
  /* eslint-enable @typescript-eslint/require-await */
}
