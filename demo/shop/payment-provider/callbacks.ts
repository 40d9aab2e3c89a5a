import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Payment } from './payments.js';

/**
 * Events of a payment, `paid` or `failed`, that are sent at the same time. A suffix `#2` makes another event of the same
 * kind.
 */
export type Batch = readonly string[];

/** How the shop is notified of a payment. */
export interface CallbackPlan {
  /** Before or after the customer is sent back, or when the control API releases it. */
  readonly when: 'before-return' | 'after-return' | 'on-release';
  /** The pause before the first batch. */
  readonly delayMs: number;
  /** Each batch is sent after all events of the one before were accepted. */
  readonly batches: readonly Batch[];
}

/** One callback, and the status of the shop's response; null if there was none. */
export interface Delivery {
  readonly paymentId: string;
  readonly event: string;
  readonly status: number | null;
}

const RETRY_PAUSE_MS = 500;
const MAX_TRIES = 120;
const TIMEOUT_MS = 10_000;

/** Sends signed callbacks to the shop, until it accepts them. */
export class Callbacks {
  readonly deliveries: Delivery[] = [];
  private readonly held: (() => Promise<void>)[] = [];

  constructor(
    private readonly secret: string,
    private readonly stopped: AbortSignal,
  ) {}

  /** Follows a plan. Resolves when the customer may be sent back. */
  async follow(payment: Payment, { when, delayMs, batches }: CallbackPlan): Promise<void> {
    const sendAll = async (): Promise<void> => {
      if (delayMs > 0) await pause(delayMs, undefined, { signal: this.stopped });
      for (const batch of batches)
        await Promise.all(batch.map((event) => this.deliver(payment, event)));
    };
    if (when === 'on-release') this.held.push(sendAll);
    else if (when === 'before-return') await sendAll();
    // After the response that sends the customer back.
    else setImmediate(() => void sendAll().catch(() => undefined));
  }

  /** Sends what was held back. Resolves when the shop has accepted all of it. */
  async release(): Promise<void> {
    await Promise.all(this.held.splice(0).map((sendAll) => sendAll()));
  }

  /** Sends an event once. Returns the status of the response; null if there is none. */
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
    const response = await fetch(callbackUrl, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([this.stopped, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        'Content-Type': 'application/json',
        'Payment-Signature': `t=${time},v1=${mac}`,
      },
      body,
    }).catch(() => undefined);
    const status = response?.status ?? null;
    this.deliveries.push({ paymentId: id, event, status });
    return status;
  }

  private async deliver(payment: Payment, event: string): Promise<void> {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const status = await this.send(payment, event);
      if (status !== null && status < 300) return;
      await pause(RETRY_PAUSE_MS, undefined, { signal: this.stopped });
    }
  }
}
