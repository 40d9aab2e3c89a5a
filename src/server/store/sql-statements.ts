/**
 * The statements of `sqlStore`, in the SQL that PostgreSQL and SQLite share. Each write is one statement, so that it is
 * atomic without a transaction. Tested with PostgreSQL 15 and SQLite 3.45. By their documentation PostgreSQL 10 has all
 * that is used, and SQLite 3.35, the first with RETURNING.
 */

import { finishedStates } from './finished-states.js';
import type { SqlDialect } from './sql-database.js';

/** The database's own clock, in whole milliseconds since 1970. */
const clocks: Readonly<Record<SqlDialect, string>> = {
  // `now()` would be the start of the transaction.
  postgres: 'CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)',
  // Every SQLite has `julianday`; `unixepoch('subsec')` came with 3.42. SQLite's own time is whole milliseconds: ROUND
  // takes away the inexactness of the fraction.
  sqlite: "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
};

/** Statements that list the columns of a table. */
const columnLists: Readonly<Record<SqlDialect, string>> = {
  // The table that a statement finds by the search path, whichever schema it is in.
  postgres: `SELECT CAST(attname AS TEXT) AS name FROM pg_attribute
    WHERE attrelid = to_regclass(CAST(?1 AS TEXT)) AND attnum > 0 AND NOT attisdropped`,
  sqlite: 'SELECT name FROM pragma_table_info(?1)',
};

/** The statements by name, with the parameters `?1`, `?2`, and so on. */
export interface SqlStatements {
  /** Namespace, mode, reference. */
  readonly read: string;
  /**
   * Namespace, mode, reference, state, data, 1 if stuck; then the durations of the lease, of settling and until due,
   * each null for none.
   */
  readonly insert: string;
  /**
   * As `insert`, then 1 for each of the three durations that is kept, then the version.
   */
  readonly update: string;
  /** Namespace, mode, reference. */
  readonly remove: string;
  /** Namespace, mode, limit; by kind. */
  readonly list: Readonly<Record<'due' | 'waiting' | 'stuck', string>>;
  /** Digest, namespace, mode, reference. */
  readonly claimToken: string;
  /** Digest, namespace, mode, reference. */
  readonly releaseToken: string;
  /** The digest. */
  readonly tokenOwner: string;
  /** The event's id. */
  readonly hasEvent: string;
  /** The event's id. */
  readonly markEvent: string;
  /** The event's id. */
  readonly removeEvent: string;
  /** A duration. */
  readonly purgeOrders: string;
  /** A duration. */
  readonly purgeTokens: string;
  /** A duration. */
  readonly purgeEvents: string;
  /** A table's name. Returns a row for each of its columns; none if there is no such table. */
  readonly columns: string;
}

function writeStatements(now: string, columnList: string): SqlStatements {
  // The clock is read once in a statement: the expression is volatile in PostgreSQL, so it is not inlined there.
  const clock = `WITH clock AS (SELECT ${now} AS ms)`;
  const ms = '(SELECT ms FROM clock)';
  const whereKey = 'namespace = ?1 AND mode = ?2 AND order_ref = ?3';
  // Aliases without underscores are the same in clients that convert names to camel case.
  const columns =
    'order_ref AS orderref, version, state, data, lease_until AS leaseuntil, settles_at AS settlesat, ' +
    'due_at AS dueat, created_at AS createdat, updated_at AS updatedat';

  function setTime(column: string, duration: string, isKept: string): string {
    return `${column} = CASE WHEN CAST(${isKept} AS INTEGER) = 1 THEN ${column} ELSE ${ms} + CAST(${duration} AS BIGINT) END`;
  }

  function listWhere(condition: string, time: string): string {
    return `${clock} SELECT ${columns}, ${ms} AS storenow FROM ally_orders
      WHERE namespace = ?1 AND mode = ?2 AND ${condition}
      ORDER BY ${time}, order_ref LIMIT CAST(?3 AS INTEGER)`;
  }

  return {
    read: `SELECT ${columns}, ${now} AS storenow FROM ally_orders WHERE ${whereKey}`,

    insert: `${clock} INSERT INTO ally_orders (namespace, mode, order_ref, version, state, data, is_stuck,
        lease_until, settles_at, due_at, created_at, updated_at)
      VALUES (?1, ?2, ?3, 1, ?4, ?5, CAST(?6 AS INTEGER) = 1,
        ${ms} + CAST(?7 AS BIGINT), ${ms} + CAST(?8 AS BIGINT), ${ms} + CAST(?9 AS BIGINT), ${ms}, ${ms})
      ON CONFLICT (namespace, mode, order_ref) DO NOTHING
      RETURNING ${columns}, ${now} AS storenow`,

    update: `${clock} UPDATE ally_orders SET version = version + 1, state = ?4, data = ?5,
        is_stuck = CAST(?6 AS INTEGER) = 1,
        ${setTime('lease_until', '?7', '?10')},
        ${setTime('settles_at', '?8', '?11')},
        ${setTime('due_at', '?9', '?12')},
        updated_at = ${ms}
      WHERE ${whereKey} AND version = CAST(?13 AS INTEGER)
      RETURNING ${columns}, ${now} AS storenow`,

    remove: `DELETE FROM ally_orders WHERE ${whereKey} AND (CAST(?4 AS INTEGER) = 0 OR version = CAST(?4 AS INTEGER))`,

    list: {
      due: listWhere(`due_at <= ${ms}`, 'due_at'),
      waiting: listWhere('due_at IS NOT NULL', 'due_at'),
      stuck: listWhere('is_stuck', 'updated_at'),
    },

    // An update that changes nothing returns the row of the earlier claim. A SELECT after the INSERT would find none
    // if the claim ended in between.
    claimToken: `INSERT INTO ally_tokens (digest, namespace, mode, order_ref, claimed_at)
      VALUES (?1, ?2, ?3, ?4, ${now})
      ON CONFLICT (digest) DO UPDATE SET digest = ally_tokens.digest
      RETURNING namespace, mode, order_ref AS orderref`,

    // A process may come to this after another one has taken the order up again.
    releaseToken: `DELETE FROM ally_tokens
      WHERE digest = ?1 AND namespace = ?2 AND mode = ?3 AND order_ref = ?4 AND NOT EXISTS (
        SELECT 1 FROM ally_orders WHERE namespace = ?2 AND mode = ?3 AND order_ref = ?4
        AND state IN ('attempting', 'unknown', 'booked'))`,

    tokenOwner: 'SELECT namespace, mode, order_ref AS orderref FROM ally_tokens WHERE digest = ?1',

    hasEvent: 'SELECT done_at AS doneat FROM ally_events WHERE event_id = ?1',

    markEvent: `INSERT INTO ally_events (event_id, done_at) VALUES (?1, ${now})
      ON CONFLICT (event_id) DO NOTHING`,

    removeEvent: 'DELETE FROM ally_events WHERE event_id = ?1',

    purgeOrders: `${clock} DELETE FROM ally_orders
      WHERE state IN (${finishedStates.map((state) => `'${state}'`).join(', ')}) AND due_at IS NULL
      AND updated_at < ${ms} - CAST(?1 AS BIGINT)`,

    // A claim may be older than the first row of its order, so a new claim is kept.
    purgeTokens: `${clock} DELETE FROM ally_tokens
      WHERE claimed_at < ${ms} - CAST(?1 AS BIGINT) AND NOT EXISTS (
        SELECT 1 FROM ally_orders WHERE ally_orders.namespace = ally_tokens.namespace
        AND ally_orders.mode = ally_tokens.mode AND ally_orders.order_ref = ally_tokens.order_ref)`,

    purgeEvents: `${clock} DELETE FROM ally_events WHERE done_at < ${ms} - CAST(?1 AS BIGINT)`,

    columns: columnList,
  };
}

/** Returns the statements in a dialect. */
export function statementsFor(dialect: SqlDialect): SqlStatements {
  return writeStatements(clocks[dialect], columnLists[dialect]);
}

/** Writes the parameters `?1` as a dialect has them: PostgreSQL writes `$1`. */
export function withParameters(sql: string, dialect: SqlDialect): string {
  return dialect === 'postgres' ? sql.replaceAll(/\?(\d+)/g, '$$$1') : sql;
}
