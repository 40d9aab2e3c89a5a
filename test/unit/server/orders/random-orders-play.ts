/** Plays a world of random orders to its end, and checks the invariants. */
import { vi } from 'vitest';
import type { FoundOrder } from '../../../../src/server/orders/order-summary.js';
import type { Store } from '../../../../src/server/store/store.js';
import type { BookingResult } from '../../../../src/server/orders/booking-result.js';
import { settled, startVirtualTime } from '../../../harness/virtual-time.js';
import { noon } from '../ally.js';
import { taskId } from './nasty-platform.js';
import type { FaultClass } from './random-orders-classes.js';
import { settleTimeoutMs } from './random-orders-classes.js';
import type { Action, Plan } from './random-orders-plans.js';
import { World, type Counts, type WorldOrder } from './random-orders-world.js';
import { SeededRandom } from './seeded-random.js';
import type { ShopProcess } from './shop-process.js';

const MINUTE_MS = 60_000;

/** Longer than any call takes: `runDue` with two orders, each with slow requests and a slow store. */
const LONGEST_CALL_MS = 30 * MINUTE_MS;

const CRON_MINUTES = 8;

/** More rounds of `runDue` than any order needs. */
const MAX_ROUNDS = 60;

/** What came of the orders of a world. */
export interface Tally extends Counts {
  orders: number;
  lost: number;
  doubled: number;
  doubledAfter: number;
  wrongPatient: number;
  foreignTouched: number;
  stuck: number;
}

export const emptyTally = (): Tally => ({
  orders: 0,
  calls: 0,
  creates: 0,
  deaths: 0,
  lost: 0,
  doubled: 0,
  doubledAfter: 0,
  wrongPatient: 0,
  foreignTouched: 0,
  stuck: 0,
});

/** The result of one world. */
export interface Played {
  readonly tally: Tally;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
}

function ids(all: readonly { readonly id: string }[]): string {
  return all.map(({ id }) => id).join(' ');
}

/** Checks the answer of a booking for an order. */
function checkResult(world: World, order: WorldOrder, result: BookingResult, token?: string): void {
  const id = result.appointment?.id;
  if (id === undefined) return;
  if (world.others.has(id)) world.wrong(`foreign: ${order.orderRef} is answered with ${id}`);
  const found = world.ownOf(order).find((one) => one.id === id);
  if (!found) {
    world.wrong(`foreign: ${order.orderRef} is answered with the unknown ${id}`);
    return;
  }
  const chosen = token === undefined ? undefined : world.selections.get(token);
  const isBooked = !['cancelled', 'no_selection'].includes(result.outcome);
  if (chosen && isBooked && !world.isPatientOf(found.patientId, chosen))
    world.wrong(`wrong patient: book of ${order.orderRef} answers ${id}`);
  const firstName = result.appointment?.firstName ?? '';
  const patient = world.platform.clinic.records.patients.get(found.patientId);
  if (firstName !== '' && firstName !== patient?.firstName)
    world.wrong(`wrong patient: ${id} of ${order.orderRef} is shown as ${firstName}'s`);
}

async function accept(world: World, order: WorldOrder, process: ShopProcess, token: string) {
  const { orderRef, isPaid } = order;
  const input = { orderRef, token, taskId, paid: isPaid };
  return await world.call(`accept ${orderRef} ${isPaid ? 'paid' : ''}`, process, () =>
    process.ally.orders.accept(input),
  );
}

/** Whether a shop has to repeat a call: its process died, or it cannot know whether the store was written. */
function isOpen(
  answer: { readonly error?: { readonly code: string } } | object | undefined,
): boolean {
  if (answer === undefined) return true;
  const { error } = answer as { readonly error?: { readonly code: string } };
  return ['store_unavailable', 'token_unreadable', 'internal'].includes(error?.code ?? '');
}

async function pay(world: World, order: WorldOrder, process: ShopProcess): Promise<void> {
  order.isPaid = true;
  if (isOpen(await accept(world, order, process, order.token))) order.retries.add('accept');
}

/** The customer chooses a visit for another person. */
async function choose(world: World, order: WorldOrder, process: ShopProcess): Promise<void> {
  const token = await world.seal();
  const answer = await accept(world, order, process, token);
  if (isOpen(answer)) order.retries.add('accept');
  if (isOpen(answer) || (answer && 'result' in answer)) order.token = token;
}

async function book(world: World, order: WorldOrder, process: ShopProcess): Promise<void> {
  order.isPaid = true;
  const { orderRef, token } = order;
  const answer = await world.call(`book ${orderRef}`, process, () =>
    process.ally.orders.book({ orderRef, token, taskId }),
  );
  if (answer && 'result' in answer) checkResult(world, order, answer.result, token);
  else if (isOpen(answer)) order.retries.add('accept');
}

async function cancel(world: World, order: WorldOrder, process: ShopProcess): Promise<void> {
  order.isCancelled = true;
  const { orderRef } = order;
  const answer = await world.call(`cancel ${orderRef}`, process, () =>
    process.ally.orders.cancel({ orderRef, reason: 'Refunded.' }),
  );
  if (isOpen(answer)) order.retries.add('cancel');
  else order.retries.delete('cancel');
  if (answer && 'result' in answer) checkResult(world, order, answer.result);
}

async function readBack(
  world: World,
  order: WorldOrder,
  process: ShopProcess,
  kind: 'find' | 'reconcile',
): Promise<FoundOrder | null> {
  const { orderRef } = order;
  const answer = await world.call(`${kind} ${orderRef}`, process, () =>
    process.ally.orders[kind](orderRef),
  );
  if (!answer || !('result' in answer) || answer.result === null) return null;
  const { result } = answer;
  checkResult(world, order, { ...result, outcome: result.outcome ?? 'cancelled' });
  return result;
}

/** Staff act only on appointments that they can tell from those of an attempt that is under way. */
async function staff(world: World, order: WorldOrder, kind: Action['kind']): Promise<void> {
  const { clinic } = world.platform;
  const upcoming = world.livingOf(order).filter(({ status }) => status !== 'completed');
  const own = upcoming.at(-1);
  if (!own) return;
  const { state, data, now } = (await world.rowOf(order)) ?? {};
  const attemptedAt = Math.max(0, ...(data?.attempts ?? []).map(({ until }) => until ?? Infinity));
  const isLong = (now ?? 0) > attemptedAt + settleTimeoutMs;
  if (kind === 'staffCopy') {
    if (state === 'booked' && isLong) world.others.add(clinic.copy(own.id).id);
  } else if (kind === 'staffMove') clinic.move(own.id);
  else {
    // Of two, staff cancel one, and the order keeps the other.
    if (upcoming.length === 1 || kind === 'staffComplete') order.isEndedByStaff = true;
    if (kind === 'staffCancel') clinic.cancelByStaff(own.id);
    else clinic.complete(own.id);
  }
  world.platform.report();
}

async function act(world: World, order: WorldOrder, action: Action): Promise<void> {
  const process = world.processAt(action.by);
  if (action.death) process.planDeath(action.death);
  switch (action.kind) {
    case 'accept': {
      const answer = await accept(world, order, process, order.token);
      if (isOpen(answer)) order.retries.add('accept');
      return;
    }
    case 'choose':
      await choose(world, order, process);
      return;
    case 'pay':
      await pay(world, order, process);
      return;
    case 'book':
      await book(world, order, process);
      return;
    case 'cancel':
      await cancel(world, order, process);
      return;
    case 'runDue':
      await world.call('runDue', process, () => process.ally.orders.runDue());
      return;
    case 'find':
    case 'reconcile':
      await readBack(world, order, process, action.kind);
      return;
    default:
      await staff(world, order, action.kind);
  }
}

function elapseInWorld(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}

async function playOrder(
  world: World,
  order: WorldOrder,
  actions: readonly Action[],
): Promise<void> {
  const calls: Promise<void>[] = [];
  for (const action of actions) {
    await elapseInWorld(action.afterMs);
    calls.push(act(world, order, action));
  }
  await Promise.all(calls);
}

/** Calls `runDue` until nothing waits for it. Persons call `book` for orders that need them. */
async function settleOrders(world: World, process: ShopProcess): Promise<void> {
  const startedAt = Date.now();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await world.call('runDue', process, () => process.ally.orders.runDue());
    for (const { orderRef, state, stuck } of await process.ally.orders.stuck()) {
      const order = world.orders.find((one) => one.orderRef === orderRef);
      if (state !== 'refused' || stuck === 'outcome_unknown' || !order) continue;
      const answer = await world.call(`book ${orderRef} by a person`, process, () =>
        process.ally.orders.book({ orderRef, taskId }),
      );
      if (answer && 'result' in answer) checkResult(world, order, answer.result);
    }
    const due = await process.ally.orders.due();
    const isOver = Date.now() - startedAt > 15 * MINUTE_MS && world.platform.isDone;
    if (due.length === 0 && isOver) return;
    const next = Math.min(...due.map(({ dueAt }) => dueAt?.getTime() ?? Infinity));
    const waitMs = Math.max(1_000, Math.min(next - Date.now(), 60 * MINUTE_MS));
    await elapseInWorld(Number.isFinite(waitMs) ? waitMs : 5 * MINUTE_MS);
  }
  world.wrong('lost: orders are due for ever');
}

/** The shop repeats the calls of which it does not know the outcome, until it knows. */
async function repeatCalls(world: World, process: ShopProcess): Promise<void> {
  for (const order of world.orders) {
    if (order.retries.has('accept')) await accept(world, order, process, order.token);
    if (order.retries.has('cancel')) await cancel(world, order, process);
  }
}

/** Checks an order when nothing is under way. */
async function checkOrder(
  world: World,
  order: WorldOrder,
  found: FoundOrder | null,
  tally: Tally,
): Promise<void> {
  const { faultClass } = world;
  const { digest } = (await world.rowOf(order))?.data ?? {};
  const living = world.livingOf(order);
  const { orderRef } = order;
  const stuck = found?.stuck ?? null;
  const isListed = stuck === 'foreign_appointment' || stuck === 'outcome_unknown';
  if (stuck !== null) tally.stuck += 1;
  const copies = world.copiesOf(order);
  if (!order.isPaid || order.isCancelled) {
    // A visit that has taken place cannot be cancelled.
    const upcoming = living.filter(({ status }) => status !== 'completed');
    if (upcoming.length > 0 && !(isListed && faultClass.breaksAssumption === true))
      world.wrong(`lost: ${orderRef} must have no appointment and has ${ids(upcoming)}`);
    return;
  }
  if (order.isEndedByStaff) {
    if (living.length > 1) world.wrong(`doubled: ${orderRef} has ${ids(living)}`);
    return;
  }
  if (living.length === 0 && stuck !== 'outcome_unknown') {
    tally.lost += 1;
    world.wrong(`lost: ${orderRef} has no appointment`);
  }
  if (living.length > 1) {
    tally.doubledAfter += 1;
    const isAllowed = faultClass.mayDouble === true && isListed;
    if (!isAllowed) world.wrong(`doubled: ${orderRef} has ${ids(living)} in the end`);
  }
  if (living.length !== 1) return;
  const [own] = living;
  if (found?.appointment?.id !== own?.id)
    world.wrong(`lost: find names ${String(found?.appointment?.id)}, not ${ids(living)}`);
  if (stuck !== null && copies.length === 0 && stuck !== 'outcome_unknown')
    world.wrong(`${orderRef} is stuck (${stuck}) without a reason`);
  const patientId = own?.patientId ?? '';
  const selection = world.expected.get(patientId);
  if (!selection || !world.isPatientOf(patientId, selection))
    world.wrong(`wrong patient: ${orderRef} has ${ids(living)}`);
  if (digest !== (await world.digestOf(selection)))
    world.wrong(`wrong patient: ${orderRef} has ${ids(living)}, and the row another selection`);
}

/** Calls `runDue` every minute in each process, as a cron job does. Some processes die of it. */
async function runCron(world: World, index: number, random: SeededRandom): Promise<void> {
  const calls: Promise<unknown>[] = [];
  for (let minute = 0; minute < CRON_MINUTES; minute += 1) {
    await elapseInWorld(random.between(0.9 * MINUTE_MS, 1.1 * MINUTE_MS));
    const process = world.processAt(index);
    if (random.isTrue(0.15))
      process.planDeath({ calls: random.between(1, 14), isSent: random.isTrue(0.5) });
    calls.push(world.call('cron', process, () => process.ally.orders.runDue()));
  }
  await Promise.all(calls);
}

async function playWorld(world: World, plan: Plan): Promise<Tally> {
  await world.prepare();
  await Promise.all([
    ...world.orders.map((order, index) => playOrder(world, order, plan.orders[index] ?? [])),
    ...plan.clocks.map((_, index) =>
      runCron(world, index, new SeededRandom(plan.seed + 10 + index)),
    ),
  ]);
  const tally = { ...emptyTally(), orders: world.orders.length };
  await elapseInWorld(LONGEST_CALL_MS);
  for (const call of world.openCalls) world.wrong(`${call} hangs`);
  world.beCalm();
  const last = world.startProcess(new SeededRandom(plan.seed + 3).between(-10, 10) * MINUTE_MS);
  await repeatCalls(world, last);
  await settleOrders(world, last);
  for (const order of world.orders) {
    const isDoubled = order.most > 1;
    if (isDoubled) tally.doubled += 1;
    if (isDoubled && world.faultClass.mayDouble !== true)
      world.wrong(`doubled: ${order.orderRef} had ${String(order.most)} at a time`);
  }
  for (const order of world.orders) {
    await readBack(world, order, last, 'reconcile');
    await checkOrder(world, order, await readBack(world, order, last, 'find'), tally);
  }
  world.checkOthers();
  return tally;
}

/** Plays a world of a class of faults in virtual time. `store` must be empty, and tell the virtual time. */
export async function play(faultClass: FaultClass, plan: Plan, store?: Store): Promise<Played> {
  const endVirtualTime = startVirtualTime(noon);
  const random = new SeededRandom(plan.seed + 4);
  const jitter = vi.spyOn(Math, 'random').mockImplementation(() => random.next());
  try {
    const world = new World(faultClass, plan, store);
    const tally = await settled(playWorld(world, plan));
    const has = (word: string) => world.violations.filter((text) => text.startsWith(word)).length;
    tally.wrongPatient = has('wrong patient');
    tally.foreignTouched = has('foreign');
    return {
      tally: { ...tally, ...world.counts },
      violations: world.violations,
      trace: world.trace,
    };
  } finally {
    jitter.mockRestore();
    vi.clearAllTimers();
    endVirtualTime();
  }
}
