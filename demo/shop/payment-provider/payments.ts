import { randomBytes } from 'node:crypto';

export interface Payment {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly returnUrl: string;
  readonly callbackUrl: string;
  standing: 'open' | 'paid' | 'failed';
}

export type AskedPayment = Omit<Payment, 'id' | 'standing'>;

/** The payments of this process: a pretend provider forgets them when it stops. */
export class Payments {
  private readonly byId = new Map<string, Payment>();
  private readonly byKey = new Map<string, Payment>();

  /** The same key gives the same payment. */
  open(key: string, asked: AskedPayment): Payment {
    const known = this.byKey.get(key);
    if (known) return known;
    const id = `pay_${randomBytes(12).toString('base64url')}`;
    const payment: Payment = { ...asked, id, standing: 'open' };
    this.byId.set(id, payment);
    this.byKey.set(key, payment);
    return payment;
  }

  find(id: string): Payment | undefined {
    return this.byId.get(id);
  }

  all(): readonly Payment[] {
    return [...this.byId.values()];
  }
}
