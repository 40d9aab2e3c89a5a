import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { operations, type Operation } from '../../../../src/api/contract/operations.js';
import { hostileTexts, shortestMs } from './hostile-texts.js';

const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
const selection = {
  taskId: 'tsk_blood',
  windowId: 'win_1',
  holdId: 'hld_1.AAAAAAAAAAAAAAAAAAAAAA',
  for: 'other',
  contact: { name: 'Ada Marsh', phone: '+447700900001', email: 'ada@example.com' },
  patients: [
    {
      firstName: 'Grace',
      lastName: 'Marsh',
      dateOfBirth: '1946-05-01',
      phone: '+447700900002',
      email: 'grace@example.com',
      sex: 'female',
      nhsNumber: '9990000018',
    },
  ],
  location: {
    kind: 'home',
    address: { line1: '1 High Street', line2: 'Flat 3', town: 'London', postcode: 'SW1A 1AA' },
  },
  note: 'Ring twice.\nThe dog is friendly.',
  consents: [{ id: 'share', version: '1', acceptedAt: '2026-11-23T09:00:00Z' }],
};
const order = { orderRef: 'ORDER-8', token: 'sel1.e30.AAAA', taskId: 'tsk_blood' };

/** A valid body of each operation that has one, with every text that it may have. */
const bodies: Readonly<Record<string, object>> = {
  checkCoverage: place,
  listWindows: { ...place, from: '2026-11-24', to: '2026-12-01' },
  placeHold: { ...place, windowId: 'win_1' },
  sealSelection: selection,
  bookSelection: { ...selection, key: '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a11', orderRef: 'ORDER-8' },
  bookOrder: order,
  openSelection: order,
  acceptOrder: { ...order, paid: true },
  cancelOrder: { orderRef: 'ORDER-8', reason: 'Refunded.\nThe customer moved.' },
  findOrder: { orderRef: 'ORDER-8' },
  reconcileOrder: { orderRef: 'ORDER-8' },
  runDue: { limit: 20 },
  listDueOrders: { limit: 20 },
  listStuckOrders: { limit: 20 },
};

type Path = readonly string[];

const pathsOf = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))
    : typeof value === 'string'
      ? [path]
      : [];

const withText = (body: object, path: Path, text: string): unknown => {
  const copy: unknown = structuredClone(body);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((found, name) => (found as Record<string, unknown>)[name], copy);
  (parent as Record<string, unknown>)[path.at(-1) ?? ''] = text;
  return copy;
};

const asking = Object.entries(operations).flatMap(([name, operation]) => {
  const { ask }: Operation = operation;
  return ask ? [[name, ask, bodies[name] ?? {}] as const] : [];
});

it('every operation with a body is tried here', () => {
  expect(Object.keys(bodies)).toEqual(asking.map(([name]) => name));
});

describe.each(asking)('a text of 32 kB in the body of %s', (_, ask, body) => {
  const isValid = (value: unknown): boolean => z.safeParse(ask, value).success;

  it('stands in for a text that is valid', () => {
    expect(isValid(body)).toBe(true);
  });

  it.each(pathsOf(body).map((path) => [path.join('.'), path] as const))(
    'is refused as %s about as fast as a valid body is accepted',
    (_name, path) => {
      const validMs = shortestMs(() => isValid(body));
      for (const text of hostileTexts) {
        const value = withText(body, path, text);
        expect(isValid(value)).toBe(false);
        // The unit of the limit is the time of a valid body, a fraction of a millisecond on any machine.
        expect(shortestMs(() => isValid(value))).toBeLessThan(Math.max(100 * validMs, 5));
      }
    },
  );
});
