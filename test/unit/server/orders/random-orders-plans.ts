/** Random plans of what a shop, its customers and staff do with orders. */
import fc from '../../../harness/properties.js';
import type { Selection } from '../../../../src/domain/selection.js';
import { selection } from '../selection.js';
import { postcode, taskId } from './nasty-platform.js';
import type { Death } from './shop-process.js';

export const actionKinds = [
  ...(['accept', 'choose', 'pay', 'book', 'cancel', 'runDue', 'reconcile', 'find'] as const),
  ...(['staffCopy', 'staffMove', 'staffCancel', 'staffComplete'] as const),
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** One action, so many milliseconds after the one before it in the same order began. */
export interface Action {
  readonly kind: ActionKind;
  readonly afterMs: number;
  /** Which process does it, of as many as there are. */
  readonly by: number;
  readonly death: Death | null;
}

/** What happens in a world: some processes of a shop, and two orders. */
export interface Plan {
  readonly seed: number;
  /** The wall clock of each process, in milliseconds ahead. */
  readonly clocks: readonly number[];
  readonly orders: readonly (readonly Action[])[];
}

const MINUTE_MS = 60_000;

function weighted<Value>(...all: readonly (readonly [number, Value])[]): fc.Arbitrary<Value> {
  return fc.oneof(...all.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 * MINUTE_MS }) },
);

const death: fc.Arbitrary<Death | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc.record({ calls: fc.integer({ min: 1, max: 14 }), isSent: fc.boolean() }),
  },
);

function actionOf(kind: fc.Arbitrary<ActionKind>): fc.Arbitrary<Action> {
  return fc.record({ kind, afterMs: gap, by: fc.nat(5), death });
}

const shopAction = weighted<ActionKind>(
  ...([
    [2, 'accept'],
    [3, 'choose'],
    [4, 'pay'],
    [9, 'book'],
  ] as const),
  ...([
    [1, 'cancel'],
    [5, 'runDue'],
    [4, 'reconcile'],
    [2, 'find'],
  ] as const),
);
const staffAction = weighted<ActionKind>(
  ...([
    [3, 'staffCopy'],
    [2, 'staffMove'],
    [3, 'staffCancel'],
    [1, 'staffComplete'],
  ] as const),
);

function actions(hasStaff: boolean): fc.Arbitrary<Action[]> {
  const later = hasStaff
    ? fc.oneof({ weight: 3, arbitrary: shopAction }, { weight: 1, arbitrary: staffAction })
    : shopAction;
  return fc
    .tuple(
      actionOf(weighted<ActionKind>([2, 'accept'], [1, 'pay'], [3, 'book'])),
      fc.array(actionOf(later), { maxLength: 9 }),
    )
    .map(([first, rest]) => [first, ...rest]);
}

export function planOf(hasStaff: boolean): fc.Arbitrary<Plan> {
  const clock = fc.integer({ min: -10 * MINUTE_MS, max: 10 * MINUTE_MS });
  // Without the bias for small and large numbers, which would make most plans alike.
  const plan = fc.record({
    seed: fc.nat(),
    clocks: fc.array(clock, { minLength: 1, maxLength: 3 }),
    orders: fc.tuple(actions(hasStaff), actions(hasStaff)),
  });
  return fc.noBias(plan);
}

/** Made-up people, some of whom share a name or a birthday. */
const people = [
  { firstName: 'Wilhelmina', lastName: 'Quillfeather', dateOfBirth: '1948-03-27' },
  { firstName: 'Wilhelmina', lastName: 'Quillfeather', dateOfBirth: '1984-03-27' },
  { firstName: 'Barnaby', lastName: 'Quillfeather', dateOfBirth: '1948-03-27' },
  { firstName: 'Ottoline', lastName: 'Marsh-Wren', dateOfBirth: '1990-12-31' },
] as const;

/** Makes the selection of a number. Each number has another person, or another telephone of the same one. */
export function selectionOf(number: number, windowId: string): Selection {
  const person = people[number % people.length] ?? people[0];
  const place = number % 2 === 0 ? '14 Larkspur Row' : '15 Larkspur Row';
  return {
    ...selection,
    taskId,
    windowId,
    patients: [
      {
        ...person,
        phone: `+44770090${String(1000 + number).slice(-4)}`,
        email: `patient-${String(number)}@example.com`,
      },
    ],
    location: { kind: 'home', address: { line1: place, town: 'London', postcode } },
  };
}
