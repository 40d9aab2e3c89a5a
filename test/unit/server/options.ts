import type { BookingOptions, RelayOptions } from '../../../src/server/options.js';
import type { LogEvent } from '../../../src/server/log.js';
import { MockPlatform } from '../../fixtures/platform.js';

/** 12 noon on 24 November 2026. */
export const noon = new Date('2026-11-24T12:00:00Z');

export const sealingKeys = [{ kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }];

/** A platform, options that ask it, and what was logged. */
export const setUp = (more: Partial<BookingOptions> = {}) => {
  const platform = new MockPlatform();
  const logged: LogEvent[] = [];
  const options: BookingOptions = {
    platformKey: 'test_larkspur',
    sealingKeys,
    fetch: platform.fetch,
    now: () => new Date(),
    log: (event) => logged.push(event),
    ...more,
  };
  return { platform, options, logged };
};

export const relayOptions = (
  options: BookingOptions,
  more: Partial<RelayOptions> = {},
): RelayOptions => ({
  ...options,
  base: '/ally',
  origins: ['https://shop.example', 'https://www.shop.example:8443'],
  tasks: {
    tsk_blood: {
      name: 'Blood test at home',
      preparation: 'Drink water.',
      consents: [{ id: 'care', version: '2026-01', text: 'I agree', required: true }],
    },
  },
  orderSecret: 'a-secret-of-the-shop-own-servers-0001',
  ...more,
});
