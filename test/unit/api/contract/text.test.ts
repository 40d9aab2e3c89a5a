import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as contract from '../../../../src/api/contract/schemas.js';

const selection = {
  taskId: 'tsk_blood',
  windowId: 'win_1',
  for: 'other',
  contact: { name: 'Ada Marsh', phone: '+447700900001', email: 'ada@example.com' },
  patients: [
    {
      firstName: 'Grace',
      lastName: 'Marsh',
      dateOfBirth: '1946-05-01',
      phone: '+447700900002',
      email: 'grace@example.com',
    },
  ],
  location: {
    kind: 'home',
    address: { line1: '1 High Street', town: 'London', postcode: 'SW1A 1AA' },
  },
  note: 'Ring twice.\nThe dog is friendly.',
  consents: [{ id: 'share', version: '1', acceptedAt: '2026-11-23T09:00:00Z' }],
};

type Path = readonly (string | number)[];

/** Sets a value deep in a copy of the selection. */
const withValue = (path: Path, value: unknown): unknown => {
  const copy: unknown = structuredClone(selection);
  const last = path.at(-1) ?? '';
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], copy);
  (parent as Record<string, unknown>)[last] = value;
  return copy;
};

const isValid = (value: unknown): boolean => z.safeParse(contract.selection, value).success;

const names: readonly Path[] = [
  ['patients', 0, 'firstName'],
  ['patients', 0, 'lastName'],
];
const lines: readonly Path[] = [
  ['contact', 'name'],
  ['location', 'address', 'line1'],
  ['location', 'address', 'line2'],
  ['location', 'address', 'town'],
  ['location', 'address', 'postcode'],
  ['patients', 0, 'sex'],
];
const emails: readonly Path[] = [
  ['patients', 0, 'email'],
  ['contact', 'email'],
];
const note: Path = ['note'];
const shown = (paths: readonly Path[]): [string, Path][] =>
  paths.map((path) => [path.join('.'), path]);

it('a selection with every kind of text is valid', () => {
  expect(isValid(selection)).toBe(true);
});

describe.each(shown([...names, ...lines, ...emails, note]))('the text of %s', (_, path) => {
  it.each([
    ['a NUL', '\u0000'],
    ['a control character', '\u001b'],
    ['a control character of C1', '\u0085'],
    ['half of a surrogate pair', '\ud800'],
    ['the other half', '\udc00'],
  ])('has no %s', (_what, character) => {
    const before = path.includes('email') ? 'ada' : 'Marsh';
    const after = path.includes('email') ? '@example.com' : 'Lane';
    expect(isValid(withValue(path, `${before}${character}${after}`))).toBe(false);
    expect(isValid(withValue(path, `${before}${after}`))).toBe(true);
  });
});

describe.each(shown(names))('a name in %s', (_, path) => {
  it.each([
    'Ó Sé',
    'Nguyễn',
    'Μαρία',
    '李明',
    'O’Neill-Smith',
    'Jo',
    'X Æ A-12',
    `A${'b'.repeat(99)}`,
  ])('may be %s', (text) => {
    expect(isValid(withValue(path, text))).toBe(true);
  });

  it.each([
    ['zero-width spaces', '\u200b\u200b'],
    ['fillers of Hangul', '\u3164\u3164'],
    ['punctuation', '--'],
    ['digits', '123'],
    ['one letter', 'J'],
    ['101 characters', 'A'.repeat(101)],
    ['white space at its end', 'Jo '],
    ['white space at its start', ' Jo'],
    ['a line feed', 'Jo\nAnn'],
  ])('may not be %s', (_what, text) => {
    expect(isValid(withValue(path, text))).toBe(false);
  });
});

it.each(shown(lines))('%s has a letter or a digit, and one line', (_, path) => {
  for (const text of ['', ' ', '--', '\u200b', 'one\ntwo'])
    expect(isValid(withValue(path, text))).toBe(false);
  for (const text of ['1', 'Flat 3', '李']) expect(isValid(withValue(path, text))).toBe(true);
});

it('a note may have several lines, and be empty', () => {
  for (const text of ['', 'One.\r\nTwo.\tThree.', '🐕'])
    expect(isValid(withValue(note, text))).toBe(true);
});

it.each([
  ['0001-01-01', false],
  ['1899-12-31', false],
  ['1900-01-01', true],
])('a birth on %s: %s', (day, expected) => {
  expect(isValid(withValue(['patients', 0, 'dateOfBirth'], day))).toBe(expected);
});

it('an instant has no more digits than a clock gives', () => {
  const path: Path = ['consents', 0, 'acceptedAt'];
  expect(isValid(withValue(path, '2026-11-23T09:00:00.123456789Z'))).toBe(true);
  expect(isValid(withValue(path, `2026-11-23T09:00:00.${'0'.repeat(20_000)}Z`))).toBe(false);
});
