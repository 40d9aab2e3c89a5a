/** Runs random orders of a class of faults, counts what came of them, and prints a table. */
import fc, { seed } from '../../../harness/properties.js';
import type { Store } from '../../../../src/server/store/store.js';
import type { FaultClass } from './random-orders-classes.js';
import { planOf } from './random-orders-plans.js';
import { emptyTally, play, type Tally } from './random-orders-play.js';

/** Each plan has two orders. */
const ORDERS_PER_PLAN = 2;

/** Shows the last lines of a world that went wrong. */
const TRACE_LINES = 60;

export interface RandomOrders {
  readonly faultClass: FaultClass;
  /** How many orders at least. */
  readonly count: number;
  /** Opens an empty store for a world. Default: a store in memory. */
  readonly openStore?: () => Promise<Store>;
}

/** Plays random orders. Rejects with the smallest plan that breaks an invariant, its trace and the seed. */
export async function playRandomOrders({
  faultClass,
  count,
  openStore,
}: RandomOrders): Promise<Tally> {
  const total = emptyTally();
  const property = fc.asyncProperty(planOf(faultClass.hasStaff === true), async (plan) => {
    const { tally, violations, trace } = await play(faultClass, plan, await openStore?.());
    for (const name of Object.keys(total) as (keyof Tally)[]) total[name] += tally[name];
    if (violations.length > 0)
      throw new Error([...violations, ...trace.slice(-TRACE_LINES)].join('\n'));
  });
  await fc.assert(property, { numRuns: Math.ceil(count / ORDERS_PER_PLAN) });
  return total;
}

const columns: readonly (readonly [string, keyof Tally])[] = [
  ['orders', 'orders'],
  ['calls', 'calls'],
  ['creates', 'creates'],
  ['deaths', 'deaths'],
  ['lost', 'lost'],
  ['doubled', 'doubled'],
  ['after one `reconcile`', 'doubledAfter'],
  ['wrong patient', 'wrongPatient'],
  ['foreign touched', 'foreignTouched'],
  ['for a person', 'stuck'],
];

/** Writes the counts of classes as a table in Markdown. */
export function tallyTable(tallies: ReadonlyMap<string, Tally>): string {
  const lines = [...tallies].map(([name, tally]) =>
    [name, ...columns.map(([, property]) => String(tally[property]))].join(' | '),
  );
  const header = ['class', ...columns.map(([title]) => title)].join(' | ');
  const rule = Array.from({ length: columns.length + 1 }, () => '---').join(' | ');
  return [
    `seed ${String(seed)}`,
    '',
    ...[header, rule, ...lines].map((line) => `| ${line} |`),
  ].join('\n');
}
