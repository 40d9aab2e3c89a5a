import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { ShopDatabase } from '../../../../demo/shop/database.js';
import { placeOrder, readOrder, type Order } from '../../../../demo/shop/orders.js';

const opened: ShopDatabase[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A new database, opened by as many processes of the shop. */
export const openDatabases = (count: number): ShopDatabase[] => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-database-'));
  folders.push(folder);
  const databases = Array.from({ length: count }, () => new ShopDatabase(join(folder, 'shop.db')));
  opened.push(...databases);
  return databases;
};

export const openDatabase = (): ShopDatabase => openDatabases(1)[0] as ShopDatabase;

/** A new order, with a payment that is open. */
export const newOrder = (database: ShopDatabase, paymentId = 'pay_1'): string => {
  const ref = placeOrder(database, {
    keyHash: 'hash',
    amount: 8900,
    currency: 'GBP',
    selection: 'sel1.sealed',
  });
  addPayment(database, ref, paymentId);
  return ref;
};

export const addPayment = (database: ShopDatabase, ref: string, id: string): void => {
  database.write(() => database.run('INSERT INTO payments (id, order_ref) VALUES (?, ?)', id, ref));
};

export const orderOf = (database: ShopDatabase, ref: string): Order =>
  readOrder(database, ref) as Order;

export const countOf = (database: ShopDatabase, table: 'outbox' | 'webhooks'): number =>
  (database.row(`SELECT count(*) AS count FROM ${table}`) as { count: number }).count;

export const eventOf = (
  reference: string,
  type: 'payment.paid' | 'payment.failed',
  change: object = {},
) => ({
  type,
  payment: { id: 'pay_1', reference, amount: 8900, currency: 'GBP', ...change },
});
