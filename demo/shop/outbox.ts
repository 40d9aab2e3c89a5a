import { randomUUID } from 'node:crypto';
import type { ShopDatabase } from './database.js';
import type { Reason } from './reasons.js';

/** One order to be booked, and whose turn it is. */
export interface Claim {
  readonly id: string;
  readonly orderRef: string;
  /** How often it was tried, this time included. */
  readonly tries: number;
  /** When it was last tried, as long as nobody knows how that ended: for `bookOrder`. */
  readonly lastAttemptAt: Date | null;
}

/** What became of a visit. */
export interface Booked {
  readonly visit: 'scheduled' | 'patient-led' | 'cancelled';
  readonly appointmentId: string;
  readonly manageToken: string;
}

interface Row {
  readonly orderRef: string;
  readonly tries: number;
  readonly lastAttemptAt: number | null;
}

/**
 * The orders that are paid and not yet booked. A process claims one, and renews its claim while it works on it; the
 * claim of a process that died lapses, and another takes over. Whatever is written down about an order is written
 * only while the claim is still one’s own: each of these says whether it was.
 */
export class Outbox {
  constructor(
    private readonly database: ShopDatabase,
    /** Milliseconds. */
    private readonly claimFor: number,
  ) {}

  /** The order whose turn it is, if there is one; no other process gets the same. */
  claim(): Claim | undefined {
    const [id, now] = [randomUUID(), Date.now()];
    const row = this.database.write(() =>
      this.database.row(
        `UPDATE outbox SET claim = ?, claimed_until = ?, tries = tries + 1
         WHERE order_ref = (
           SELECT order_ref FROM outbox
           WHERE next_at <= ? AND (claimed_until IS NULL OR claimed_until <= ?)
           ORDER BY next_at LIMIT 1)
         RETURNING order_ref AS orderRef, tries, last_attempt_at AS lastAttemptAt`,
        ...[id, now + this.claimFor, now, now],
      ),
    ) as Row | undefined;
    if (!row) return undefined;
    const { lastAttemptAt, ...rest } = row;
    return { id, ...rest, lastAttemptAt: lastAttemptAt === null ? null : new Date(lastAttemptAt) };
  }

  /** Writes down that a try begins: whoever takes over knows that it may have gone through. */
  begin(claim: Claim, at: Date): boolean {
    return this.change(claim, 'last_attempt_at = ?', at.getTime());
  }

  renew(claim: Claim): boolean {
    return this.change(claim, 'claimed_until = ?', Date.now() + this.claimFor);
  }

  /** Put off. What is passed on of the tries so far is what `bookOrder` is to be told next time. */
  tryAgain(
    claim: Claim,
    { at, lastAttemptAt }: { readonly at: Date; readonly lastAttemptAt: Date | null },
  ): boolean {
    return this.change(
      claim,
      'next_at = ?, last_attempt_at = ?, claim = NULL, claimed_until = NULL',
      ...[at.getTime(), lastAttemptAt?.getTime() ?? null],
    );
  }

  /** Not tried again by itself: a person is needed. What is known of the tries so far stays. */
  park(claim: Claim, reason: Reason): boolean {
    const visit = reason === 'no-selection' ? reason : 'needs-person';
    return this.database.write(() => {
      const isOurs = this.changeWithin(claim, 'next_at = NULL, claim = NULL, claimed_until = NULL');
      if (!isOurs) return false;
      const { orderRef, lastAttemptAt } = claim;
      // Where the shop itself broke, nobody knows how this try ended; otherwise it did nothing.
      if (reason !== 'fault-of-the-shop')
        this.database.run(
          'UPDATE outbox SET last_attempt_at = ? WHERE order_ref = ?',
          ...[lastAttemptAt?.getTime() ?? null, orderRef],
        );
      this.database.run(
        'UPDATE orders SET visit = ?, reason = ? WHERE ref = ?',
        ...[visit, reason, orderRef],
      );
      return true;
    });
  }

  /** Struck off. A cancellation may have been told by webhook before the booking was written down. */
  booked(claim: Claim, { visit, appointmentId, manageToken }: Booked): boolean {
    const { database } = this;
    return database.write(() => {
      const isOurs =
        database.run(
          'DELETE FROM outbox WHERE order_ref = ? AND claim = ?',
          ...[claim.orderRef, claim.id],
        ) > 0;
      if (!isOurs) return false;
      const cancelled = database.row(
        "SELECT 1 FROM webhooks WHERE appointment_id = ? AND type = 'appointment.cancelled'",
        appointmentId,
      );
      const now = cancelled ? 'cancelled' : visit;
      database.run(
        `UPDATE orders SET visit = ?, payment = ?, reason = NULL, selection = '',
           appointment_id = ?, manage_token = ? WHERE ref = ?`,
        ...[now, now === 'cancelled' ? 'refund-due' : 'paid', appointmentId],
        ...[manageToken, claim.orderRef],
      );
      return true;
    });
  }

  private change(claim: Claim, set: string, ...values: readonly unknown[]): boolean {
    return this.database.write(() => this.changeWithin(claim, set, ...values));
  }

  private changeWithin(
    { orderRef, id }: Claim,
    set: string,
    ...values: readonly unknown[]
  ): boolean {
    const sql = `UPDATE outbox SET ${set} WHERE order_ref = ? AND claim = ?`;
    return this.database.run(sql, ...values, orderRef, id) > 0;
  }
}
