/**
 * Real processes that die, that are stopped, and whose clocks differ: the SDK on a real PostgreSQL, and the mock
 * platform by HTTP. Leases and settle times pass in real time.
 */
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it, type RunnerTestSuite } from 'vitest';
import type { Selection } from '../../../../src/domain/selection.js';
import type { PlatformOperationName } from '../../../../src/platform/operations.js';
import type { Ally } from '../../../../src/server/ally.js';
import { sqlSchema } from '../../../../src/server/store/schema.js';
import type { OrderRow, OrderState, Store } from '../../../../src/server/store/store.js';
import { makeMark } from '../../../../src/server/tokens/mark.js';
import { sealSelection } from '../../../../src/server/tokens/selection-token.js';
import { tokenDigest } from '../../../../src/server/tokens/token-digest.js';
import { bundleProcesses } from '../../../harness/bundle-processes.js';
import { offsetMs } from '../../../harness/clock.mjs';
import { startPostgres, type TestPostgres } from '../../../harness/postgres.js';
import { selection as someSelection } from '../selection.js';
import { openPool } from '../store/postgres.js';
import {
  servePlatforms,
  type HeldRequest,
  type PlatformsServer,
  type ShopPlatform,
} from './process-deaths-platform.js';
import { ShopChildren, type ShopChild } from './process-deaths-processes.js';
import {
  LEASE_MS,
  openShop,
  postcode,
  runUntilSettled,
  sealing,
  SETTLE_MS,
  taskId,
  type ChildPlan,
  type ChildResult,
  type OrderToBook,
  type Point,
} from './process-deaths-shop.js';

const DAY_MS = 24 * 60 * 60_000;

/** A selection is sealed before the payment, so that a process whose clock is slow can open it. */
const SEALED_MS = 15 * 60_000;

/** The clock of this machine, which is PostgreSQL's. `Date` has the clock of the tests. */
const now = (): Date => new Date(Date.now() - offsetMs);

let postgres: TestPostgres;
let pool: pg.Pool;
let platforms: PlatformsServer;
let children: ShopChildren;

/** Returns the selection of a person of its own for each number. */
function selectionOf(number: number, windowId: string): Selection {
  const [someone] = someSelection.patients;
  const patient = {
    ...someone,
    firstName: number % 2 === 0 ? 'Wilhelmina' : 'Ottoline',
    phone: `+44770090${String(1_000 + number)}`,
    email: `patient-${String(number)}@example.com`,
  } as Selection['patients'][number];
  return { ...someSelection, taskId, windowId, patients: [patient] };
}

/** An order of a test. */
interface TestOrder extends OrderToBook {
  readonly selection: Selection;
  readonly mark: string;
  readonly digest: string;
}

type StartPlan = Pick<ChildPlan, 'action'> & Partial<ChildPlan>;

/** A shop with orders of its own. The test is one of its processes. */
class TestShop {
  readonly platform: ShopPlatform;
  readonly ally: Ally;
  readonly store: Store;
  readonly orders: TestOrder[] = [];

  constructor(private readonly namespace: string) {
    this.platform = platforms.open(namespace);
    const { ally, store } = openShop({
      pool,
      namespace,
      platformBase: this.platform.base,
      // Calls of this process do not wait: `runUntilSettled` does.
      maxWaitMs: 1,
      now,
    });
    [this.ally, this.store] = [ally, store];
  }

  /** Opens a shop with this many orders, which are not in the store yet. */
  static async open(count = 1): Promise<TestShop> {
    const shop = new TestShop(`shop-${String((shopCount += 1))}`);
    for (let number = 1; number <= count; number += 1)
      shop.orders.push(await shop.makeOrder(number));
    return shop;
  }

  /** The first order. */
  get order(): TestOrder {
    const [order] = this.orders;
    if (!order) throw new Error('The shop has no order.');
    return order;
  }

  /** Starts a process of the shop, which waits for `go`. */
  async start(plan: StartPlan): Promise<ShopChild> {
    return await children.start({
      postgres: postgres.options,
      maxConnections: 1,
      namespace: this.namespace,
      platformBase: this.platform.base,
      clockOffsetMs: 0,
      maxDelayMs: 0,
      orders: this.orders.map(({ orderRef, token }) => ({ orderRef, token })),
      interruption: null,
      ...plan,
    });
  }

  /** Starts two processes. */
  async startAll(plans: readonly [StartPlan, StartPlan]): Promise<[ShopChild, ShopChild]> {
    const [first, second] = plans.map((plan) => this.start(plan));
    return await Promise.all([first as Promise<ShopChild>, second as Promise<ShopChild>]);
  }

  /** Runs a process until it kills itself. */
  async die(action: ChildPlan['action'], at: Point): Promise<void> {
    const child = await this.start({ action, interruption: { signal: 'SIGKILL', at } });
    child.go();
    expect(await child.ended).toBe('SIGKILL');
  }

  /** Runs a process until the platform gets a request of it, and kills it then. Returns the request. */
  async dieUnanswered(
    operation: PlatformOperationName,
    child: ShopChild | Promise<ShopChild>,
  ): Promise<HeldRequest> {
    const held = this.platform.hold(operation);
    (await child).go();
    await held.arrived;
    await (await child).kill();
    return held;
  }

  /** Books the orders in this process. */
  async book(): Promise<void> {
    for (const { orderRef, token } of this.orders)
      await this.ally.orders.book({ orderRef, token, taskId });
  }

  async row({ orderRef } = this.order): Promise<OrderRow | null> {
    return await this.store.read({ namespace: this.namespace, mode: 'test', orderRef });
  }

  /** Checks the state that a process has left behind. */
  async expectLeft(left: Partial<Left>): Promise<void> {
    const row = await this.row();
    expect({
      state: row?.state ?? null,
      attempts: row?.data.attempts.length ?? 0,
      isClaimed: (await this.store.tokenOwner(this.order.digest)) !== null,
      creates: this.platform.count('createAppointment'),
      living: this.platform.living.length,
    }).toMatchObject(left);
  }

  /** Checks that every order has one appointment, as it was chosen, and that nothing is left to do. */
  async expectBooked({ creates = this.orders.length } = {}): Promise<void> {
    const { platform } = this;
    expect(platform.living.map(({ externalRef }) => externalRef).sort()).toEqual(
      this.orders.map(({ mark }) => mark).sort(),
    );
    expect(platform.count('createAppointment')).toBe(creates);
    for (const order of this.orders) {
      const { orderRef, selection, mark, digest } = order;
      const appointment = platform.living.find(({ externalRef }) => externalRef === mark);
      expect(appointment).toMatchObject({ status: 'scheduled', windowId: selection.windowId });
      const patient = platform.clinic.records.patient(appointment?.patientId ?? '');
      expect(patient).toMatchObject({ ...selection.patients[0], externalRef: mark });
      expect(await this.row(order)).toMatchObject({
        state: 'booked',
        leaseUntil: null,
        settlesAt: null,
        dueAt: null,
        data: {
          appointmentId: appointment?.id,
          outcome: 'scheduled',
          token: null,
          digest,
          holder: null,
          error: null,
          stuck: null,
        },
      });
      const key = { namespace: this.namespace, mode: 'test', orderRef };
      expect(await this.store.tokenOwner(digest)).toEqual(key);
    }
    await this.expectNothingToDo();
  }

  /** Checks that the order has no living appointment, and that its selection may be used for another order. */
  async expectCancelled(): Promise<void> {
    expect(this.platform.living).toEqual([]);
    expect(await this.row()).toMatchObject({
      state: 'cancelled',
      leaseUntil: null,
      settlesAt: null,
      dueAt: null,
      data: { outcome: 'cancelled', token: null, holder: null, error: null, stuck: null },
    });
    expect(await this.store.tokenOwner(this.order.digest)).toBeNull();
    await this.expectNothingToDo();
  }

  private async expectNothingToDo(): Promise<void> {
    expect(await this.ally.orders.due()).toEqual([]);
    expect(await this.ally.orders.stuck()).toEqual([]);
  }

  private async makeOrder(number: number): Promise<TestOrder> {
    const [from = '', to = ''] = [2, 18].map((days) =>
      new Date(now().getTime() + days * DAY_MS).toISOString().slice(0, 10),
    );
    const { windows } = this.platform.clinic.windows({ taskId, postcode, from, to });
    const window = windows[number];
    if (!window) throw new Error(`The platform has no window ${String(number)}.`);
    const { id: windowId, startAt, endAt } = window;
    const selection = selectionOf(number, windowId);
    const summary = { taskName: 'Blood test at home', startAt, endAt, timeZone: 'Europe/London' };
    const { token } = await sealSelection(
      selection,
      { summary, mode: 'test' },
      { sealing, now: () => new Date(now().getTime() - SEALED_MS) },
    );
    const orderRef = `A-${String(number)}`;
    const key = { namespace: this.namespace, mode: 'test', orderRef } as const;
    const mark = await makeMark(key, sealing.markKey);
    return { orderRef, token, selection, mark, digest: await tokenDigest(token) };
  }
}

let shopCount = 0;

/** The state that a process leaves behind. */
interface Left {
  /** Null if there is no row. */
  readonly state: OrderState | null;
  /** The attempts that the row has. */
  readonly attempts: number;
  /** Whether the token is claimed. */
  readonly isClaimed: boolean;
  /** The creates that came to the platform. */
  readonly creates: number;
  /** The living appointments. */
  readonly living: number;
}

const untouched: Left = { state: null, attempts: 0, isClaimed: false, creates: 0, living: 0 };
const attempting: Left = { ...untouched, state: 'attempting' };
/** A create was about to be sent. */
const sending: Left = { ...attempting, attempts: 1, isClaimed: true };
const booked: Left = { state: 'booked', attempts: 1, isClaimed: true, creates: 1, living: 1 };

/** A fault of the platform: it refuses a create for a cause that a person can remove. */
const refused = { on: 'createAppointment', fault: { kind: 'refuse', status: 422 } } as const;

const plays = new Map<string, () => Promise<void>>();
const running = new Map<string, Promise<void>>();

/**
 * Defines a test that waits for leases. All of them start together, before the first, so that they wait at the same
 * time: Vitest would run five at a time. The duration that Vitest prints is the rest of it after the tests before.
 */
function test(name: string, play: () => Promise<void>): void {
  if (plays.has(name)) throw new Error(`Two tests have the name "${name}".`);
  plays.set(name, play);
  it(name, () => running.get(name));
}

/** Lists the tests that run, by the options of the command too. */
function selectedNames({ tasks }: Readonly<RunnerTestSuite>): string[] {
  return tasks.flatMap((task) => {
    if (task.type === 'suite') return selectedNames(task);
    return task.mode === 'skip' ? [] : [task.name];
  });
}

beforeAll(async ({}, file) => {
  const [server, bundle, platformsServer] = await Promise.all([
    startPostgres(),
    bundleProcesses({ child: 'test/unit/server/orders/process-deaths-child.ts' }),
    servePlatforms(now),
  ]);
  [postgres, platforms] = [server, platformsServer];
  children = new ShopChildren(join(bundle.folder, 'child.mjs'));
  pool = openPool({ ...postgres.options, max: 4 });
  await pool.query(sqlSchema.postgres);
  for (const name of selectedNames(file)) {
    const played = plays.get(name)?.();
    if (!played) continue;
    // Its test reports the failure.
    played.catch(() => undefined);
    running.set(name, played);
  }
  return async () => {
    await children.killAll();
    platforms.close();
    await pool.end();
    await postgres.stop();
    bundle.remove();
  };
});

/** On a slow machine, the part of the settle time that must be left for the platform to commit after a search. */
const COMMIT_MS = 1_000;

/**
 * After a death, lets the first search of another process find nothing, and the platform commit, or show, a create just
 * after it. If the other process comes so late that the settle time is over, the platform does so before the search, as
 * it must.
 */
async function afterSearch(shop: TestShop, commit: () => Promise<void> | void): Promise<void> {
  const search = shop.platform.hold('findAppointments');
  const settlesAt = ((await shop.row())?.leaseUntil ?? 0) + SETTLE_MS;
  await search.arrived;
  const isSettling = settlesAt - now().getTime() > COMMIT_MS;
  if (!isSettling) await commit();
  await search.release();
  if (isSettling) await commit();
}

describe('a process that dies while it accepts an order', () => {
  test('loses nothing before the row is written: the repeated call accepts it', async () => {
    const shop = await TestShop.open();
    await shop.die('accept', { call: 'write accepted', when: 'before' });
    await shop.expectLeft(untouched);
    const { orderRef, token } = shop.order;
    await shop.ally.orders.accept({ orderRef, token, taskId, paid: true });
    await runUntilSettled(shop.ally);
    await shop.expectBooked();
  });

  test('leaves the order to runDue after the row was written', async () => {
    const shop = await TestShop.open();
    await shop.die('accept', { call: 'write accepted', when: 'after' });
    await shop.expectLeft({ ...untouched, state: 'accepted' });
    await runUntilSettled(shop.ally);
    await shop.expectBooked();
  });
});

describe('a process that dies while it books an order', () => {
  const deaths: readonly { readonly name: string; readonly at: Point; readonly left: Left }[] = [
    {
      name: 'after it took the lease, before it searches',
      at: { call: 'write attempting', when: 'after' },
      left: attempting,
    },
    {
      name: 'after it claimed the token',
      at: { call: 'claimToken', when: 'after' },
      left: { ...attempting, isClaimed: true },
    },
    {
      name: 'after it made the patient',
      at: { call: 'createPatient', when: 'after' },
      left: { ...attempting, isClaimed: true },
    },
    {
      name: 'before it sends the create',
      at: { call: 'createAppointment', when: 'before' },
      left: sending,
    },
    {
      name: 'after the create was answered, before the row is written',
      at: { call: 'createAppointment', when: 'after' },
      left: { ...sending, creates: 1, living: 1 },
    },
    {
      name: 'before the row is written as booked',
      at: { call: 'write booked', when: 'before' },
      left: { ...sending, creates: 1, living: 1 },
    },
    {
      name: 'after the row was written as booked',
      at: { call: 'write booked', when: 'after' },
      left: booked,
    },
  ];
  for (const { name, at, left } of deaths)
    test(`leaves one appointment: ${name}`, async () => {
      const shop = await TestShop.open();
      await shop.die('book', at);
      await shop.expectLeft(left);
      await runUntilSettled(shop.ally);
      await shop.expectBooked();
      expect(shop.platform.count('createPatient')).toBe(1);
      // The shop repeats its call.
      await shop.book();
      await shop.expectBooked();
    });

  test('leaves one appointment: the create is not answered, and committed after a search', async () => {
    const shop = await TestShop.open();
    const create = await shop.dieUnanswered('createAppointment', shop.start({ action: 'book' }));
    await shop.expectLeft({ ...sending, creates: 1 });
    await Promise.all([runUntilSettled(shop.ally), afterSearch(shop, create.release)]);
    await shop.expectBooked();
  });

  test('leaves one appointment: the connection of the create breaks after the commit', async () => {
    const shop = await TestShop.open();
    shop.platform.api.faults.set([
      { on: 'createAppointment', fault: { kind: 'lost-after-commit' } },
    ]);
    await shop.die('book', { call: 'createAppointment', when: 'after' });
    await shop.expectLeft({ ...sending, creates: 1, living: 1 });
    await runUntilSettled(shop.ally);
    await shop.expectBooked();
  });

  test('leaves one appointment: the first search does not show it yet', async () => {
    const shop = await TestShop.open();
    const { faults } = shop.platform.api;
    faults.set([
      { on: 'findAppointments', fault: { kind: 'search-lag', milliseconds: 10 * LEASE_MS } },
    ]);
    await shop.die('book', { call: 'createAppointment', when: 'after' });
    await shop.expectLeft({ ...sending, creates: 1, living: 1 });
    await Promise.all([
      runUntilSettled(shop.ally),
      afterSearch(shop, () => {
        faults.clear();
      }),
    ]);
    await shop.expectBooked();
  });

  test('leaves a refused order for a person: after the row was written as refused', async () => {
    const shop = await TestShop.open();
    shop.platform.api.faults.set([refused]);
    await shop.die('book', { call: 'write refused', when: 'after' });
    await shop.expectLeft({ ...sending, state: 'refused', creates: 1 });
    await runUntilSettled(shop.ally);
    const { orderRef } = shop.order;
    expect(await shop.ally.orders.stuck()).toMatchObject([{ orderRef, stuck: 'platform_refused' }]);
    // The shop gives the money back.
    await shop.ally.orders.cancel({ orderRef }).catch(() => undefined);
    await runUntilSettled(shop.ally);
    await shop.expectCancelled();
  });

  test('gets a second create after the settle time, if the first is never committed', async () => {
    const shop = await TestShop.open();
    const { asked, faults } = shop.platform.api;
    faults.set([{ on: 'createAppointment', fault: { kind: 'never-answer' } }]);
    const child = await shop.start({ action: 'book' });
    child.go();
    await asked.until(
      (all) => all.some(({ operation }) => operation === 'createAppointment'),
      LEASE_MS,
    );
    await child.kill();
    await shop.expectLeft({ ...sending, creates: 1 });
    const leaseUntil = (await shop.row())?.leaseUntil ?? Number.NaN;
    await runUntilSettled(shop.ally);
    await shop.expectBooked({ creates: 2 });
    const createdAt = Date.parse(shop.platform.living[0]?.createdAt ?? '');
    expect(createdAt).toBeGreaterThanOrEqual(leaseUntil + SETTLE_MS);
  });
});

describe('a process that dies while it cancels an order', () => {
  const deaths: readonly {
    readonly name: string;
    readonly at: Point;
    readonly left: Partial<Left>;
  }[] = [
    {
      name: 'after it was written as cancelling',
      at: { call: 'write cancelling', when: 'after' },
      left: { ...booked, state: 'cancelling' },
    },
    {
      name: 'after it took the lease',
      at: { call: 'write cancelling', nth: 2, when: 'after' },
      left: { ...booked, state: 'cancelling' },
    },
    {
      name: 'before it sends the cancellation',
      at: { call: 'cancelAppointment', when: 'before' },
      left: { ...booked, state: 'cancelling' },
    },
    {
      name: 'after the cancellation was answered, before the row is written',
      at: { call: 'cancelAppointment', when: 'after' },
      left: { ...booked, state: 'cancelling', living: 0 },
    },
    {
      name: 'after the row was written as cancelled',
      at: { call: 'write cancelled', when: 'after' },
      left: { state: 'cancelled', creates: 1, living: 0 },
    },
    {
      name: 'after the token was freed',
      at: { call: 'releaseToken', when: 'after' },
      left: { isClaimed: false, creates: 1, living: 0 },
    },
  ];
  for (const { name, at, left } of deaths)
    test(`leaves no appointment: ${name}`, async () => {
      const shop = await TestShop.open();
      await shop.book();
      await shop.die('cancel', at);
      await shop.expectLeft(left);
      await runUntilSettled(shop.ally);
      await shop.expectCancelled();
      expect(shop.platform.count('createAppointment')).toBe(1);
    });

  test('leaves no appointment: the cancellation is not answered, and committed later', async () => {
    const shop = await TestShop.open();
    await shop.book();
    const cancellation = await shop.dieUnanswered(
      'cancelAppointment',
      shop.start({ action: 'cancel' }),
    );
    await shop.expectLeft({ ...booked, state: 'cancelling' });
    // The other process reads a living appointment, and cancels it after the platform has done so.
    const read = shop.platform.hold('readAppointment');
    const settled = runUntilSettled(shop.ally);
    await read.arrived;
    await read.release();
    await cancellation.release();
    await settled;
    await shop.expectCancelled();
    expect(shop.platform.count('cancelAppointment')).toBe(2);
  });

  test('leaves no appointment of a process that died while it booked', async () => {
    const shop = await TestShop.open();
    const create = await shop.dieUnanswered('createAppointment', shop.start({ action: 'book' }));
    const { orderRef } = shop.order;
    await expect(shop.ally.orders.cancel({ orderRef })).rejects.toMatchObject({
      code: 'booking_unsettled',
    });
    await shop.expectLeft({ ...sending, state: 'cancelling', creates: 1 });
    await Promise.all([runUntilSettled(shop.ally), afterSearch(shop, create.release)]);
    await shop.expectCancelled();
    expect(shop.platform.clinic.records.appointments.size).toBe(1);
  });
});

describe('a process that dies in runDue', () => {
  test('leaves one appointment: after its search has found it', async () => {
    const shop = await TestShop.open();
    const at: Point = { call: 'findAppointments', when: 'after' };
    const [first, second] = await shop.startAll([
      { action: 'book' },
      { action: 'runDue', interruption: { signal: 'SIGKILL', at } },
    ]);
    const create = await shop.dieUnanswered('createAppointment', first);
    const search = shop.platform.hold('findAppointments');
    second.go();
    await search.arrived;
    await create.release();
    await search.release();
    expect(await second.ended).toBe('SIGKILL');
    await shop.expectLeft({ attempts: 1, isClaimed: true, creates: 1, living: 1 });
    await runUntilSettled(shop.ally);
    await shop.expectBooked();
  });

  test('leaves one appointment: after the search that follows the settle time', async () => {
    const shop = await TestShop.open();
    shop.platform.api.faults.set([
      { on: 'createAppointment', fault: { kind: 'refuse', status: 503 } },
    ]);
    const { orderRef, token } = shop.order;
    await expect(shop.ally.orders.book({ orderRef, token, taskId })).rejects.toMatchObject({
      code: 'booking_unsettled',
    });
    await shop.die('runDue', {
      call: 'findAppointments',
      since: 'write attempting',
      when: 'after',
    });
    await shop.expectLeft({ ...sending, creates: 1 });
    await runUntilSettled(shop.ally);
    await shop.expectBooked({ creates: 2 });
  });
});

describe('a process that is stopped past its lease', () => {
  /** Stops a process, and books the order in this one. Returns the other, which is still stopped. */
  async function takeOver(
    shop: TestShop,
    { at, left }: { readonly at: Point; readonly left: Left },
  ): Promise<ShopChild> {
    const child = await shop.start({ action: 'book', interruption: { signal: 'SIGSTOP', at } });
    child.go();
    await child.reported('stopping');
    await shop.expectLeft(left);
    // The shop calls again. A cause of a refusal has been removed on the platform.
    const { orderRef, token } = shop.order;
    await shop.ally.orders.accept({ orderRef, token, taskId, paid: true });
    await runUntilSettled(shop.ally);
    await shop.expectBooked({ creates: left.creates + 1 });
    expect(child.reports.at(-1)).toEqual({ event: 'stopping' });
    return child;
  }

  /** Lets a stopped process go on to its end. */
  async function goOn(child: ShopChild): Promise<readonly ChildResult[]> {
    child.signal('SIGCONT');
    await child.reported('resumed');
    return await child.done();
  }

  const stops: readonly { readonly name: string; readonly at: Point; readonly left: Left }[] = [
    {
      name: 'after it took the lease',
      at: { call: 'write attempting', when: 'after' },
      left: attempting,
    },
    {
      name: 'before it verifies the lease for its create',
      at: { call: 'write attempting', nth: 3, when: 'before' },
      left: { ...attempting, isClaimed: true },
    },
    {
      name: 'after it verified the lease for its create',
      at: { call: 'write attempting', nth: 3, when: 'after' },
      left: sending,
    },
  ];
  for (const { name, at, left } of stops)
    test(`sends no create when it goes on: ${name}`, async () => {
      const shop = await TestShop.open();
      const child = await takeOver(shop, { at, left });
      const [appointment] = shop.platform.living;
      expect(await goOn(child)).toMatchObject([
        { outcome: 'scheduled', appointmentId: appointment?.id },
      ]);
      await shop.expectBooked();
    });

  test('leaves one appointment after reconcile, when it was stopped in its send', async () => {
    const shop = await TestShop.open();
    const at: Point = { call: 'createAppointment', when: 'before' };
    await goOn(await takeOver(shop, { at, left: sending }));
    // The create may have been sent on an open connection before its time limit was noticed.
    const creates = shop.platform.count('createAppointment');
    await shop.ally.orders.reconcile(shop.order.orderRef);
    await shop.expectBooked({ creates });
  });

  test('returns the appointment, and keeps its token, when its own create was refused', async () => {
    const shop = await TestShop.open();
    shop.platform.api.faults.set([refused]);
    // The search that follows the refusal.
    const at: Point = { call: 'findAppointments', since: 'createAppointment', when: 'after' };
    const child = await takeOver(shop, { at, left: { ...sending, creates: 1 } });
    const results = await goOn(child);
    await shop.expectBooked({ creates: 2 });
    const [appointment] = shop.platform.living;
    expect(results).toMatchObject([{ outcome: 'scheduled', appointmentId: appointment?.id }]);
  });
});

/** Lets the calls of two processes interleave. */
const maxDelayMs = 50;

describe('processes whose clocks are 10 minutes off', () => {
  const offset = 10 * 60_000;
  const clocks = [
    ['ahead', 'behind', offset, -offset],
    ['behind', 'ahead', -offset, offset],
  ] as const;
  for (const [one, other, first, second] of clocks) {
    test(`book an order once, at once: ${one} and ${other}`, async () => {
      const shop = await TestShop.open();
      const both = await shop.startAll([
        { action: 'book', maxDelayMs, clockOffsetMs: first },
        { action: 'book', maxDelayMs, clockOffsetMs: second },
      ]);
      for (const child of both) child.go();
      for (const child of both)
        expect(await child.done()).toMatchObject([
          { outcome: 'scheduled', appointmentId: shop.platform.living[0]?.id },
        ]);
      await shop.expectBooked();
    });

    test(`book an order once, when one that is ${one} dies and one that is ${other} takes over`, async () => {
      const shop = await TestShop.open();
      const [dying, survivor] = await shop.startAll([
        { action: 'book', clockOffsetMs: first },
        { action: 'runDue', clockOffsetMs: second },
      ]);
      const create = await shop.dieUnanswered('createAppointment', dying);
      const leaseUntil = (await shop.row())?.leaseUntil ?? Number.NaN;
      survivor.go();
      await afterSearch(shop, create.release);
      expect(now().getTime()).toBeGreaterThanOrEqual(leaseUntil);
      await survivor.done();
      await shop.expectBooked();
    });
  }
});

/** More than a process needs to book an order, if it has the lease. */
const MANY_READS = 4;

describe('two processes', () => {
  test('book an order once, when one takes the lease after the other has read the row', async () => {
    const shop = await TestShop.open();
    const at: Point = { call: 'write attempting', when: 'before' };
    const [first, second] = await shop.startAll([
      { action: 'book' },
      { action: 'book', interruption: { signal: 'SIGSTOP', at } },
    ]);
    second.go();
    await second.reported('stopping');
    const create = shop.platform.hold('createAppointment');
    first.go();
    await create.arrived;
    second.signal('SIGCONT');
    // It waits for the other: it reads the row now and then.
    const resumed = await second.until((reports) => {
      const index = reports.findIndex(({ event }) => event === 'resumed');
      const since = index < 0 ? [] : reports.slice(index);
      const reads = since.filter((report) => report.event === 'call' && report.call === 'read');
      return reads.length >= MANY_READS || since.some(({ event }) => event === 'done')
        ? since
        : undefined;
    });
    expect(resumed).not.toContainEqual({ event: 'call', call: 'findAppointments' });
    await create.release();
    for (const child of [first, second])
      expect(await child.done()).toMatchObject([
        { outcome: 'scheduled', appointmentId: shop.platform.living[0]?.id },
      ]);
    await shop.expectBooked();
  });

  test('book 20 orders once each, when both are called for each at once', async () => {
    const shop = await TestShop.open(20);
    const plan = { action: 'book', maxDelayMs, maxConnections: 5 } as const;
    const both = await shop.startAll([plan, plan]);
    for (const child of both) child.go();
    const [results, others] = await Promise.all(both.map((child) => child.done()));
    await shop.expectBooked();
    expect(others).toEqual(results);
    const living = new Map(shop.platform.living.map(({ externalRef, id }) => [externalRef, id]));
    expect(results).toEqual(
      shop.orders.map(({ orderRef, mark }) => ({
        orderRef,
        outcome: 'scheduled',
        appointmentId: living.get(mark),
      })),
    );
  });
});
