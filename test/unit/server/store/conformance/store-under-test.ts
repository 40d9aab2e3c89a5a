import type { OrderKey, OrderRow, Store } from '../../../../../src/server/store/store.js';

/** Writers at a time in a race. */
export const WRITERS = 20;

/** A store that is tested, with what the interface does not give. */
export interface OpenStore {
  readonly store: Store;
  /** The same rows through another connection. */
  readonly secondStore?: Store;
  /** Reads the store's time by other means. */
  readonly readNow: () => Promise<number>;
  /** Makes every time in the store earlier. */
  readonly elapse: (durationMs: number) => Promise<void>;
  /** Removes all rows. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A store that is opened before the tests run and after they are defined. */
export class StoreUnderTest {
  private opened: OpenStore | undefined;

  readonly store: Store = this.later(({ store }) => store);
  /** The other connection; the same store if it has no other. */
  readonly secondStore: Store = this.later(({ store, secondStore }) => secondStore ?? store);

  async open(open: () => Promise<OpenStore>): Promise<void> {
    this.opened = await open();
  }

  readNow(): Promise<number> {
    return this.current.readNow();
  }

  elapse(durationMs: number): Promise<void> {
    return this.current.elapse(durationMs);
  }

  clear(): Promise<void> {
    return this.current.clear();
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }

  /** Runs an action many times at once, by both connections in turn. */
  race<Result>(action: (store: Store, index: number) => Promise<Result>): Promise<Result[]> {
    return Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        action(index % 2 === 0 ? this.store : this.secondStore, index),
      ),
    );
  }

  /** Reads a row that must be there. */
  async mustRead(key: OrderKey): Promise<OrderRow> {
    const row = await this.store.read(key);
    if (!row) throw new Error(`There is no row ${key.orderRef}.`);
    return row;
  }

  private get current(): OpenStore {
    if (!this.opened) throw new Error('The store is not open.');
    return this.opened;
  }

  private later(pick: (opened: OpenStore) => Store): Store {
    return new Proxy({} as Store, {
      get: (_, name) => Reflect.get(pick(this.current), name) as unknown,
    });
  }
}
