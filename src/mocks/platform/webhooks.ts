import type { Ledger } from './store.js';
import type { FaultPlan } from './fault-injection.js';
import type { EventRecord, PlatformRecords } from './records.js';
import { postEvent, type WebhookTarget } from './webhook-delivery.js';

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
  /** What is to go wrong with the telling. */
  readonly faults?: FaultPlan;
  readonly now?: () => Date;
}

/** In milliseconds. */
const firstPause = 250;
const longestPause = 30_000;
const mostTries = 20;

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
  private isClosed = false;
  private waiting: (() => void)[] = [];

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
    const { records, ledger, faults } = this.options;
    const due: [string, number][] = [];
    for (const { id, type, appointment } of records.events.values()) {
      if (this.deliveries.has(id)) continue;
      const fault = this.target && faults?.nextOf(type);
      const late = fault?.kind === 'webhook-late' ? fault.milliseconds : 0;
      const dueAt = this.target ? this.now().getTime() + late : null;
      const facts = { eventId: id, type, appointmentId: appointment.id };
      const delivery = { ...facts, tries: 0, status: null, dueAt, deliveredAt: null };
      for (const copy of fault?.kind === 'webhook-twice' ? [id, `${id}.2`] : [id]) {
        this.deliveries.set(copy, delivery);
        if (dueAt !== null) due.push([copy, dueAt]);
      }
    }
    ledger.commit();
    for (const one of due) this.plan(...one);
  }

  /** Tells somebody else from now on. */
  use(target: WebhookTarget | undefined): void {
    this.target = target;
  }

  /** What is not told yet is told to nobody. */
  forget(): void {
    this.endTimers();
    this.deliveries.clear();
    this.wake();
  }

  /** Settles when nothing is left to be told. */
  async untilTold(): Promise<void> {
    while ([...this.deliveries.values()].some(({ dueAt }) => dueAt !== null))
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
  }

  /** Tells nothing more in this process, and writes nothing down. */
  close(): void {
    this.isClosed = true;
    this.endTimers();
  }

  private endTimers(): void {
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
    // Forgotten meanwhile.
    if (!event || this.isClosed) return;
    if (!target) {
      this.giveUp(id);
      return;
    }
    this.settle(id, await postEvent(target, event, this.now()));
  }

  /** Nobody is to be told any more. */
  private giveUp(id: string): void {
    const delivery = this.deliveries.get(id);
    if (delivery) this.deliveries.set(id, { ...delivery, dueAt: null });
    this.options.ledger.commit();
    this.wake();
  }

  /** Writes down how a try ended, and plans the next. */
  private settle(id: string, status: number | null): void {
    const delivery = this.deliveries.get(id);
    if (!delivery || this.isClosed) return;
    const tries = delivery.tries + 1;
    const now = this.now();
    const isDelivered = status !== null && status >= 200 && status < 300;
    const pause = Math.min(firstPause * 2 ** (tries - 1), longestPause);
    const dueAt = isDelivered || tries >= mostTries ? null : now.getTime() + pause;
    const deliveredAt = isDelivered ? now.toISOString() : null;
    this.deliveries.set(id, { ...delivery, tries, status, dueAt, deliveredAt });
    this.options.ledger.commit();
    if (dueAt !== null) this.plan(id, dueAt);
    this.wake();
  }

  private wake(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }
}
