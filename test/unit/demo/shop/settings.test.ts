import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limitByAddress } from '../../../../demo/shop/limit.js';
import { readSettings, SettingsError } from '../../../../demo/shop/settings.js';
import { environment, noon } from './open-shop.js';

const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

function problemsOf(change: object): string {
  try {
    readSettings({ ...environment, ...change });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
}

describe('the settings', () => {
  it('have defaults for durations', () => {
    const settings = readSettings({ ...environment, RUN_DUE_INTERVAL_MS: '50' });
    expect(settings).toMatchObject({
      sealingKeys: [
        { kid: 'k2', secret },
        { kid: 'k1', secret },
      ],
      webhookSecrets: ['a-new-webhook-secret', 'an-old-webhook-secret'],
      origin: null,
      runDueIntervalMs: 50,
      settleTimeoutMs: 60_000,
      maxWaitMs: 10_000,
      platformTimeoutMs: 8_000,
    });
  });

  it('that are missing are all named in one error', () => {
    const names = Object.keys(environment);
    const message = problemsOf(Object.fromEntries(names.map((name) => [name, undefined])));
    for (const name of names) expect(message).toContain(`  ${name}: `);
  });

  it.each([
    ['SHOP_PORT', 'http'],
    ['SHOP_PORT', '70000'],
    ['SHOP_ORIGIN', 'https://shop.example/'],
    ['PLATFORM_BASE', 'api.example'],
    ['SEALING_KEYS', secret],
    ['SEALING_KEYS', `k1:${secret},`],
    ['SEALING_KEYS', `k1:${secret}:k2`],
    ['MARK_KEY', 'too-short'],
    ['WEBHOOK_SECRETS', 'a-new-webhook-secret,'],
    ['WEBHOOK_SECRETS', 'null'],
    ['PAYMENT_ORIGIN', 'money.example'],
    ['PAYMENT_KEY', 'too-short-to-be-secret'],
    ['STAFF_SECRET', 'password'],
    ['RUN_DUE_INTERVAL_MS', '0'],
    ['MAX_WAIT_MS', '10s'],
  ])('%s: %s is refused with a cure, and the value is not printed', (name, value) => {
    const message = problemsOf({ [name]: value });
    expect(message).toMatch(new RegExp(`\\n  ${name}: give .+\\.$`));
    if (value.length > 8) expect(message).not.toContain(value);
  });
});

describe('the limit', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts by address and operation, and returns the seconds to wait', () => {
    const limit = limitByAddress(24);
    const request = (address: string | null, operation: string) => limit({ operation, address });
    expect([1, 2].map(() => request('192.0.2.1', 'placeHold'))).toEqual([true, true]);
    vi.setSystemTime(noon.getTime() + 12_000);
    expect(request('192.0.2.1', 'placeHold')).toBe(48);
    expect(request('192.0.2.2', 'placeHold')).toBe(true);
    expect(request('192.0.2.1', 'listWindows')).toBe(true);
    vi.setSystemTime(noon.getTime() + 60_000);
    expect(request('192.0.2.1', 'placeHold')).toBe(true);
  });

  it('does not forget an address because of many others', () => {
    const limit = limitByAddress(1);
    const request = (address: string) => limit({ operation: 'listWindows', address });
    for (let count = 0; count < 9_000; count += 1) request(`192.0.2.1:${String(count)}`);
    expect(request('192.0.2.9')).toBe(true);
    for (let count = 0; count < 9_000; count += 1) request(`192.0.2.2:${String(count)}`);
    expect(request('192.0.2.9')).not.toBe(true);
  });

  it('does not count requests whose address is not known', () => {
    const limit = limitByAddress(1);
    const request = () => limit({ operation: 'placeHold', address: null });
    expect([1, 2, 3].map(request)).toEqual([true, true, true]);
  });
});
