import { chmodSync, statSync } from 'node:fs';
import Database from 'libsql';
import { sqlStore } from '@ally-health/checkout-booking/server';
import { describe, expect, it } from 'vitest';
import { isBusy, ShopDatabase } from '../../../../demo/shop/database.js';
import { newDatabaseFile, newOrder, openDatabase, orderOf } from './open-database.js';

function modeOf(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}

/** Holds the lock for writing, as another process does. Returns a function that writes and releases it. */
function holdLock(file: string): () => void {
  const other = new Database(file, { timeout: 60_000 });
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec("UPDATE orders SET currency = 'EUR'");
    other.exec('COMMIT');
    other.close();
  };
}

describe('the database', () => {
  it('is created for its owner alone', async () => {
    const file = newDatabaseFile();
    const database = openDatabase(file);
    await newOrder(database);
    expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['600', '600', '600']);
  });

  it('is made private if other users could read it', async () => {
    const file = newDatabaseFile();
    await newOrder(openDatabase(file));
    const files = [file, `${file}-wal`, `${file}-shm`];
    for (const each of files) chmodSync(each, 0o644);
    const logged: unknown[] = [];
    new ShopDatabase(file, (event, facts) => logged.push([event, facts])).close();
    expect(files.map(modeOf)).toEqual(['600', '600', '600']);
    expect(logged).toEqual([
      ['database.made_private', { file: 'shop.db' }],
      ['database.made_private', { file: 'shop.db-wal' }],
      ['database.made_private', { file: 'shop.db-shm' }],
    ]);
  });

  it('of another version is refused with a cure', () => {
    const file = newDatabaseFile();
    const old = new Database(file);
    old.exec('CREATE TABLE orders (ref TEXT PRIMARY KEY)');
    old.close();
    expect(() => openDatabase(file)).toThrow(/another version of the shop\. Move it away/);
  });

  it('keeps its rows when it is opened again', async () => {
    const file = newDatabaseFile();
    const ref = await newOrder(openDatabase(file));
    expect(orderOf(openDatabase(file), ref).ref).toBe(ref);
  });
});

describe('while another process writes', () => {
  it('a write waits, and the process goes on with other things', async () => {
    const file = newDatabaseFile();
    const database = openDatabase(file);
    const release = holdLock(file);
    let isWritten = false;
    const write = newOrder(database).then((ref) => {
      isWritten = true;
      return ref;
    });
    // The event loop turns while the lock is held, and rows can be read.
    for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setTimeout(resolve));
    expect(database.rows('SELECT * FROM orders')).toEqual([]);
    expect(isWritten).toBe(false);
    release();
    expect(orderOf(database, await write).currency).toBe('GBP');
  });

  it('a write is given up in the end, and succeeds later', async () => {
    const file = newDatabaseFile();
    const database = openDatabase(file);
    const first = await newOrder(database);
    const release = holdLock(file);
    const error: unknown = await newOrder(database, { paymentId: 'pay_2' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(isBusy(error)).toBe(true);
    release();
    await newOrder(database, { paymentId: 'pay_2' });
    expect(orderOf(database, first).currency).toBe('EUR');
  });

  it('the SDK’s store waits too, and writes afterwards', async () => {
    const file = newDatabaseFile();
    const database = openDatabase(file);
    await newOrder(database);
    const store = sqlStore(database.sql);
    const release = holdLock(file);
    const marked = store.markEvent('evt_1');
    for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setTimeout(resolve));
    expect(await store.hasEvent('evt_1')).toBe(false);
    release();
    await marked;
    expect(await store.hasEvent('evt_1')).toBe(true);
    await newOrder(database, { paymentId: 'pay_2' });
  });
});
