import { describe, expect, it } from 'vitest';
import { relayOptions, setUp } from '../ally.js';
import {
  casesOf,
  errorFrom,
  isEmptyRecord,
  isIn,
  misconfigured,
  none,
  withValue,
  type Options,
} from '../option-values.js';

const isTextWithLetters = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isFinite = (value: unknown): boolean => Number.isFinite(value);

const relayPaths: Options = {
  basePath: none,
  origins: none,
  'origins.0': none,
  tasks: none,
  'tasks.tsk_blood': none,
  'tasks.tsk_blood.consents': (value) => JSON.stringify(value) === '[]',
  'tasks.tsk_blood.consents.0': none,
  'tasks.tsk_blood.consents.0.id': isTextWithLetters,
  'tasks.tsk_blood.consents.0.text': isTextWithLetters,
  'tasks.tsk_blood.consents.0.required': isIn(true, false),
  'tasks.tsk_blood.name': isTextWithLetters,
  'tasks.tsk_blood.description': (value) => typeof value === 'string',
  'tasks.tsk_blood.preparation': (value) => typeof value === 'string',
  'tasks.tsk_blood.durationMinutes': isFinite,
  'tasks.tsk_blood.minimumAge': isFinite,
  'tasks.tsk_blood.asks': isEmptyRecord,
  'tasks.tsk_blood.asks.sex': isIn(true, false),
  'tasks.tsk_blood.asks.nhsNumber': isIn(true, false),
  'tasks.tsk_blood.privacyUrl': none,
  instant: isIn(true, false),
  orderSecret: none,
  limit: none,
};

describe('ally.relay', () => {
  const relay = (options: unknown) => () => setUp().ally.relay(options as never);

  it('takes the options of the tests', () => {
    expect(relay(relayOptions())()).toBeTypeOf('function');
  });

  it.each(casesOf(relayPaths, false))('refuses %s: %s', (path, _, value) => {
    expect(errorFrom(relay(withValue(relayOptions(), path, value)))).toEqual(misconfigured(path));
  });

  it.each(casesOf(relayPaths, true))('takes %s: %s', (path, _, value) => {
    expect(errorFrom(relay(withValue(relayOptions(), path, value)))).toBe(null);
  });

  it.each([undefined, null, 'x', []])('refuses %o as options', (options) => {
    expect(errorFrom(relay(options))).toMatchObject({ option: 'options' });
  });

  it.each([
    ['basePath', 'ally'],
    ['basePath', '/ally/'],
    ['basePath', '/'],
    ['basePath', '/a//b'],
    ['basePath', '/ally/..'],
    ['basePath', '/./ally'],
    ['basePath', '/al%6cy'],
    ['basePath', 'https://shop.example/ally'],
    ['origins.0', '*'],
    ['origins.0', 'null'],
    ['origins.0', 'https://shop.example/'],
    ['origins.0', 'https://shop.example:443'],
    ['origins.0', 'https://Shop.example'],
    ['origins.0', 'https://*.shop.example'],
    ['origins.0', 'shop.example'],
    ['origins.0', 'https://user@shop.example'],
    ['origins.0', 'capacitor://localhost/'],
    ['origins.0', 'capacitor://'],
    ['origins', 'https://shop.example'],
    ['tasks.tsk_blood.privacyUrl', 'javascript:alert(1)'],
    ['tasks.tsk_blood.minimumAge', '18'],
    ['tasks.tsk_blood.consents', [{ id: 'care', text: 'I agree', required: true }]],
    ['instant', 'true'],
    ['instant', 1],
    ['orderSecret', 'short'],
    ['orderSecret', 'x'.repeat(31)],
    ['orderSecret', 'x'.repeat(40)],
    ['orderSecret', 'ab'.repeat(20)],
    ['orderSecret', 'a-secret-of-the-shop-own-servers-0001\n'],
    ['orderSecret', 'a secret of the shop own servers 0001'],
    ['orderSecret', 'ä-secret-of-the-shop-own-servers-0001'],
    ['limit', true],
  ])('refuses %s: %j', (path, value) => {
    expect(errorFrom(relay(withValue(relayOptions(), path, value)))).toEqual(misconfigured(path));
  });

  it.each(['tsk/blood', 'tsk blood', '', 'x'.repeat(91), 'tsk:blood'])(
    'refuses the Task %j, whose id cannot be part of a path',
    (id) => {
      const options = { ...relayOptions(), tasks: { [id]: { consents: [] } } };
      expect(errorFrom(relay(options))).toMatchObject({ option: `tasks.${id}` });
    },
  );

  it('refuses two consents of one id: either would do for both', () => {
    const consent = { id: 'care', text: 'I agree', version: '1', required: true };
    const options = relayOptions({
      tasks: { tsk_blood: { consents: [consent, { ...consent, version: '2' }] } },
    });
    expect(errorFrom(relay(options))).toMatchObject({ option: 'tasks.tsk_blood.consents' });
  });

  it.each([
    'limits',
    'base',
    'orderSecrets',
    'tasks.tsk_blood.minimunAge',
    'tasks.tsk_blood.asks.gender',
  ])('refuses %s, which it does not know', (path) => {
    expect(errorFrom(relay(withValue(relayOptions(), path, true)))).toMatchObject({ option: path });
  });

  it.each([
    'https://shop.example',
    'http://localhost:3000',
    'capacitor://localhost',
    'https://xn--bcher-kva.example',
    'http://[::1]:3000',
  ])('takes the origin %s', (origin) => {
    expect(errorFrom(relay(relayOptions({ origins: [origin] })))).toBe(null);
  });

  it.each([{ instant: true, orderSecret: undefined }, {}])(
    'needs a store for %o, and for reading and sealing none',
    (options) => {
      const { ally } = setUp({ store: undefined });
      expect(errorFrom(() => ally.relay(relayOptions(options)))).toMatchObject({ option: 'store' });
      expect(ally.relay(relayOptions({ orderSecret: undefined }))).toBeTypeOf('function');
    },
  );
});
