import Database from 'libsql';
import { beforeEach, expect, it } from 'vitest';
import { MisconfiguredError } from '../../../../src/server/errors.js';
import { sqlSchema } from '../../../../src/server/store/schema.js';
import { fromLibsql } from '../../../../src/server/store/sql-adapters.js';
import type { SqlDatabase } from '../../../../src/server/store/sql-database.js';
import { sqlStore } from '../../../../src/server/store/sql-store.js';
import { countRows } from './sql.js';

const empty = { ally_orders: 0, ally_tokens: 0, ally_events: 0 };

let connection: Database.Database;
let database: SqlDatabase;
beforeEach(() => {
  connection = new Database(':memory:');
  connection.exec(sqlSchema.sqlite);
  database = fromLibsql(connection);
  return () => {
    connection.close();
  };
});

/** Runs the check, and returns its error. */
async function errorOf(checked: SqlDatabase): Promise<unknown> {
  return sqlStore(checked)
    .check()
    .then(
      () => null,
      (error: unknown) => error,
    );
}

/** Runs the check, and returns the cure of its error. */
async function cureOf(checked: SqlDatabase): Promise<string> {
  const error = await errorOf(checked);
  expect(error).toBeInstanceOf(MisconfiguredError);
  const { option, cure } = error as MisconfiguredError;
  expect(option).toBe('store');
  return cure;
}

it('a check leaves nothing behind', async () => {
  expect(await errorOf(database)).toBeNull();
  expect(await countRows(database)).toEqual(empty);
});

it.each(['ally_orders', 'ally_tokens', 'ally_events'])(
  'a missing table %s is named, with the schema',
  async (table) => {
    connection.exec(`DROP TABLE ${table}`);
    const cure = await cureOf(database);
    expect(cure).toContain(`the table ${table} is missing`);
    expect(cure).toContain('sqlSchema.sqlite');
  },
);

it('a missing column is named', async () => {
  connection.exec('ALTER TABLE ally_orders DROP COLUMN settles_at');
  connection.exec('ALTER TABLE ally_orders DROP COLUMN lease_until');
  expect(await cureOf(database)).toContain(
    'the table ally_orders has no column lease_until, settles_at',
  );
});

it.each([
  ['ally_orders', 'PRIMARY KEY (namespace, mode, order_ref)', 'UNIQUE (order_ref)'],
  ['ally_tokens', 'digest     TEXT    NOT NULL PRIMARY KEY', 'digest TEXT'],
  ['ally_events', 'event_id TEXT    NOT NULL PRIMARY KEY', 'event_id TEXT'],
  ['ally_orders', 'data        TEXT    NOT NULL,', `data TEXT CHECK (data = ''),`],
])('a table %s with %s replaced is refused', async (_, before, after) => {
  const other = new Database(':memory:');
  expect(sqlSchema.sqlite).toContain(before);
  other.exec(sqlSchema.sqlite.replace(before, after));
  expect(await cureOf(fromLibsql(other))).toContain('the tables differ from sqlSchema.sqlite');
  expect(await countRows(fromLibsql(other))).toEqual(empty);
  other.close();
});

it('reads from a database that has not got the write yet are refused', async () => {
  const replica = new Database(':memory:');
  replica.exec(sqlSchema.sqlite);
  const split: SqlDatabase = {
    dialect: 'sqlite',
    query: (sql, params) =>
      (/^SELECT/.test(sql) ? fromLibsql(replica) : database).query(sql, params),
  };
  expect(await cureOf(split)).toContain('to the primary');
  expect(await countRows(database)).toEqual(empty);
  replica.close();
});

it('reads that lag behind by one write are refused', async () => {
  let latest: Awaited<ReturnType<SqlDatabase['query']>> | null = null;
  const lagging: SqlDatabase = {
    dialect: 'sqlite',
    query: async (sql, params) => {
      const result = await database.query(sql, params);
      if (!sql.includes('FROM ally_orders')) return result;
      const answer = latest ?? result;
      latest = result;
      return answer;
    },
  };
  expect(await cureOf(lagging)).toContain('was not read back');
  expect(await countRows(database)).toEqual(empty);
});

it('a database that is open to read only is refused', async () => {
  connection.pragma('query_only = ON');
  expect(await cureOf(database)).toContain('may write');
});

it('an open transaction is refused', async () => {
  // Without the adapter, which refuses every query then.
  const { query } = fromLibsql({
    inTransaction: false,
    prepare: (sql) => connection.prepare(sql),
    exec: () => undefined,
  });
  connection.exec('BEGIN');
  const cure = await cureOf({ dialect: 'sqlite', query });
  expect(cure).toContain('inside an open transaction');
  connection.exec('ROLLBACK');
  expect(await countRows(database)).toEqual(empty);
});

it('the safety level of SQLite is as it was', async () => {
  connection.pragma('synchronous = NORMAL');
  await sqlStore(database).check();
  expect(connection.pragma('synchronous')).toEqual([{ synchronous: 1 }]);
});

it('a SQLite that refuses PRAGMA is not refused for it', async () => {
  const hosted: SqlDatabase = {
    dialect: 'sqlite',
    query: (sql, params) =>
      sql.startsWith('PRAGMA')
        ? Promise.reject(new Error('not authorized: SQLITE_AUTH'))
        : database.query(sql, params),
  };
  expect(await errorOf(hosted)).toBeNull();
});

it('an error of the connection is passed on as it is', async () => {
  const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  expect(await errorOf({ dialect: 'sqlite', query: () => Promise.reject(lost) })).toBe(lost);
  let queries = 0;
  const cut: SqlDatabase = {
    dialect: 'sqlite',
    query: (sql, params) => {
      queries += 1;
      return queries > 5 ? Promise.reject(lost) : database.query(sql, params);
    },
  };
  expect(await errorOf(cut)).toBe(lost);
});
