/**
 * Program that writes one row of a SQLite file by compare-and-set, together with others, until the row has been written
 * a hundred times. Prints how many writes were its own.
 */
import Database from 'libsql';
import { fromLibsql } from '../../../../src/server/store/sql-adapters.js';
import { sqlStore } from '../../../../src/server/store/sql-store.js';
import { changeWith, dataWith, keyOf } from './rows.js';

const [file = '', name = '', names = ''] = process.argv.slice(2);
const database = new Database(file, { timeout: 60_000 });
database.pragma('synchronous = OFF');
const store = sqlStore(fromLibsql(database));
const key = keyOf('A');

// Starts when every process has marked its event.
await store.markEvent(name);
for (const other of names.split(','))
  while (!(await store.hasEvent(other))) await new Promise((resolve) => setImmediate(resolve));

let won = 0;
for (let version = 0; version < 100;) {
  const row = await store.read(key);
  version = row?.version ?? 0;
  const data = dataWith({ failures: version + 1 });
  if (version < 100 && (await store.write(key, changeWith({ data, leaseMs: 1_000 }), version)))
    won += 1;
}
console.log(won);
