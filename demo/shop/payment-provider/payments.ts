import { randomBytes } from 'node:crypto';

export interface Payment {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly returnUrl: string;
  readonly callbackUrl: string;
  status: 'open' | 'paid' | 'failed';
}

/** The body of a shop's request to open a payment. */
export type PaymentRequest = Omit<Payment, 'id' | 'status'>;

/** The payments of this process: a mock provider forgets them when it stops. */
export class Payments {
  private readonly byId = new Map<string, Payment>();
  private readonly byKey = new Map<string, Payment>();

  /** Opens a payment. The same idempotency key returns the same one. */
  open(key: string, request: PaymentRequest): Payment {
    const known = this.byKey.get(key);
    if (known) return known;
    const id = `pay_${randomBytes(12).toString('base64url')}`;
    const payment: Payment = { ...request, id, status: 'open' };
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
