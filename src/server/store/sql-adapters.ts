/** Adapters of database drivers for `sqlStore`. Their types describe the drivers, so that no driver is a dependency. */
import { MisconfiguredError } from '../errors.js';
import type { SqlDatabase, SqlResult } from './sql-database.js';

/** A `Pool` of the package `pg`. */
export interface PgPool {
  query(
    text: string,
    values: (string | number | null)[],
  ): Promise<{ readonly rows: Record<string, unknown>[]; readonly rowCount: number | null }>;
}

/** The function that the package `postgres` returns. */
export interface PostgresSql {
  unsafe(
    query: string,
    parameters: (string | number | null)[],
  ): PromiseLike<readonly Record<string, unknown>[] & { readonly count: number | null }>;
}

/** A `Database` of the package `libsql`. */
export interface LibsqlDatabase {
  exec(sql: string): unknown;
  readonly inTransaction: boolean;
  prepare(sql: string): {
    readonly reader: boolean;
    all(...params: (string | number | null)[]): unknown[];
    run(...params: (string | number | null)[]): { readonly changes: number };
  };
}

/**
 * Adapts a `Pool` of `pg` 8. Give the pool, never a client in which you begin transactions. Statements are unnamed, as
 * the transaction mode of PgBouncer needs; it is not tested with PgBouncer.
 *
 * @example
 * const store = sqlStore(fromPg(new Pool({ connectionString: process.env.DATABASE_URL })));
 */
export function fromPg(pool: PgPool): SqlDatabase {
  return {
    dialect: 'postgres',
    async query(sql, params) {
      const { rows, rowCount } = await pool.query(sql, [...params]);
      return { rows, rowCount: rowCount ?? rows.length };
    },
  };
}

/**
 * Adapts the function of `postgres` 3. Give `postgres(…)` itself, never the `sql` of `sql.begin` or
 * `sql.reserve`.
 *
 * @example
 * const store = sqlStore(fromPostgres(postgres(process.env.DATABASE_URL)));
 */
export function fromPostgres(sql: PostgresSql): SqlDatabase {
  return {
    dialect: 'postgres',
    async query(text, params) {
      const rows = await sql.unsafe(text, [...params]);
      return { rows: [...rows], rowCount: rows.count ?? rows.length };
    },
  };
}

/** Whether a transaction is open. A function, because the driver changes the property between two reads. */
function isOpen({ inTransaction }: LibsqlDatabase): boolean {
  return inTransaction;
}

/** Statements that need SQLite's write lock. */
const WRITES = /\b(?:insert|update|delete)\b/i;

/**
 * Adapts a `Database` of `libsql`, a SQLite in a file that the processes of one machine share. Open it with a busy
 * timeout: without one, a write fails at once with `SQLITE_BUSY` while another process writes. The driver is
 * synchronous, so the process does nothing else while it waits. In WAL mode readers do not wait for the writer.
 * `synchronous = FULL` keeps what was committed through a power cut.
 *
 * Each query throws if a transaction is open on this connection: its write would be lost with the transaction.
 *
 * @example
 * const database = new Database('orders.db', { timeout: 5_000 });
 * database.pragma('journal_mode = WAL');
 * database.pragma('synchronous = FULL');
 * const store = sqlStore(fromLibsql(database));
 */
export function fromLibsql(database: LibsqlDatabase): SqlDatabase {
  return {
    dialect: 'sqlite',
    // eslint-disable-next-line @typescript-eslint/require-await -- an error of the synchronous driver becomes a rejection.
    async query(sql, params) {
      if (database.inTransaction)
        throw new MisconfiguredError(
          'store',
          'its queries run inside an open transaction, so a write would be lost when that ends. Give the store a ' +
            'connection of its own.',
        );
      const run = (): SqlResult => {
        const statement = database.prepare(sql);
        if (!statement.reader) return { rows: [], rowCount: statement.run(...params).changes };
        const rows = statement.all(...params) as Record<string, unknown>[];
        return { rows, rowCount: rows.length };
      };
      if (!WRITES.test(sql)) return run();
      // A statement that fails with SQLITE_BUSY is not reset by the driver, and keeps the connection from writing for
      // ever. With BEGIN IMMEDIATE it is this that fails, and it leaves nothing behind.
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = run();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite may have rolled back by itself.
        if (isOpen(database)) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
