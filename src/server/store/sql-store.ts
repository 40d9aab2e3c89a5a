import {
  checkKey,
  checkKeyText,
  checkVersion,
  toLimit,
  toWholeMs,
  toWholeMsIfSet,
} from './arguments.js';
import { MisconfiguredError } from '../errors.js';
import { checkSqlStore } from './sql-check.js';
import { parseOrderRef, parseOrderRow, parseTokenOwner } from './sql-row.js';
import type { SqlDatabase, SqlResult, SqlValue } from './sql-database.js';
import { statementsFor, withParameters } from './sql-statements.js';
import type { OrderKey, Store } from './store.js';

export type { SqlDatabase, SqlDialect, SqlResult, SqlValue } from './sql-database.js';

/** How often a statement is sent that the database undid in favour of another. */
const MAX_TRIES = 10;

/**
 * A store in the merchant's own PostgreSQL or SQLite. Create the tables of `sqlSchema` first; `check` says what is
 * missing.
 *
 * Each write is one statement that compares the row's version, so that of two processes one wins. Times are read from
 * the database's clock inside the statement, so that the clocks of the processes do not matter.
 *
 * @example
 * const store = sqlStore(fromPg(new Pool({ connectionString: process.env.DATABASE_URL })));
 */
export function sqlStore(database: SqlDatabase): Store {
  const given = database as Partial<SqlDatabase> | null | undefined;
  if (typeof given?.query !== 'function' || !['postgres', 'sqlite'].includes(String(given.dialect)))
    throw new MisconfiguredError(
      'store',
      'give sqlStore what fromPg, fromPostgres or fromLibsql returns, or { dialect, query }.',
    );
  const { dialect } = database;
  const statements = statementsFor(dialect);

  async function run(sql: string, params: readonly SqlValue[]): Promise<SqlResult> {
    for (let tries = 1; ; tries += 1)
      try {
        return await database.query(withParameters(sql, dialect), params);
      } catch (error) {
        if (!isSerializationFailure(error) || tries === MAX_TRIES) throw error;
      }
  }

  const store: Store = {
    isDurable: true,

    check: () => checkSqlStore(store, dialect, run),

    async read(key) {
      const { rows } = await run(statements.read, paramsOf(key));
      return rows[0] ? parseOrderRow(key, rows[0]) : null;
    },

    async write(key, { state, data, leaseMs, settleMs, dueMs }, version) {
      checkVersion(version);
      const times = [
        toWholeMsIfSet('leaseMs', leaseMs),
        toWholeMsIfSet('settleMs', settleMs),
        toWholeMsIfSet('dueMs', dueMs),
      ];
      const params: SqlValue[] = [
        ...paramsOf(key),
        ...[state, JSON.stringify(data), Number(data.stuck !== null)],
        ...times.map((time) => time ?? null),
      ];
      const { rows } =
        version === 0
          ? await run(statements.insert, params)
          : await run(statements.update, [
              ...params,
              ...times.map((time) => Number(time === undefined)),
              version,
            ]);
      return rows[0] ? parseOrderRow(key, rows[0]) : null;
    },

    async remove(key, version) {
      checkVersion(version);
      const { rowCount } = await run(statements.remove, [...paramsOf(key), version]);
      return rowCount > 0;
    },

    async list(query) {
      const { namespace, mode, kind } = query;
      checkKeyText('namespace', namespace);
      const { rows } = await run(statements.list[kind], [namespace, mode, toLimit(query)]);
      return readableOf(rows, (row) =>
        parseOrderRow({ namespace, mode, orderRef: parseOrderRef(row) }, row),
      );
    },

    async claimToken(digest, key) {
      checkKeyText('digest', digest);
      const { rows } = await run(statements.claimToken, [digest, ...paramsOf(key)]);
      return parseTokenOwner(rows[0]);
    },

    async releaseToken(digest, key) {
      checkKeyText('digest', digest);
      await run(statements.releaseToken, [digest, ...paramsOf(key)]);
    },

    async tokenOwner(digest) {
      checkKeyText('digest', digest);
      const { rows } = await run(statements.tokenOwner, [digest]);
      return rows[0] ? parseTokenOwner(rows[0]) : null;
    },

    async hasEvent(eventId) {
      checkKeyText('eventId', eventId);
      const { rows } = await run(statements.hasEvent, [eventId]);
      return rows.length > 0;
    },

    async markEvent(eventId) {
      checkKeyText('eventId', eventId);
      await run(statements.markEvent, [eventId]);
    },

    async purge(olderThanMs) {
      const params = [toWholeMs('olderThanMs', olderThanMs)];
      const { rowCount } = await run(statements.purgeOrders, params);
      // After the orders: a claim whose order is still there is kept.
      await run(statements.purgeTokens, params);
      await run(statements.purgeEvents, params);
      return rowCount;
    },
  };
  return store;
}

/**
 * Reads the rows of a list without those that cannot be read, so that they hold up no other order: while a new version
 * is deployed, its processes may write what those of the old one do not know. Throws if none can be read.
 */
function readableOf<Row>(
  rows: readonly Record<string, unknown>[],
  read: (row: Record<string, unknown>) => Row,
): Row[] {
  const found: Row[] = [];
  for (const row of rows)
    try {
      found.push(read(row));
    } catch {
      // Another process may be able to.
    }
  if (found.length === 0 && rows[0]) read(rows[0]);
  return found;
}

/**
 * Whether PostgreSQL undid a statement because another transaction wrote the same row. It happens only where the
 * database's default isolation level is above READ COMMITTED, or in a deadlock. Nothing was written.
 * https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
 */
function isSerializationFailure(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}

function paramsOf(key: OrderKey): string[] {
  checkKey(key);
  return [key.namespace, key.mode, key.orderRef];
}
