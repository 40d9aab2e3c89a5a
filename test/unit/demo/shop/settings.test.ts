import { describe, expect, it } from 'vitest';
import { limitByAddress } from '../../../../demo/shop/limit.js';
import { readSettings, SettingsError } from '../../../../demo/shop/settings.js';

const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

const environment = {
  SHOP_PORT: '0',
  SHOP_DATABASE: '/tmp/shop.db',
  PLATFORM_KEY: 'test_larkspur',
  PLATFORM_BASE: 'http://127.0.0.1:4010/v1',
  SEALING_KEYS: `k2:${secret},k1:${secret}`,
  WEBHOOK_SECRETS: 'new-secret,old-secret',
  PAYMENT_ORIGIN: 'http://127.0.0.1:4011',
  PAYMENT_KEY: secret,
  PAYMENT_SECRET: secret,
};

const problemsOf = (change: object): string => {
  try {
    readSettings({ ...environment, ...change });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
};

describe('settings', () => {
  it('are read, with times that may be left out', () => {
    const settings = readSettings({ ...environment, OUTBOX_LOOK_EVERY: '50' });
    expect(settings).toMatchObject({
      sealingKeys: [
        { kid: 'k2', secret },
        { kid: 'k1', secret },
      ],
      webhookSecrets: ['new-secret', 'old-secret'],
      origin: null,
      lookEvery: 50,
      patience: 10_000,
    });
  });

  it('that are missing are all named at once', () => {
    const said = problemsOf(
      Object.fromEntries(Object.keys(environment).map((name) => [name, undefined])),
    );
    for (const name of Object.keys(environment)) expect(said).toContain(`  ${name}: `);
  });

  it.each([
    ['SHOP_PORT', 'http'],
    ['SHOP_PORT', '70000'],
    ['SHOP_ORIGIN', 'https://shop.example/'],
    ['PLATFORM_BASE', 'api.example'],
    ['SEALING_KEYS', secret],
    ['SEALING_KEYS', `k1:${secret},`],
    ['WEBHOOK_SECRETS', 'new-secret,'],
    ['PAYMENT_ORIGIN', 'money.example'],
    ['PAYMENT_KEY', 'too-short-to-be-secret'],
    ['OUTBOX_LOOK_EVERY', '0'],
    ['BOOKING_PATIENCE', '10s'],
  ])('%s: %s is told with its cure, and without the value', (name, value) => {
    const said = problemsOf({ [name]: value });
    expect(said).toMatch(new RegExp(`\\n  ${name}: give .+\\.$`));
    if (value.length > 8) expect(said).not.toContain(value);
  });
});

it('the limit counts by address and by what is asked, and says how long to wait', () => {
  const limit = limitByAddress((request) => request.headers.get('address') ?? '', 24);
  const ask = (address: string, operation: string) =>
    limit(new Request('http://shop.example', { headers: { address } }), { operation });
  expect([1, 2, 3].map(() => ask('a', 'placeHold')).slice(0, 2)).toEqual([true, true]);
  const wait = ask('a', 'placeHold');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(ask('b', 'placeHold')).toBe(true);
  expect(ask('a', 'listWindows')).toBe(true);
});
