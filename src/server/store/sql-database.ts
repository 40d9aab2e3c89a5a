/** The dialects of SQL that `sqlStore` knows. */
export type SqlDialect = 'postgres' | 'sqlite';

/** A value of a parameter. */
export type SqlValue = string | number | null;

/** The answer to a statement. */
export interface SqlResult {
  /** The rows by the names of their columns. Integers of 64 bits may be text, numbers or bigints. */
  readonly rows: readonly Record<string, unknown>[];
  /** How many rows were returned or changed. */
  readonly rowCount: number;
}

/**
 * The database of a merchant, as `sqlStore` uses it. `fromPg`, `fromPostgres` and `fromLibsql` adapt drivers.
 *
 * Every query must be committed when its promise resolves: never run one inside a transaction of your own. Every
 * query, reads too, must go to the primary, never to a replica. Otherwise an order can be booked twice.
 */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  /**
   * Runs one statement, with parameters as `$1` (`postgres`) or `?1` (`sqlite`). Rejects with the driver's error if
   * it fails.
   */
  query(sql: string, params: readonly SqlValue[]): Promise<SqlResult>;
}
