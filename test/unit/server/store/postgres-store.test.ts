import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MisconfiguredError } from '../../../../src/server/errors.js';
import { sqlSchema, tableColumns } from '../../../../src/server/store/schema.js';
import { fromPg, fromPostgres } from '../../../../src/server/store/sql-adapters.js';
import { sqlStore } from '../../../../src/server/store/sql-store.js';
import {
  startPostgres,
  type PostgresOptions,
  type TestPostgres,
} from '../../../harness/postgres.js';
import { describeStore } from './conformance.js';
import { openPool, withPool } from './postgres.js';
import { changeWith, keyOf } from './rows.js';
import { countRows } from './sql.js';

const empty = { ally_orders: 0, ally_tokens: 0, ally_events: 0 };

let server: TestPostgres;
let admin: pg.Pool;
beforeAll(async () => {
  server = await startPostgres();
  admin = openPool({ ...server.options, max: 1 });
  return async () => {
    await admin.end();
    await server.stop();
  };
});

/** Creates a database without tables. */
async function createDatabase(database: string): Promise<PostgresOptions> {
  await admin.query(`CREATE DATABASE ${database}`);
  return { ...server.options, database };
}

describeStore('sqlStore on PostgreSQL, by pg', {
  isDurable: true,
  open: async () => {
    const options = await createDatabase('by_pg');
    const [pool, second] = [openPool(options), openPool(options)];
    await pool.query(sqlSchema.postgres);
    return {
      ...withPool(pool),
      store: sqlStore(fromPg(pool)),
      secondStore: sqlStore(fromPg(second)),
      close: async () => {
        await pool.end();
        await second.end();
      },
    };
  },
});

describeStore('sqlStore on PostgreSQL, by postgres', {
  isDurable: true,
  open: async () => {
    const options = await createDatabase('by_postgres');
    const pool = openPool(options);
    await pool.query(sqlSchema.postgres);
    // Names of columns in camel case are a common option of merchants.
    const [first, second] = [
      postgres(options),
      postgres({ ...options, transform: postgres.camel }),
    ];
    return {
      ...withPool(pool),
      store: sqlStore(fromPostgres(first)),
      secondStore: sqlStore(fromPostgres(second)),
      close: async () => {
        await first.end();
        await second.end();
        await pool.end();
      },
    };
  },
});

describe('sqlStore on PostgreSQL', () => {
  let options: PostgresOptions;
  let pool: pg.Pool;
  beforeAll(async () => {
    options = await createDatabase('more');
    pool = openPool(options);
    await pool.query(sqlSchema.postgres);
  });
  afterAll(() => pool.end());

  const readNow = (): Promise<number> => withPool(pool).readNow();

  /** Resolves when a connection waits for a lock of another. */
  async function untilBlocked(): Promise<void> {
    for (;;) {
      const { rows } = await admin.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = 'more' AND wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
    }
  }

  it('may run its schema again, by either driver', async () => {
    await sqlStore(fromPg(pool)).write(keyOf('again'), changeWith(), 0);
    await pool.query(sqlSchema.postgres);
    const sql = postgres({ ...options, onnotice: () => undefined });
    await sql.unsafe(sqlSchema.postgres);
    await sql.end();
    expect(await sqlStore(fromPg(pool)).read(keyOf('again'))).not.toBeNull();
    const { rows } = await pool.query<{ table: string; columns: string[] }>(
      `SELECT table_name AS table, array_agg(column_name::text ORDER BY ordinal_position) AS columns
       FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`,
    );
    expect(Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))).toEqual(
      tableColumns,
    );
  });

  it.each(['COMMIT', 'ROLLBACK'])(
    'decides after it waited for another transaction, which ends by %s',
    async (end) => {
      const store = sqlStore(fromPg(pool));
      const key = keyOf(end);
      await store.write(key, changeWith(), 0);
      const other = await pool.connect();
      await other.query('BEGIN');
      await other.query(`UPDATE ally_orders SET version = 2 WHERE order_ref = '${end}'`);
      const written = store.write(key, changeWith({ leaseMs: 5_000 }), 1);
      await untilBlocked();
      const waitedUntil = await readNow();
      await other.query(end);
      other.release();
      const row = await written;
      expect(row?.version).toBe(end === 'COMMIT' ? undefined : 2);
      if (row) {
        expect(row.now).toBeGreaterThanOrEqual(waitedUntil);
        // The lease is counted from before the wait: it never ends later than its holder reckons.
        expect(row.leaseUntil).toBeLessThanOrEqual(row.now + 5_000);
      }
    },
  );

  it.each(['repeatable read', 'serializable'])(
    'lets one writer win a version in a database whose default is %s',
    async (level) => {
      const strict = openPool({
        ...options,
        max: 20,
        options: `-c default_transaction_isolation=${level.replace(' ', '\\ ')}`,
      });
      const store = sqlStore(fromPg(strict));
      const key = keyOf(level);
      await store.check();
      for (const version of [0, 1, 2]) {
        const results = await Promise.all(
          Array.from({ length: 20 }, () => store.write(key, changeWith(), version)),
        );
        expect(results.filter((row) => row !== null)).toHaveLength(1);
      }
      await strict.end();
    },
  );

  it('reads integers that the driver parses', async () => {
    for (const parse of [Number, BigInt]) {
      const types = new pg.TypeOverrides();
      types.setTypeParser(pg.types.builtins.INT8, (text: string) => parse(text) as number);
      const parsing = openPool({ ...options, types });
      const store = sqlStore(fromPg(parsing));
      const row = await store.write(keyOf(parse.name), changeWith({ leaseMs: 5 }), 0);
      expect(row?.leaseUntil).toBe((row?.updatedAt ?? 0) + 5);
      await parsing.end();
    }
  });

  it('uses the indexes for its lists', async () => {
    const client = await pool.connect();
    await client.query('SET enable_seqscan = off');
    for (const [condition, index] of [
      ['due_at <= (SELECT 5)', 'ally_orders_due'],
      ['is_stuck ORDER BY updated_at', 'ally_orders_stuck'],
    ] as const) {
      const { rows } = await client.query(
        `EXPLAIN SELECT * FROM ally_orders WHERE namespace = 'a' AND mode = 'test' AND ${condition}`,
      );
      expect(JSON.stringify(rows)).toContain(index);
    }
    client.release(true);
  });
});

describe('the check on PostgreSQL', () => {
  let options: PostgresOptions;
  let pool: pg.Pool;
  beforeAll(async () => {
    options = await createDatabase('checked');
    pool = openPool(options);
  });
  afterAll(() => pool.end());

  /** Runs the check over a pool, and returns the cure of its error; null if it passes. */
  async function cureOf(checked: pg.Pool | pg.Client): Promise<string | null> {
    try {
      await sqlStore(fromPg(checked)).check();
      return null;
    } catch (error) {
      expect(error).toBeInstanceOf(MisconfiguredError);
      return (error as MisconfiguredError).cure;
    }
  }

  it('names a missing table with its schema, then passes and leaves nothing behind', async () => {
    await expect(cureOf(pool)).resolves.toMatch(
      /^the table ally_orders is missing\. .*sqlSchema\.postgres.*search_path/,
    );
    await pool.query(sqlSchema.postgres);
    expect(await cureOf(pool)).toBeNull();
    expect(await countRows(fromPg(pool))).toEqual(empty);
  });

  it('passes by postgres too', async () => {
    const sql = postgres(options);
    await sqlStore(fromPostgres(sql)).check();
    await sql.end();
    expect(await countRows(fromPg(pool))).toEqual(empty);
  });

  it('finds the tables by the search path', async () => {
    await pool.query('CREATE SCHEMA shop');
    const shop = openPool({ ...options, options: '-c search_path=shop' });
    expect(await cureOf(shop)).toContain('ally_orders is missing');
    await shop.query(sqlSchema.postgres);
    expect(await cureOf(shop)).toBeNull();
    await shop.end();
  });

  it('names a missing column', async () => {
    await pool.query('ALTER TABLE ally_tokens RENAME COLUMN claimed_at TO at');
    expect(await cureOf(pool)).toContain('the table ally_tokens has no column claimed_at');
    await pool.query('ALTER TABLE ally_tokens RENAME COLUMN at TO claimed_at');
  });

  it.each([
    [
      'ALTER TABLE ally_orders ALTER COLUMN updated_at TYPE INTEGER',
      'ALTER TABLE ally_orders ALTER COLUMN updated_at TYPE BIGINT',
    ],
    [
      'ALTER TABLE ally_events DROP CONSTRAINT ally_events_pkey',
      'ALTER TABLE ally_events ADD PRIMARY KEY (event_id)',
    ],
  ])('refuses tables of another shape: %s', async (change, restore) => {
    await pool.query(change);
    expect(await cureOf(pool)).toContain('the tables differ from sqlSchema.postgres');
    await pool.query(restore);
    expect(await cureOf(pool)).toBeNull();
    expect(await countRows(fromPg(pool))).toEqual(empty);
  });

  it.each(['read committed', 'serializable'])(
    'refuses a connection with an open transaction (%s)',
    async (level) => {
      const client = new pg.Client(options);
      await client.connect();
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      expect(await cureOf(client)).toContain('inside an open transaction');
      await client.query('COMMIT');
      expect(await cureOf(client)).toBeNull();
      await client.end();
      expect(await countRows(fromPg(pool))).toEqual(empty);
    },
  );

  it('refuses the sql of a transaction of postgres', async () => {
    const sql = postgres(options);
    const refused = sql.begin(async (transaction) => {
      await sqlStore(fromPostgres(transaction)).check();
    });
    await expect(refused).rejects.toThrow('inside an open transaction');
    await sql.end();
  });

  it('refuses a connection that may only read, as a replica', async () => {
    const replica = openPool({ ...options, options: '-c default_transaction_read_only=on' });
    expect(await cureOf(replica)).toContain('to the primary that may write');
    await replica.end();
  });

  it('refuses reads from another database than the writes', async () => {
    const other = await createDatabase('replica');
    const replica = openPool(other);
    await replica.query(sqlSchema.postgres);
    const store = sqlStore({
      dialect: 'postgres',
      query: (sql, params) =>
        fromPg(/^SELECT version|^SELECT order_ref/.test(sql) ? replica : pool).query(sql, params),
    });
    await expect(store.check()).rejects.toThrow('was not read back');
    await replica.end();
    expect(await countRows(fromPg(pool))).toEqual(empty);
  });

  it('names the rights that the user lacks', async () => {
    await pool.query('CREATE USER poor; GRANT SELECT, INSERT ON ally_orders TO poor');
    const poor = openPool({ ...options, user: 'poor' });
    expect(await cureOf(poor)).toContain('grant SELECT, INSERT, UPDATE and DELETE on ally_orders');
    await poor.end();
    await pool.query('DELETE FROM ally_orders');
  });

  it('passes on the error of a server that is not there', async () => {
    const nowhere = openPool({ ...options, host: '/nowhere' });
    await expect(sqlStore(fromPg(nowhere)).check()).rejects.toMatchObject({ code: 'ENOENT' });
    await nowhere.end();
  });
});
