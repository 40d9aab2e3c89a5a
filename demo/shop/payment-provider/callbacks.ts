import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Payment } from './payments.js';

/**
 * What is told of a payment, as `paid` or `failed`; with `#2` behind it as another event of the same kind. A volley
 * is sent at once, and the next one when all of it was taken.
 */
export type Volley = readonly string[];

export interface Plan {
  /** Before the person is sent back, after, or not until the control face says so. */
  readonly when: 'before-return' | 'after-return' | 'on-release';
  /** Waited before the first volley, in milliseconds. */
  readonly delay: number;
  readonly volleys: readonly Volley[];
}

/** One callback, and how the shop answered; null is not at all. */
export interface Delivery {
  readonly paymentId: string;
  readonly event: string;
  readonly status: number | null;
}

/** What is not taken is told again that much later, in milliseconds, and that often. */
const again = 500;
const mostTries = 120;
const timeLimit = 10_000;

/** Tells the shop of payments: signed, as often as it takes. */
export class Callbacks {
  readonly deliveries: Delivery[] = [];
  private readonly held: (() => Promise<void>)[] = [];

  constructor(
    private readonly secret: string,
    private readonly stopped: AbortSignal,
  ) {}

  async follow(payment: Payment, { when, delay, volleys }: Plan): Promise<void> {
    const tell = async (): Promise<void> => {
      if (delay > 0) await pause(delay, undefined, { signal: this.stopped });
      for (const volley of volleys)
        await Promise.all(volley.map((event) => this.deliver(payment, event)));
    };
    if (when === 'on-release') this.held.push(tell);
    else if (when === 'before-return') await tell();
    // After the answer that sends the person back.
    else setImmediate(() => void tell().catch(() => undefined));
  }

  /** Sends what was held back; settles when the shop has taken all of it. */
  async release(): Promise<void> {
    await Promise.all(this.held.splice(0).map((tell) => tell()));
  }

  /** Sends once, whatever is answered. */
  async send(payment: Payment, event: string): Promise<number | null> {
    const { id, reference, amount, currency, callbackUrl } = payment;
    const type = `payment.${event.replace(/#.*/, '')}`;
    const body = JSON.stringify({
      id: `evt_${id}_${event}`,
      type,
      payment: { id, reference, amount, currency },
    });
    const time = String(Math.floor(Date.now() / 1000));
    const mac = createHmac('sha256', this.secret).update(`${time}.${body}`).digest('hex');
    const answer = await fetch(callbackUrl, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([this.stopped, AbortSignal.timeout(timeLimit)]),
      headers: {
        'Content-Type': 'application/json',
        'Payment-Signature': `t=${time},v1=${mac}`,
      },
      body,
    }).catch(() => undefined);
    const status = answer?.status ?? null;
    this.deliveries.push({ paymentId: id, event, status });
    return status;
  }

  private async deliver(payment: Payment, event: string): Promise<void> {
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const status = await this.send(payment, event);
      if (status !== null && status < 300) return;
      await pause(again, undefined, { signal: this.stopped });
    }
  }
}
