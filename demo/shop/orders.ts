import { randomInt } from 'node:crypto';
import type { ShopDatabase } from './database.js';
import type { Reason } from './reasons.js';

export interface Order {
  readonly ref: string;
  readonly amount: number;
  readonly currency: string;
  readonly payment: 'awaited' | 'failed' | 'paid' | 'refund-due';
  readonly visit:
    | 'none'
    | 'to-book'
    | 'scheduled'
    | 'patient-led'
    | 'cancelled'
    | 'no-selection'
    | 'needs-person';
  readonly reason: Reason | null;
  /** The sealed selection; empty when no visit was chosen, or when it is booked. */
  readonly selection: string;
  readonly appointmentId: string | null;
  readonly manageToken: string | null;
}

/** How an order stands, in one word: what its page shows. */
export type Standing =
  | 'awaiting-payment'
  | 'payment-failed'
  | 'being-booked'
  | 'booked'
  | 'patient-led'
  | 'no-visit'
  | 'needs-person'
  | 'cancelled';

export const standingOf = ({ payment, visit }: Order): Standing => {
  if (visit === 'cancelled') return 'cancelled';
  if (payment === 'awaited') return 'awaiting-payment';
  if (payment === 'failed') return 'payment-failed';
  if (visit === 'scheduled') return 'booked';
  if (visit === 'patient-led' || visit === 'needs-person') return visit;
  return visit === 'no-selection' ? 'no-visit' : 'being-booked';
};

const columns = `ref, amount, currency, payment, visit, reason, selection,
  appointment_id AS appointmentId, manage_token AS manageToken`;

/** No vowels, so that it spells nothing; nothing that is taken for something else on the telephone. */
const letters = '23456789BCDFGHJKLMNPQRSTVWXZ';

/** Letters, digits and a dash, as a booking’s reference must be; the same for ever. */
const newRef = (): string =>
  `LK-${Array.from({ length: 10 }, () => letters[randomInt(letters.length)] ?? '').join('')}`;

export interface NewOrder {
  readonly keyHash: string;
  readonly amount: number;
  readonly currency: string;
  readonly selection: string;
}

/** Writes a new order down; gives its reference. A form sent twice makes two, of which one is paid. */
export const placeOrder = (database: ShopDatabase, order: NewOrder): string => {
  const ref = newRef();
  database.write(() =>
    database.run(
      `INSERT INTO orders (ref, key_hash, amount, currency, selection, ordered_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      ...[ref, order.keyHash, order.amount, order.currency, order.selection, Date.now()],
    ),
  );
  return ref;
};

/** The order of a page, for whoever has its key; undefined for anybody else. */
export const findOrder = (
  database: ShopDatabase,
  { ref, keyHash }: { readonly ref: string; readonly keyHash: string },
): Order | undefined =>
  database.row(`SELECT ${columns} FROM orders WHERE ref = ? AND key_hash = ?`, ref, keyHash) as
    Order | undefined;

/** The order of a row in the outbox. */
export const readOrder = (database: ShopDatabase, ref: string): Order | undefined =>
  database.row(`SELECT ${columns} FROM orders WHERE ref = ?`, ref) as Order | undefined;
