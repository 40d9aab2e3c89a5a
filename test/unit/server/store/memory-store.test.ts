import { expect, it } from 'vitest';
import { memoryStore } from '../../../../src/server/store/memory-store.js';
import type { Store } from '../../../../src/server/store/store.js';
import { describeStore } from './conformance.js';
import { changeWith, keyOf } from './rows.js';

const START = Date.parse('2026-11-24T12:00:00Z');

describeStore('memoryStore', {
  isDurable: false,
  open: () => {
    let now = START;
    let store = memoryStore({ now: () => now });
    // The suite has one store, and each test an empty one.
    const current = new Proxy({} as Store, {
      get: (_, name) => Reflect.get(store, name) as unknown,
    });
    return Promise.resolve({
      store: current,
      readNow: () => Promise.resolve(now),
      elapse: (durationMs: number) => {
        now += durationMs;
        return Promise.resolve();
      },
      clear: () => {
        store = memoryStore({ now: () => now });
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  },
});

it('has the clock of the process unless another is given', async () => {
  const before = Date.now();
  const row = await memoryStore().write(keyOf('A'), changeWith(), 0);
  expect(row?.now).toBeGreaterThanOrEqual(before);
  expect(row?.now).toBeLessThanOrEqual(Date.now());
});

it('keeps what was written exactly so long ago as purge keeps', async () => {
  let now = START;
  const store = memoryStore({ now: () => now });
  await store.write(keyOf('A'), changeWith({ state: 'booked' }), 0);
  now += 1_000;
  expect(await store.purge(1_000)).toBe(0);
  now += 1;
  expect(await store.purge(1_000)).toBe(1);
});
