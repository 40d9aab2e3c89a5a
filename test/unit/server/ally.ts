import type { Selection } from '../../../src/domain/selection.js';
import { createAlly, type Ally } from '../../../src/server/ally.js';
import type { LogEvent } from '../../../src/server/log.js';
import type { AllyOptions, RelayOptions } from '../../../src/server/options.js';
import { memoryStore } from '../../../src/server/store/memory-store.js';
import { sealSelection } from '../../../src/server/tokens/selection-token.js';
import { MockPlatform, window } from '../../fixtures/platform.js';
import { settled, startVirtualTime } from '../../harness/virtual-time.js';
import { selection } from './selection.js';

export { settled } from '../../harness/virtual-time.js';

/** 12 noon on 24 November 2026. */
export const noon = new Date('2026-11-24T12:00:00Z');

export const sealingKeys = [{ kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }];
export const markKey = 'Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA';

/** The SDK, and what it works with. */
export interface Setup {
  readonly platform: MockPlatform;
  readonly ally: Ally;
  readonly options: AllyOptions;
  readonly events: LogEvent[];
  /** Seals a selection, as the relay does. */
  readonly seal: (chosen?: Selection) => Promise<string>;
}

/** Makes the SDK over a mock platform. Several setups may share a platform and a store: they are processes. */
export function setUp(
  overrides: Partial<AllyOptions> = {},
  platform: MockPlatform = new MockPlatform(),
): Setup {
  const events: LogEvent[] = [];
  const options: AllyOptions = {
    platform: { key: 'test_larkspur', fetch: platform.fetch },
    sealing: { keys: sealingKeys, markKey },
    store: memoryStore(),
    now: () => new Date(),
    log: (event) => events.push(event),
    ...overrides,
  };
  const { sealing, now = () => new Date() } = options;
  return {
    platform,
    ally: createAlly(options),
    options,
    events,
    seal: async (chosen = selection) => {
      const summary = { taskName: 'Blood test at home', timeZone: 'Europe/London', ...window };
      const { token } = await sealSelection(chosen, { summary, mode: 'test' }, { sealing, now });
      return token;
    },
  };
}

export const relayOptions = (overrides: Partial<RelayOptions> = {}): RelayOptions => ({
  basePath: '/ally',
  origins: ['https://shop.example', 'https://www.shop.example:8443', 'capacitor://localhost'],
  tasks: {
    tsk_blood: {
      name: 'Blood test at home',
      preparation: 'Drink water.',
      consents: [{ id: 'care', version: '2026-01', text: 'I agree', required: true }],
    },
  },
  orderSecret: 'a-secret-of-the-shop-own-servers-0001',
  ...overrides,
});

/** Starts virtual time at noon. Pass it to `beforeEach`, which ends it after the test. */
export function useVirtualTime(): () => void {
  return startVirtualTime(noon);
}

/** Returns the error of a promise that rejects. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return await settled(
    promise.then(
      (value) => {
        throw new Error(`Expected an error, got ${JSON.stringify(value)}.`);
      },
      (error: unknown) => error,
    ),
  );
}

/** The appointments of a platform that are not cancelled. */
export function living({ appointments }: MockPlatform) {
  return appointments.filter(({ status }) => status !== 'cancelled');
}
