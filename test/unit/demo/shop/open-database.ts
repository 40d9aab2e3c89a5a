import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { ShopDatabase } from '../../../../demo/shop/database.js';
import {
  newOrderRef,
  placeOrder,
  readOrder,
  type NewOrder,
  type Order,
} from '../../../../demo/shop/orders.js';

const opened: ShopDatabase[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Returns the path of a database in a new folder. */
export function newDatabaseFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shop-database-'));
  folders.push(folder);
  return join(folder, 'shop.db');
}

/** Opens a database, as a process of the shop does. */
export function openDatabase(file = newDatabaseFile()): ShopDatabase {
  const database = new ShopDatabase(file);
  opened.push(database);
  return database;
}

export async function addPayment(database: ShopDatabase, ref: string, id: string): Promise<void> {
  const sql = 'INSERT INTO payments (id, order_ref) VALUES (?, ?)';
  await database.write(() => database.run(sql, id, ref));
}

/** Stores a new order with an open payment. Returns its reference. */
export async function newOrder(
  database: ShopDatabase,
  { paymentId = 'pay_1', ...change }: Partial<NewOrder> & { readonly paymentId?: string } = {},
): Promise<string> {
  const ref = newOrderRef();
  const order = { ref, keyHash: 'hash', amount: 8900, currency: 'GBP', selection: null };
  await placeOrder(database, { ...order, ...change });
  await addPayment(database, ref, paymentId);
  return ref;
}

export function orderOf(database: ShopDatabase, ref: string): Order {
  const order = readOrder(database, ref);
  if (!order) throw new Error('There is no such order.');
  return order;
}

/** Returns an event of the payment provider. */
export function paymentEvent(
  reference: string,
  type: 'payment.paid' | 'payment.failed',
  change: object = {},
) {
  return {
    type,
    payment: { id: 'pay_1', reference, amount: 8900, currency: 'GBP', ...change },
  };
}
