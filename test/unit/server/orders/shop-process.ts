import { createAlly, type Ally } from '../../../../src/server/ally.js';
import type { AllyOptions } from '../../../../src/server/options.js';
import type { Store } from '../../../../src/server/store/store.js';
import type { SeededRandom } from './seeded-random.js';

/** The death of a process: at its n-th call of platform or store from now on, sent or not. */
export interface Death {
  readonly calls: number;
  readonly isSent: boolean;
}

/** How the store behaves. Probabilities of one call. */
export interface StoreFaults {
  /** It fails, and does nothing. */
  readonly failsBefore: number;
  /** It does its work, and fails. */
  readonly failsAfter: number;
  /** It answers later than a lease lasts, or almost. */
  readonly isSlow: number;
}

export const calmStore: StoreFaults = { failsBefore: 0, failsAfter: 0, isSlow: 0 };

const STORE_MS = 12;
const SLOW_STORE_MS = 40_000;

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}

export interface ShopProcessOptions {
  readonly store: Store;
  readonly fetch: (input: unknown, init?: RequestInit) => Promise<Response>;
  readonly random: SeededRandom;
  /** How far its wall clock is ahead, in milliseconds. */
  readonly clockOffsetMs: number;
  readonly storeFaults: () => StoreFaults;
  readonly ally: Pick<AllyOptions, 'sealing' | 'orders'>;
  readonly key: string;
}

/** A process of a shop. When it dies, its calls of platform and store never settle. */
export class ShopProcess {
  readonly ally: Ally;
  /** Resolves when the process dies. */
  readonly died: Promise<void>;
  private isDead = false;
  private death: Death | null = null;
  private die: () => void = () => undefined;

  constructor(private readonly options: ShopProcessOptions) {
    this.died = new Promise((resolve) => {
      this.die = resolve;
    });
    const { clockOffsetMs, ally, key } = options;
    this.ally = createAlly({
      ...ally,
      platform: {
        key,
        fetch: (input: unknown, init?: RequestInit) => this.call(() => options.fetch(input, init)),
      },
      store: this.wrapStore(),
      now: () => new Date(Date.now() + clockOffsetMs),
    });
  }

  get isAlive(): boolean {
    return !this.isDead;
  }

  planDeath(death: Death): void {
    this.death ??= death;
  }

  /** Makes a call of platform or store, unless the process is dead or dies of it. */
  private async call<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.isDead) return await new Promise(() => undefined);
    if (this.death) this.death = { ...this.death, calls: this.death.calls - 1 };
    if (this.death && this.death.calls <= 0) {
      this.isDead = true;
      this.die();
      if (this.death.isSent) run().catch(() => undefined);
      return await new Promise(() => undefined);
    }
    try {
      return await run();
    } finally {
      if (this.hasDied()) await new Promise(() => undefined);
    }
  }

  /** Another call of this process may have ended it meanwhile. */
  private hasDied(): boolean {
    return this.isDead;
  }

  private wrapStore(): Store {
    const { store } = this.options;
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        const method: unknown = target[name];
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) =>
          this.call(() =>
            this.inStore(() => (method as (...all: unknown[]) => Promise<unknown>)(...args)),
          );
      },
    });
  }

  private async inStore<Result>(run: () => Promise<Result>): Promise<Result> {
    const { random, storeFaults } = this.options;
    const { failsBefore, failsAfter, isSlow } = storeFaults();
    await pause(random.between(0, random.isTrue(isSlow) ? SLOW_STORE_MS : STORE_MS));
    if (random.isTrue(failsBefore)) throw new Error('SQLITE_BUSY');
    const result = await run();
    await pause(random.between(0, random.isTrue(isSlow) ? SLOW_STORE_MS : STORE_MS));
    if (random.isTrue(failsAfter)) throw new Error('Connection terminated unexpectedly');
    return result;
  }
}
