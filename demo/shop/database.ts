import { chmodSync, closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fromLibsql, sqlSchema, type SqlDatabase } from '@ally-health/checkout-booking/server';
import Database from 'libsql';
import type { Log } from './log.js';

/** How long the start waits for another process's write. Nothing else is done meanwhile. */
const START_TIMEOUT_MS = 10_000;

/** How long SQLite waits for another process's write. The driver is synchronous, so the process stands still. */
const BUSY_TIMEOUT_MS = 10;

/** How long a write waits for another process's in all, while the process goes on with other requests. */
const BUSY_LIMIT_MS = 2_000;
const BUSY_PAUSE_MS = 25;

/** The version of the tables in `schema.sql`, kept in the file as `user_version`. */
const SCHEMA_VERSION = 2;

/** Whether an error says that another process writes: the same may succeed in a moment. */
export function isBusy(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}

/** Repeats what fails because another process writes. Nothing was written when it fails so. */
async function whileBusy<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  const giveUpAt = performance.now() + BUSY_LIMIT_MS;
  for (;;)
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await pause(BUSY_PAUSE_MS);
    }
}

/**
 * Creates the file for its owner alone: it has tokens that open visits. SQLite gives its `-wal` and `-shm` the same
 * mode (https://sqlite.org/src/file/src/os_unix.c, findCreateFileMode). The file is never opened here if it exists:
 * closing it would end the locks that another connection of this process has.
 */
function makePrivate(path: string, log: Log): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats || (stats.mode & 0o077) === 0) continue;
    chmodSync(file, 0o600);
    log('database.made_private', { file: basename(file) });
  }
}

/** The shop's database: one file, which several processes of the shop may have open. The SDK has its tables in it. */
export class ShopDatabase {
  /** For the SDK's `sqlStore`. */
  readonly sql: SqlDatabase;
  private readonly connection: Database.Database;

  constructor(path: string, log: Log = () => undefined) {
    makePrivate(path, log);
    this.connection = new Database(path, { timeout: START_TIMEOUT_MS });
    // Readers do not wait for a writer. What was committed survives a power cut.
    this.connection.pragma('journal_mode = WAL');
    this.connection.pragma('synchronous = FULL');
    this.connection.pragma('foreign_keys = ON');
    this.createTables(path);
    this.connection.pragma(`busy_timeout = ${String(BUSY_TIMEOUT_MS)}`);
    const { dialect, query } = fromLibsql(this.connection);
    this.sql = { dialect, query: (sql, params) => whileBusy(() => query(sql, params)) };
  }

  /**
   * Runs a change in a transaction. It begins IMMEDIATE: nothing that it reads is changed by another process before it
   * is written. `change` is synchronous. Rejects with `SQLITE_BUSY` if another process writes for too long.
   */
  async write<Result>(change: () => Result): Promise<Result> {
    return await whileBusy(() => this.transaction(change));
  }

  /** Runs a statement, and returns how many rows it changed. Only inside `write`. */
  run(sql: string, ...values: readonly unknown[]): number {
    return this.connection.prepare(sql).run(...values).changes;
  }

  /** Returns the first row, by the names of its columns. */
  row(sql: string, ...values: readonly unknown[]): unknown {
    return this.rows(sql, ...values)[0];
  }

  rows(sql: string, ...values: readonly unknown[]): unknown[] {
    return this.connection.prepare(sql).all(...values);
  }

  close(): void {
    this.connection.close();
  }

  /**
   * Begins IMMEDIATE. The driver (libsql 0.5) does not reset a statement that fails with SQLITE_BUSY, and the connection
   * can then commit nothing any more. Here BEGIN fails instead, and leaves nothing behind.
   */
  private transaction<Result>(change: () => Result): Result {
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      const result = change();
      this.connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
      throw error;
    }
  }

  private createTables(path: string): void {
    const schema = readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8');
    const create = (): void => {
      const { user_version: version } = this.row('PRAGMA user_version') as { user_version: number };
      const isNew = this.row("SELECT 1 FROM sqlite_schema WHERE type = 'table'") === undefined;
      if (!isNew && version !== SCHEMA_VERSION)
        throw new Error(
          `${path} is the database of another version of the shop. Move it away, or give another SHOP_DATABASE.`,
        );
      this.connection.exec(schema);
      this.connection.exec(sqlSchema.sqlite);
      this.connection.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION)}`);
    };
    this.transaction(create);
  }
}
