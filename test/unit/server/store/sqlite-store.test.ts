import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'libsql';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlSchema, tableColumns } from '../../../../src/server/store/schema.js';
import { fromLibsql } from '../../../../src/server/store/sql-adapters.js';
import { sqlStore } from '../../../../src/server/store/sql-store.js';
import { describeStore } from './conformance.js';
import { changeWith, dataWith, keyOf } from './rows.js';
import { countRows, elapseSql } from './sql.js';

const folder = mkdtempSync(join(tmpdir(), 'ally-sqlite-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `${String(files)}.db`);
}

/** Opens a file in WAL mode, as the documentation advises. What a power cut leaves is not tested. */
function openFile(file: string, timeoutMs = 60_000): Database.Database {
  const database = new Database(file, { timeout: timeoutMs });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  return database;
}

function openWithSchema(file = newFile()): Database.Database {
  const database = openFile(file);
  database.exec(sqlSchema.sqlite);
  return database;
}

describeStore('sqlStore on SQLite, by libsql', {
  isDurable: true,
  open: () => {
    const file = newFile();
    const database = openWithSchema(file);
    const [second, other] = [openFile(file), openFile(file)];
    return Promise.resolve({
      store: sqlStore(fromLibsql(database)),
      secondStore: sqlStore(fromLibsql(second)),
      readNow: () => {
        const [row] = other.prepare(`SELECT unixepoch('subsec') AS seconds`).all();
        return Promise.resolve(Math.round((row as { seconds: number }).seconds * 1000));
      },
      elapse: (durationMs: number) => elapseSql(fromLibsql(other), durationMs),
      clear: () => {
        for (const table of Object.keys(tableColumns)) other.exec(`DELETE FROM ${table}`);
        return Promise.resolve();
      },
      close: () => {
        for (const each of [database, second, other]) each.close();
        return Promise.resolve();
      },
    });
  },
});

describe('sqlStore on SQLite', () => {
  let file: string;
  let database: Database.Database;
  beforeEach(() => {
    file = newFile();
    database = openWithSchema(file);
    return () => {
      database.close();
    };
  });

  it('may run its schema again, and keeps the rows', async () => {
    const store = sqlStore(fromLibsql(database));
    await store.write(keyOf('A'), changeWith(), 0);
    database.exec(sqlSchema.sqlite);
    expect(await store.read(keyOf('A'))).not.toBeNull();
  });

  it('has a row after the file is opened anew', async () => {
    await sqlStore(fromLibsql(database)).write(keyOf('A'), changeWith({ leaseMs: 5 }), 0);
    const reopened = openFile(file);
    expect(await sqlStore(fromLibsql(reopened)).read(keyOf('A'))).toMatchObject({ version: 1 });
    reopened.close();
  });

  it('loses no write of processes that write the same row', async () => {
    const writer = join(import.meta.dirname, 'sqlite-writer.ts');
    const names = ['one', 'two'];
    const won = await Promise.all(
      names.map(async (name) => {
        const args = ['--import', 'tsx', writer, file, name, names.join()];
        const { stdout } = await promisify(execFile)(process.execPath, args);
        return Number(stdout);
      }),
    );
    const row = await sqlStore(fromLibsql(database)).read(keyOf('A'));
    const version = won.reduce((sum, count) => sum + count, 0);
    expect(version).toBeGreaterThanOrEqual(100);
    expect(row).toMatchObject({ version, data: { failures: version } });
  });

  it('rejects while another process writes for longer than the timeout', async () => {
    const impatient = openFile(file, 1);
    const store = sqlStore(fromLibsql(impatient));
    database.exec('BEGIN IMMEDIATE');
    await expect(store.write(keyOf('A'), changeWith(), 0)).rejects.toMatchObject({
      code: 'SQLITE_BUSY',
    });
    await expect(store.purge(0)).rejects.toThrow();
    expect(await store.read(keyOf('A'))).toBeNull();
    database.exec('ROLLBACK');
    expect(await store.write(keyOf('A'), changeWith(), 0)).toMatchObject({ version: 1 });
    impatient.close();
  });

  it('refuses every query while a transaction is open on its connection', async () => {
    const store = sqlStore(fromLibsql(database));
    database.exec('BEGIN');
    for (const call of [() => store.write(keyOf('A'), changeWith(), 0), () => store.check()])
      await expect(call()).rejects.toMatchObject({ code: 'misconfigured', option: 'store' });
    database.exec('ROLLBACK');
    expect(await store.write(keyOf('A'), changeWith(), 0)).not.toBeNull();
  });

  it('reads integers that the driver returns as bigints', async () => {
    database.defaultSafeIntegers(true);
    const store = sqlStore(fromLibsql(database));
    const row = await store.write(keyOf('A'), changeWith({ leaseMs: 5 }), 0);
    expect(row?.version).toBe(1);
    expect(typeof row?.leaseUntil).toBe('number');
    await store.check();
  });

  it('uses the indexes for its lists', () => {
    for (const [condition, index] of [
      ['due_at <= 5 ORDER BY due_at', 'ally_orders_due'],
      ['is_stuck ORDER BY updated_at', 'ally_orders_stuck'],
    ] as const) {
      const plan = database
        .prepare(
          `EXPLAIN QUERY PLAN SELECT * FROM ally_orders WHERE namespace = 'a' AND mode = 'test' AND ${condition}`,
        )
        .all();
      expect(JSON.stringify(plan)).toContain(index);
    }
  });
});

describe('a row that cannot be read', () => {
  let database: Database.Database;
  beforeEach(() => {
    database = openWithSchema();
    return () => {
      database.close();
    };
  });

  it.each([
    ['cut JSON', 'data', '{"mark": "sel1.secret', '"data" is not JSON'],
    ['a list', 'data', '[]', 'in "data" it is missing or has another type'],
    ['no mark', 'data', '{}', 'in "data" "mark" is missing'],
    ['a token of another type', 'data', { token: 7 }, 'in "data" "token"'],
    ['a cut attempt', 'data', { attempts: [{ from: 'sel1.secret' }] }, '"attempts.0.from"'],
    ['an unknown state', 'state', 'sel1.secret', '"state"'],
    ['a version in words', 'version', 'many', '"version"'],
    ['half a millisecond', 'due_at', 1.5, '"dueat"'],
  ])('with %s is an error that names the row and no value', async (_, column, value, problem) => {
    const store = sqlStore(fromLibsql(database));
    await store.write(keyOf('ORDER-1'), changeWith({ dueMs: 0 }), 0);
    const stored = typeof value === 'object' ? JSON.stringify({ ...dataWith(), ...value }) : value;
    database.prepare(`UPDATE ally_orders SET ${column} = ?1`).run(stored);
    const error = await store.read(keyOf('ORDER-1')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const { message } = error as Error;
    expect(message).toContain(
      'the row with namespace "shop", mode "test" and order_ref "ORDER-1" cannot be read',
    );
    expect(message).toContain(problem);
    expect(message).not.toContain('sel1');
  });

  it('is left out of a list, and fails it alone', async () => {
    const store = sqlStore(fromLibsql(database));
    await store.write(keyOf('ORDER-1'), changeWith({ dueMs: 0 }), 0);
    database.exec(`UPDATE ally_orders SET data = 'x'`);
    const query = { namespace: 'shop', mode: 'test', kind: 'due', limit: 5 } as const;
    await expect(store.list(query)).rejects.toThrow('ORDER-1');
    await store.write(keyOf('ORDER-2'), changeWith({ dueMs: 0 }), 0);
    expect((await store.list(query)).map(({ key }) => key.orderRef)).toEqual(['ORDER-2']);
  });

  it('fails the claim of a token', async () => {
    const store = sqlStore(fromLibsql(database));
    await store.claimToken('sel1.secret', keyOf('A'));
    database.exec(`UPDATE ally_tokens SET mode = 'x'`);
    await expect(store.tokenOwner('sel1.secret')).rejects.toThrow(/^ally_tokens: (?!.*sel1)/);
  });
});

it('the schema has the columns that the store looks for', async () => {
  const database = openWithSchema();
  for (const [table, columns] of Object.entries(tableColumns)) {
    const rows = database.prepare('SELECT name FROM pragma_table_info(?1)').all(table);
    expect(rows.map((row) => (row as { name: string }).name)).toEqual(columns);
  }
  const counts = await countRows(fromLibsql(database));
  expect(counts).toEqual({ ally_orders: 0, ally_tokens: 0, ally_events: 0 });
  database.close();
});
