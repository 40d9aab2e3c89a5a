import { MisconfiguredError } from '../errors.js';
import { tableColumns } from './schema.js';
import type { SqlDialect, SqlResult, SqlValue } from './sql-database.js';
import { statementsFor } from './sql-statements.js';
import type { OrderChange, OrderKey, OrderRow, Store } from './store.js';

/** Runs a statement whose parameters are `?1`, `?2`, and so on. */
type Run = (sql: string, params: readonly SqlValue[]) => Promise<SqlResult>;

const WRITES = 3;

/** A namespace that no merchant can have: it has a star. */
const NAMESPACE = '*check';

const testChange: OrderChange = {
  state: 'accepted',
  data: {
    mark: '',
    token: null,
    digest: null,
    taskId: null,
    windowId: null,
    whenWindowGone: 'refuse',
    attempts: [],
    holder: null,
    appointmentId: null,
    outcome: null,
    cancelReason: null,
    error: null,
    stuck: null,
    failures: 0,
  },
};

function misconfigured(cure: string, cause?: unknown): MisconfiguredError {
  return new MisconfiguredError('store', cure, cause === undefined ? {} : { cause });
}

function notReadBack(): MisconfiguredError {
  return misconfigured(
    'a row that was just written was not read back. Give the store a connection to the primary, for reads too, never ' +
      'to a replica or a proxy that reads from one; and run each query outside of any transaction.',
  );
}

function inTransaction(): MisconfiguredError {
  return misconfigured(
    'its queries run inside an open transaction, so a write would be lost when that ends. Give the store a pool or a ' +
      'connection of its own.',
  );
}

/** Throws if a table or a column is missing. */
async function checkColumns(dialect: SqlDialect, run: Run): Promise<void> {
  const { columns } = statementsFor(dialect);
  for (const [table, wanted] of Object.entries(tableColumns)) {
    const { rows } = await run(columns, [table]);
    const found = new Set(rows.map(({ name }) => name));
    if (found.size === 0)
      throw misconfigured(
        `the table ${table} is missing. Run the statements of sqlSchema.${dialect}${
          dialect === 'postgres' ? ', in a schema of the search_path of this connection' : ''
        }.`,
      );
    const missing = wanted.filter((column) => !found.has(column));
    if (missing.length > 0)
      throw misconfigured(
        `the table ${table} has no column ${missing.join(', ')}. Compare it with sqlSchema.${dialect}, and add what is missing.`,
      );
  }
}

/**
 * Throws if the connection is in a transaction. In PostgreSQL a write gives its transaction an id, which a later
 * statement sees only inside the same transaction. SQLite refuses to set the safety level inside a transaction; here
 * it is set to what it is.
 */
async function checkAutocommit(dialect: SqlDialect, run: Run): Promise<void> {
  if (dialect === 'postgres') {
    const { rows } = await run('SELECT CAST(txid_current_if_assigned() AS TEXT) AS id', []);
    if (rows[0]?.id !== null) throw inTransaction();
    return;
  }
  try {
    const { rows } = await run('PRAGMA synchronous', []);
    const level = Number(rows[0]?.synchronous);
    if (Number.isInteger(level)) await run(`PRAGMA synchronous = ${String(level)}`, []);
  } catch (error) {
    // A hosted SQLite may refuse PRAGMA altogether.
    if (/inside a transaction/i.test(String(error))) throw inTransaction();
  }
}

function hasVersion(row: OrderRow | null, version: number): boolean {
  return row?.version === version && row.state === testChange.state;
}

/** Writes a row, a claim and an event, and reads each back. */
async function checkReadBack(
  store: Store,
  { key, id, checkBetween }: { key: OrderKey; id: string; checkBetween: () => Promise<void> },
): Promise<void> {
  // Several times: a replica may be up to date by chance, and a pool may take another connection.
  for (let version = 0; version < WRITES; version += 1) {
    const written = await store.write(key, testChange, version);
    if (version === 0) await checkBetween();
    if (!hasVersion(written, version + 1)) throw notReadBack();
    if (!hasVersion(await store.read(key), version + 1)) throw notReadBack();
  }
  if ((await store.write(key, testChange, 1)) !== null) throw notReadBack();
  const other = { namespace: key.namespace, mode: key.mode, orderRef: `${key.orderRef}-2` };
  await store.claimToken(id, key);
  if ((await store.claimToken(id, other)).orderRef !== key.orderRef) throw notReadBack();
  await store.markEvent(id);
  if (!(await store.hasEvent(id))) throw notReadBack();
}

/** Turns the error of a database into one with a cure; others, such as of the network, are returned as they are. */
function explain(error: unknown, dialect: SqlDialect): unknown {
  if (error instanceof MisconfiguredError) return error;
  const code = (error as { readonly code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  // https://www.postgresql.org/docs/current/errcodes-appendix.html and https://sqlite.org/rescode.html
  if (code === '25006' || code.startsWith('SQLITE_READONLY'))
    return misconfigured(
      'the database cannot be written. Give the store a connection to the primary that may write.',
      error,
    );
  if (code === '42501')
    return misconfigured(
      `grant SELECT, INSERT, UPDATE and DELETE on ${Object.keys(tableColumns).join(', ')} to the user of this connection.`,
      error,
    );
  if (/^(?:22|23|42)...$/.test(code) || /^SQLITE_(?:ERROR|CONSTRAINT|MISMATCH)/.test(code))
    return misconfigured(
      `the tables differ from sqlSchema.${dialect}. Compare their columns, types and keys with it.`,
      error,
    );
  return error;
}

/**
 * Throws `MisconfiguredError` with a cure if the store of a database cannot be relied on. Errors of the connection are
 * passed on. The rows that it writes are removed.
 */
export async function checkSqlStore(store: Store, dialect: SqlDialect, run: Run): Promise<void> {
  await checkColumns(dialect, run);
  const id = `check-${crypto.randomUUID()}`;
  const key: OrderKey = { namespace: NAMESPACE, mode: 'test', orderRef: id };

  async function clean(): Promise<void> {
    await store.remove(key, 0);
    await store.releaseToken(id, key);
    await run(statementsFor(dialect).removeEvent, [id]);
  }

  try {
    await checkReadBack(store, { key, id, checkBetween: () => checkAutocommit(dialect, run) });
    await clean();
    if ((await store.read(key)) !== null) throw notReadBack();
  } catch (error) {
    // The first error says more than one of the cleaning.
    await clean().catch(() => undefined);
    throw explain(error, dialect);
  }
}
