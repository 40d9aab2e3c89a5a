import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

/** For another process to end its write, in milliseconds; writes here take well under one. */
const busyFor = 5_000;

/** The shop’s database: one file, which several processes of the shop may have open. */
export class ShopDatabase {
  private readonly connection: Database.Database;

  constructor(path: string) {
    this.connection = new Database(path, { timeout: busyFor });
    // Readers and one writer at a time do not wait for each other; what was committed outlives a power cut.
    this.connection.pragma('journal_mode = WAL');
    this.connection.pragma('synchronous = FULL');
    this.connection.pragma('foreign_keys = ON');
    const schema = readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8');
    this.write(() => this.connection.exec(schema));
  }

  /**
   * All of it or nothing. It begins IMMEDIATE, that is by waiting for its turn to write: nothing is read that
   * another process changes before it is written. Every write stands in one of these, and nothing in it may wait.
   */
  write<Result>(change: () => Result): Result {
    return this.connection.transaction(change).immediate();
  }

  /** Runs a statement; says how many rows it changed. Within `write` alone. */
  run(sql: string, ...values: readonly unknown[]): number {
    return this.connection.prepare(sql).run(...values).changes;
  }

  /** The first row that is found, by the names of its columns. */
  row(sql: string, ...values: readonly unknown[]): unknown {
    return this.connection.prepare(sql).all(...values)[0];
  }

  close(): void {
    this.connection.close();
  }
}
