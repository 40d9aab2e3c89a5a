/** Random orders with real databases, whose statements have the virtual time in the place of the database's clock. */
import Database from 'libsql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlSchema, tableColumns } from '../../../../src/server/store/schema.js';
import { fromLibsql, fromPg } from '../../../../src/server/store/sql-adapters.js';
import type { SqlDatabase, SqlDialect } from '../../../../src/server/store/sql-database.js';
import { sqlStore } from '../../../../src/server/store/sql-store.js';
import type { Store } from '../../../../src/server/store/store.js';
import { UNIT_TEST_MS } from '../../../harness/limits.js';
import { startPostgres, type TestPostgres } from '../../../harness/postgres.js';
import { isWide } from '../../../harness/ring.js';
import { inRealTime } from '../../../harness/virtual-time.js';
import { playRandomOrders, tallyTable } from './random-orders.js';
import { faultClasses } from './random-orders-classes.js';
import type { Tally } from './random-orders-play.js';

/** The classes in which most depends on the store. The wide ring has all of them. */
const names = ['processes that die', 'store that fails', 'store that is slow', 'everything'];
const classes = faultClasses.filter(({ name }) => isWide || names.includes(name));

/** Orders of each class, for each database. */
const count = process.env.TEST_RING === undefined ? 4 : 50;

const clocks: Readonly<Record<SqlDialect, string>> = {
  postgres: 'CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)',
  sqlite: "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
};

/** Makes a database tell the virtual time. */
function withVirtualClock({ dialect, query }: SqlDatabase): SqlDatabase {
  return {
    dialect,
    async query(sql, params) {
      const text = sql.replaceAll(clocks[dialect], String(Date.now()));
      if (/clock_timestamp|julianday|now\(\)/.test(text))
        throw new Error(`The clock in this statement is not known: ${sql}`);
      return await inRealTime(() => query(text, params));
    },
  };
}

async function emptyStore(database: SqlDatabase): Promise<Store> {
  for (const table of Object.keys(tableColumns)) await database.query(`DELETE FROM ${table}`, []);
  return sqlStore(withVirtualClock(database));
}

const tallies = new Map<string, Tally>();
afterAll(() => {
  console.log(tallyTable(tallies));
});

/** Tests the classes with a database. */
function testWith(name: string, open: () => SqlDatabase): void {
  it.each(classes)(
    'has one appointment for a paid order, and none for a cancelled one: $name',
    async (faultClass) => {
      const database = open();
      const openStore = (): Promise<Store> => emptyStore(database);
      const tally = await playRandomOrders({ faultClass, count, openStore });
      tallies.set(`${name}: ${faultClass.name}`, tally);
      expect(tally.creates).toBeGreaterThan(count / 2);
    },
    isWide ? 4 * UNIT_TEST_MS : UNIT_TEST_MS,
  );
}

describe('with sqlStore on libsql', () => {
  let database: Database.Database;
  beforeAll(() => {
    database = new Database(':memory:');
    database.exec(sqlSchema.sqlite);
    return () => {
      database.close();
    };
  });
  testWith('libsql', () => fromLibsql(database));
});

describe('with sqlStore on PostgreSQL', () => {
  let server: TestPostgres;
  let pool: pg.Pool;
  beforeAll(async () => {
    server = await startPostgres();
    // Without idle timers, which virtual time would end.
    pool = new pg.Pool({ ...server.options, max: 4, idleTimeoutMillis: 0 });
    pool.on('error', () => undefined);
    await pool.query(sqlSchema.postgres);
    return async () => {
      await pool.end();
      await server.stop();
    };
  });
  testWith('PostgreSQL', () => fromPg(pool));
});
