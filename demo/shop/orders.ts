import { randomInt } from 'node:crypto';
import type { OpenedSelection } from '@ally-health/checkout-booking/server';
import type { ShopDatabase } from './database.js';

/** The outcomes of the SDK that the shop knows. Others are stored as `unrecognised`. */
export const outcomes = [
  ...(['scheduled', 'other_window', 'patient_led', 'cancelled'] as const),
  ...(['closed', 'unrecognised', 'no_selection'] as const),
] as const;

/** The state of an order's visit: see `schema.sql`. */
export type Visit =
  (typeof outcomes)[number] | 'none' | 'to_book' | 'booking' | 'needs_person' | 'arranged';

export interface Order {
  readonly ref: string;
  readonly amount: number;
  readonly currency: string;
  readonly payment: 'awaited' | 'failed' | 'paid' | 'refund_due' | 'refunded';
  readonly visit: Visit;
  readonly windowStartAt: string | null;
  readonly windowEndAt: string | null;
  readonly timeZone: string | null;
  /** When the promise of the window ends: an ISO 8601 instant; null without a selection. */
  readonly windowKeptUntil: string | null;
  readonly appointmentId: string | null;
  readonly manageToken: string | null;
}

/** The status that an order's page shows. */
export type OrderStatus =
  | 'awaiting_payment'
  | 'window_lapsed'
  | 'payment_failed'
  | 'being_booked'
  | 'needs_person'
  | 'arranged'
  | (typeof outcomes)[number];

/** Whether the order is not paid, and its window is no longer kept: the customer must choose again. */
export function isLapsed({ payment, windowKeptUntil }: Order, now = new Date()): boolean {
  const isOpen = payment === 'awaited' || payment === 'failed';
  return isOpen && windowKeptUntil !== null && now >= new Date(windowKeptUntil);
}

export function statusOf(order: Order, now = new Date()): OrderStatus {
  const { payment, visit } = order;
  if (visit === 'cancelled') return 'cancelled';
  if (isLapsed(order, now)) return 'window_lapsed';
  if (payment === 'awaited') return 'awaiting_payment';
  if (payment === 'failed') return 'payment_failed';
  return visit === 'none' || visit === 'to_book' || visit === 'booking' ? 'being_booked' : visit;
}

const COLUMNS = `ref, amount, currency, payment, visit, window_start_at AS windowStartAt,
  window_end_at AS windowEndAt, time_zone AS timeZone, window_kept_until AS windowKeptUntil,
  appointment_id AS appointmentId, manage_token AS manageToken`;

/** No vowels, so that no words come about, and no characters that sound or look alike on the telephone. */
const CHARACTERS = '23456789BCDFGHJKLMNPQRSTVWXZ';
const REF_LENGTH = 10;

/** Makes a reference that fits the SDK's `orderRef`. It never changes. */
export function newOrderRef(): string {
  const characters = Array.from(
    { length: REF_LENGTH },
    () => CHARACTERS[randomInt(CHARACTERS.length)] ?? '',
  );
  return `LK-${characters.join('')}`;
}

export interface NewOrder {
  readonly ref: string;
  readonly keyHash: string;
  readonly amount: number;
  readonly currency: string;
  /** The opened selection; null if no visit was chosen. */
  readonly selection: OpenedSelection | null;
}

/** Stores a new order. A form that is sent twice makes two orders, of which the customer pays one. */
export async function placeOrder(
  database: ShopDatabase,
  { ref, keyHash, amount, currency, selection }: NewOrder,
): Promise<void> {
  // An order that costs nothing is paid at once.
  const [payment, visit] = amount === 0 ? ['paid', 'to_book'] : ['awaited', 'none'];
  const { startAt = null, endAt = null, timeZone = null } = selection?.summary ?? {};
  await database.write(() =>
    database.run(
      `INSERT INTO orders (ref, key_hash, amount, currency, payment, visit, window_start_at,
         window_end_at, time_zone, window_kept_until, ordered_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[ref, keyHash, amount, currency, payment, visit],
      ...[startAt, endAt, timeZone, selection?.windowEndsAt ?? null, Date.now()],
    ),
  );
}

/** Returns an order to the customer who has its key; undefined for others. */
export function findOrder(
  database: ShopDatabase,
  { ref, keyHash }: { readonly ref: string; readonly keyHash: string },
): Order | undefined {
  const sql = `SELECT ${COLUMNS} FROM orders WHERE ref = ? AND key_hash = ?`;
  return database.row(sql, ref, keyHash) as Order | undefined;
}

export function readOrder(database: ShopDatabase, ref: string): Order | undefined {
  return database.row(`SELECT ${COLUMNS} FROM orders WHERE ref = ?`, ref) as Order | undefined;
}

/** Lists orders whose visit is in a state, in the order of their references, after one of them. */
export function orderRefsBy(
  database: ShopDatabase,
  { visit, after = '', limit }: { visit: Visit; after?: string; limit: number },
): string[] {
  const sql = 'SELECT ref FROM orders WHERE visit = ? AND ref > ? ORDER BY ref LIMIT ?';
  return database.rows(sql, visit, after, limit).map((row) => (row as { ref: string }).ref);
}
