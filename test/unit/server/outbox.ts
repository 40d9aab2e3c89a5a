import { vi } from 'vitest';
import { bookOrder } from '../../../src/server/orders/book-order.js';
import { BookingUnsettledError } from '../../../src/server/errors.js';
import type { BookingOptions } from '../../../src/server/options.js';
import type { MockPlatform } from '../../fixtures/platform.js';

/** Where a process of the shop's dies: at the n-th question of a call, before it leaves or once it has. */
export interface Death {
  readonly question: number;
  readonly isSent: boolean;
}

const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => {
      resolve();
    });
  });

const never = new Promise<never>(() => undefined);

/** An order as the shop's database has it, while it is to be booked. */
export class Outbox {
  calls = 0;
  /** How many processes of the shop have died of it. */
  deaths = 0;
  private lastAttemptAt: Date | null = null;
  private nextAt = 0;

  constructor(
    private readonly orderRef: string,
    private readonly token: string,
    private readonly platform: MockPlatform,
    private readonly options: BookingOptions,
  ) {}

  /** Calls until the order is booked, each time when it may, in another process when the last one died. */
  async book(deaths: readonly (Death | null)[]): Promise<string> {
    for (const death of [...deaths, ...Array<null>(40).fill(null)]) {
      await vi.advanceTimersByTimeAsync(Math.max(0, this.nextAt - Date.now()));
      const booked = await this.call(death);
      if (booked !== undefined) return booked;
    }
    throw new Error(`${this.orderRef} was not booked in ${String(this.calls)} calls.`);
  }

  /** One call, as the documents tell a shop to make it; the appointment's id once there is one. */
  private async call(death: Death | null): Promise<string | undefined> {
    this.calls += 1;
    const died = { yes: false };
    const options: BookingOptions = {
      ...this.options,
      // What a process remembers it remembers by its key: another one is another process.
      platformKey: `test_${this.orderRef}_${String(this.deaths)}`,
      fetch: this.mortal(death, died),
    };
    const before = this.lastAttemptAt;
    this.lastAttemptAt = new Date();
    const { orderRef, token } = this;
    const call = bookOrder(token, { ...options, orderRef, lastAttemptAt: before }).then(
      (booking) => {
        this.lastAttemptAt = null;
        return booking.appointment?.id;
      },
      (error: unknown) => {
        const isUnsettled = error instanceof BookingUnsettledError;
        this.lastAttemptAt = isUnsettled ? error.lastAttemptAt : before;
        this.nextAt = Date.now() + (isUnsettled ? error.retryAfter * 1000 : 5_000);
        return undefined;
      },
    );
    return await this.follow(call, died);
  }

  /** Lets time pass, from timer to timer, until a call has ended or its process is dead. */
  private async follow<Result>(
    call: Promise<Result>,
    died: { yes: boolean },
  ): Promise<Result | undefined> {
    const state = { isOver: false };
    void call.then(() => {
      state.isOver = true;
    });
    const asked = this.platform.requests.length;
    while (!state.isOver && !died.yes) {
      await aTurn();
      // The token is opened off the thread: no time passes meanwhile.
      const hasBegun = this.platform.requests.length > asked;
      if (hasBegun && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
    }
    if (state.isOver) return await call;
    this.deaths += 1;
    this.nextAt = Date.now() + 1_000;
    return undefined;
  }

  private mortal(death: Death | null, died: { yes: boolean }): typeof fetch {
    let question = 0;
    return async (input, init) => {
      question += 1;
      const dies = died.yes || question === death?.question;
      if (!dies) return await this.platform.fetch(input, init);
      const isLast = !died.yes;
      died.yes = true;
      // Nobody is left to break it off.
      const asked = { ...init, signal: null };
      if (isLast && death?.isSent === true) void this.platform.fetch(input, asked).catch(() => 0);
      return await never;
    };
  }
}
