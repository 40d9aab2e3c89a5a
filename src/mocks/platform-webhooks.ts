import type { Ledger } from './ledger.js';
import type { EventRecord, PlatformRecords } from './platform-records.js';

/** Where events are told, and the secret by which they are signed. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** One telling of an event, and how it stands. */
export interface DeliveryRecord {
  readonly eventId: string;
  readonly type: EventRecord['type'];
  readonly appointmentId: string;
  readonly tries: number;
  /** What the last try was answered; null where nothing was. */
  readonly status: number | null;
  /** When it is tried next, in milliseconds since 1970; null when it is not. */
  readonly dueAt: number | null;
  readonly deliveredAt: string | null;
}

export interface WebhookOptions {
  readonly ledger: Ledger;
  readonly records: PlatformRecords;
  readonly target: WebhookTarget | undefined;
  readonly now?: () => Date;
}

/** In milliseconds. */
const timeLimit = 5_000;
const firstPause = 250;
const longestPause = 30_000;
const mostTries = 20;

const encoder = new TextEncoder();

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`; assumed. */
export const signatureOf = async (body: string, secret: string, at: Date): Promise<string> => {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), how, false, ['sign']);
  const time = String(Math.floor(at.getTime() / 1000));
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${time}.${body}`));
  const hex = [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `t=${time},v1=${hex}`;
};

/** Of the patient nothing is told but the id. */
const bodyOf = ({ id, type, createdAt, appointment }: EventRecord): string => {
  const { id: appointmentId, status, externalRef, taskId, patientId } = appointment;
  const { windowId, startAt, endAt, timeZone } = appointment;
  const told = { status, externalRef, taskId, patientId, windowId, startAt, endAt, timeZone };
  return JSON.stringify({
    ...{ id, type, createdAt },
    data: { appointment: { id: appointmentId, ...told } },
  });
};

/**
 * Tells the shop what happens to appointments: one after the other, and again, ever later, until it is answered with
 * 2xx. What is retried may be overtaken, and what was told just before the process died is told again.
 */
export class Webhooks {
  private readonly deliveries: Map<string, DeliveryRecord>;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly now: () => Date;
  private target: WebhookTarget | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly options: WebhookOptions) {
    this.deliveries = options.ledger.table('deliveries');
    this.target = options.target;
    this.now = options.now ?? (() => new Date());
  }

  /** Goes on with what an earlier process had not told. */
  resume(): void {
    for (const [id, { dueAt }] of this.deliveries) if (dueAt !== null) this.plan(id, dueAt);
    this.tell();
  }

  /** Tells what has happened since; without an address it is told to nobody. */
  tell(): void {
    const { records, ledger } = this.options;
    for (const { id, type, appointment } of records.events.values()) {
      if (this.deliveries.has(id)) continue;
      const dueAt = this.target ? this.now().getTime() : null;
      const facts = { eventId: id, type, appointmentId: appointment.id };
      this.deliveries.set(id, { ...facts, tries: 0, status: null, dueAt, deliveredAt: null });
      ledger.commit();
      if (dueAt !== null) this.plan(id, dueAt);
    }
  }

  /** Tells somebody else from now on. */
  use(target: WebhookTarget | undefined): void {
    this.target = target;
  }

  /** What is not told yet is told to nobody. */
  forget(): void {
    this.stop();
    this.deliveries.clear();
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private plan(id: string, dueAt: number): void {
    const wait = dueAt - this.now().getTime();
    const send = (): void => {
      this.queue = this.queue.then(() => this.send(id));
    };
    if (wait <= 0) {
      send();
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      send();
    }, wait);
    this.timers.add(timer);
  }

  private async send(id: string): Promise<void> {
    const { target, options } = this;
    const event = options.records.events.get(this.deliveries.get(id)?.eventId ?? '');
    // Forgotten meanwhile, or nobody is to be told any more.
    if (!event || !target) return;
    const status = await post(target, bodyOf(event), this.now());
    const delivery = this.deliveries.get(id);
    if (!delivery) return;
    const tries = delivery.tries + 1;
    const now = this.now();
    const isDelivered = status !== null && status >= 200 && status < 300;
    const pause = Math.min(firstPause * 2 ** (tries - 1), longestPause);
    const dueAt = isDelivered || tries >= mostTries ? null : now.getTime() + pause;
    const deliveredAt = isDelivered ? now.toISOString() : null;
    this.deliveries.set(id, { ...delivery, tries, status, dueAt, deliveredAt });
    options.ledger.commit();
    if (dueAt !== null) this.plan(id, dueAt);
  }
}

const post = async (
  { url, secret }: WebhookTarget,
  body: string,
  at: Date,
): Promise<number | null> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimit),
      headers: {
        'Content-Type': 'application/json',
        'Ally-Signature': await signatureOf(body, secret, at),
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
};
