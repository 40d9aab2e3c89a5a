import { describe, expect, it } from 'vitest';
import { createAlly } from '../../../src/server/ally.js';
import { memoryStore } from '../../../src/server/store/memory-store.js';
import { markKey, sealingKeys, setUp } from './ally.js';
import {
  casesOf,
  errorFrom,
  isEmptyRecord,
  isIn,
  isNumber,
  misconfigured,
  none,
  withValue,
  type Options,
} from './option-values.js';

const allyPaths: Options = {
  platform: none,
  'platform.key': isIn('5'),
  'platform.baseUrl': none,
  'platform.paths': isEmptyRecord,
  'platform.paths.placeHold': none,
  'platform.paths.releaseHold': none,
  'platform.mapping': isEmptyRecord,
  'platform.mapping.windowsFrom': none,
  'platform.timeoutMs': isNumber,
  'platform.timeZone': none,
  'platform.fetch': none,
  sealing: none,
  'sealing.keys': none,
  'sealing.keys.0': none,
  'sealing.keys.0.kid': isIn('true', 'false', '5', 'undefined', 'null'),
  'sealing.keys.0.secret': none,
  'sealing.markKey': none,
  'sealing.promiseMs': none,
  'sealing.lifetimeMs': none,
  store: none,
  namespace: isIn('true', 'false', '5', 'undefined', 'null'),
  orders: isEmptyRecord,
  'orders.settleTimeoutMs': none,
  'orders.maxWaitMs': isNumber,
  'orders.onUnknown': none,
  webhooks: none,
  'webhooks.secrets': none,
  'webhooks.secrets.0': none,
  'webhooks.toleranceMs': isNumber,
  'webhooks.signatureHeader': isIn('true', 'false', '5', 'undefined', 'null'),
  'webhooks.verify': none,
  'webhooks.eventFrom': none,
  log: none,
  now: none,
};

const ally = () => ({
  ...setUp().options,
  // With a live key too.
  store: Object.assign(memoryStore(), { isDurable: true }),
  webhooks: { secrets: ['a-secret-of-webhooks'] },
});

describe('createAlly', () => {
  it('takes the options of the tests', () => {
    expect(errorFrom(() => createAlly(ally()))).toBe(null);
  });

  it.each(casesOf(allyPaths, false))('refuses %s: %s', (path, _, value) => {
    const options = withValue(ally(), path, value);
    expect(errorFrom(() => createAlly(options))).toEqual(misconfigured(path));
  });

  it.each(casesOf(allyPaths, true))('takes %s: %s', (path, _, value) => {
    expect(errorFrom(() => createAlly(withValue(ally(), path, value)))).toBe(null);
  });

  it.each([undefined, null, 'x', 7, [], () => ({})])('refuses %o as options', (options) => {
    expect(errorFrom(() => createAlly(options as never))).toMatchObject({ option: 'options' });
  });

  it.each([
    ['platform.key', 'Test_larkspur'],
    ['platform.key', 'TEST_larkspur'],
    ['platform.key', '"test_larkspur"'],
    ['platform.key', 'Bearer test_larkspur'],
    ['platform.baseUrl', 'http://platform.example/v1'],
    ['platform.baseUrl', 'http://localhost.evil.example/v1'],
    ['platform.baseUrl', 'http://127.0.0.1.evil.example/v1'],
    ['platform.baseUrl', 'https://user:password@platform.example/v1'],
    ['platform.baseUrl', 'https://platform.example/v1?tenant=7'],
    ['platform.baseUrl', 'https://platform.example/v1#x'],
    ['platform.baseUrl', 'platform.example/v1'],
    ['platform.timeZone', 'Mars/Olympus'],
    ['platform.timeZone', '+01:00'],
    ['platform.timeoutMs', 2 ** 31],
    ['orders.maxWaitMs', 2 ** 31],
    ['sealing.promiseMs', 1e15],
    ['orders.settleTimeoutMs', 60],
    ['sealing.lifetimeMs', 1e15],
    ['sealing.lifetimeMs', 60_000],
    ['sealing.markKey', sealingKeys[0]?.secret],
    ['namespace', 'Shop'],
    ['namespace', 'my.shop'],
    ['namespace', 'x'.repeat(17)],
    ['now', Date.now],
    ['now', () => new Date(Number.NaN)],
    ['now', () => '2026-11-24T12:00:00Z'],
    ['store', Promise.resolve(memoryStore())],
    ['store', { ...memoryStore(), claimToken: undefined }],
    ['store', { ...memoryStore(), isDurable: 'true' }],
  ])('refuses %s: %s', (path, value) => {
    const error = errorFrom(() => createAlly(withValue(ally(), path, value)));
    expect(error).toEqual(misconfigured(path));
    expect(String(error)).not.toMatch(/larkspur|password/);
  });

  it.each([
    ['platform.paths.placeHolds', '/holds'],
    ['platform.paths.placeHold', 'holds'],
    ['platform.paths.placeHold', '/holds/{id}'],
    ['platform.paths.cancelAppointment', '/appointments/cancel'],
    ['platform.paths.constructor', '/x'],
    ['platform.mapping.windowFrom', () => ({ windows: [] })],
    ['platform.mapping.toString', () => ''],
  ])('refuses a misspelt or incomplete %s', (path, value) => {
    expect(errorFrom(() => createAlly(withValue(ally(), path, value)))).toEqual(
      misconfigured(path),
    );
  });

  it.each([
    'platfrom',
    'markKey',
    'onEvents',
    'platform.timeout',
    'platform.base',
    'sealing.lifetime',
    'orders.settleTimeout',
    'platform.mapping.constructor',
  ])('refuses %s, which it does not know', (path) => {
    expect(errorFrom(() => createAlly(withValue(ally(), path, 'value')))).toEqual(
      expect.objectContaining({
        option: path,
        cure: expect.stringContaining('no such option') as string,
      }),
    );
    expect(errorFrom(() => createAlly(withValue(ally(), path, undefined)))).toBe(null);
  });

  it.each(['http://127.0.0.1:4100/v1', 'http://localhost:4100/v1/', 'http://[::1]:4100/v1'])(
    'takes a platform on the same machine without TLS: %s',
    (baseUrl) => {
      expect(errorFrom(() => createAlly(withValue(ally(), 'platform.baseUrl', baseUrl)))).toBe(
        null,
      );
    },
  );

  it('refuses a store that forgets, with a live key', () => {
    const live = { ...ally(), store: memoryStore(), platform: { key: 'live_larkspur' } };
    expect(errorFrom(() => createAlly(live))).toMatchObject({
      option: 'store',
      cure: expect.stringContaining('sqlStore') as string,
    });
    expect(errorFrom(() => createAlly({ ...live, store: undefined }))).toBe(null);
    const durable = Object.assign(memoryStore(), { isDurable: true });
    expect(errorFrom(() => createAlly({ ...live, store: durable }))).toBe(null);
  });

  it('needs a store and the mark key for orders', () => {
    const without = { ...ally(), store: undefined };
    expect(errorFrom(() => createAlly(without).orders)).toMatchObject({ option: 'store' });
    const keysOnly = { ...ally(), sealing: { keys: sealingKeys } };
    expect(errorFrom(() => createAlly(keysOnly).orders)).toMatchObject({
      option: 'sealing.markKey',
    });
    expect(
      errorFrom(() => createAlly({ ...keysOnly, sealing: { keys: sealingKeys, markKey } }).orders),
    ).toBe(null);
  });
});
