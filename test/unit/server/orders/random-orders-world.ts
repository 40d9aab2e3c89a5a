/** A world of random orders: a shop with processes that die, a store, a nasty platform, staff, and virtual time. */
import type { Selection } from '../../../../src/domain/selection.js';
import type { AppointmentRecord } from '../../../../src/mocks/platform/records.js';
import { ServerError } from '../../../../src/server/errors.js';
import { memoryStore } from '../../../../src/server/store/memory-store.js';
import type { OrderRow, Store } from '../../../../src/server/store/store.js';
import { makeMark } from '../../../../src/server/tokens/mark.js';
import { tokenDigest } from '../../../../src/server/tokens/token-digest.js';
import { sealSelection } from '../../../../src/server/tokens/selection-token.js';
import { markKey, sealingKeys } from '../ally.js';
import { NastyPlatform, platformKey, postcode, taskId, type SentCreate } from './nasty-platform.js';
import { selectionOf, type Plan } from './random-orders-plans.js';
import { settleTimeoutMs, type FaultClass } from './random-orders-classes.js';
import { SeededRandom } from './seeded-random.js';
import { calmStore, ShopProcess } from './shop-process.js';

const DEAD = Symbol('dead');
const WEBHOOK_MS = 5_000;
const SEALED_MS = 15 * 60_000;

/** An order as the shop and the test know it. */
export class WorldOrder {
  isPaid = false;
  isCancelled = false;
  /** Whether staff ended the appointment: the order needs none any more. */
  isEndedByStaff = false;
  /** The selection that the shop has for the order. */
  token = '';
  /** Calls that have to be repeated, because the shop does not know what came of them. */
  readonly retries = new Set<'accept' | 'cancel'>();
  creates = 0;
  /** The most appointments that the order had at one time. */
  most = 0;

  constructor(
    readonly orderRef: string,
    readonly mark: string,
  ) {}
}

export interface Counts {
  calls: number;
  deaths: number;
  creates: number;
}

export class World {
  readonly orders: WorldOrder[] = [];
  readonly violations: string[] = [];
  readonly trace: string[] = [];
  readonly counts: Counts = { calls: 0, deaths: 0, creates: 0 };
  readonly platform: NastyPlatform;
  /** Appointments that are not the shop's: of other systems, and copies by staff. */
  readonly others = new Set<string>();
  /** Selections by their tokens. */
  readonly selections = new Map<string, Selection>();
  /** The patients of creates, by the platform's patient id. */
  readonly expected = new Map<string, Selection>();
  readonly openCalls = new Set<string>();
  isCalm = false;
  private readonly random: SeededRandom;
  private readonly processes: ShopProcess[];
  private windowIds: string[] = [];
  private selectionCount = 0;
  private callCount = 0;

  constructor(
    readonly faultClass: FaultClass,
    private readonly plan: Plan,
    private readonly store: Store = memoryStore(),
  ) {
    this.random = new SeededRandom(plan.seed);
    this.platform = new NastyPlatform({
      random: new SeededRandom(plan.seed + 1),
      onCreate: (create) => this.onCreate(create),
      onChange: (appointment) => {
        this.onChange(appointment);
      },
    });
    this.processes = plan.clocks.map((clock) => this.startProcess(clock));
  }

  /** Prepares the platform: windows, records of other systems, faults. */
  async prepare(): Promise<void> {
    const days = { from: '2026-11-30', to: '2026-12-14' };
    const { windows } = this.platform.clinic.windows({ taskId, postcode, ...days });
    this.windowIds = windows.map(({ id }) => id);
    for (const orderRef of ['A-1', 'A-10']) {
      const mark = await makeMark({ namespace: 'order', mode: 'test', orderRef }, markKey);
      const order = new WorldOrder(orderRef, mark);
      this.orders.push(order);
      order.token = await this.seal();
      const others = [orderRef, `order.${orderRef}`, mark.toUpperCase(), `${mark}0`];
      for (const externalRef of [...others, `shop-2.${orderRef}~aaaaaaaaaaaaaaaa`, ''])
        this.others.add(this.platform.clinic.addForeign(externalRef).id);
    }
    this.platform.report();
    this.platform.plan(this.faultClass.faults(new SeededRandom(this.plan.seed + 2)));
  }

  get appointments(): AppointmentRecord[] {
    return [...this.platform.clinic.records.appointments.values()];
  }

  /** The appointments that an order's creates have made. */
  ownOf({ mark }: WorldOrder): AppointmentRecord[] {
    return this.appointments.filter(
      ({ id, externalRef }) => externalRef === mark && !this.others.has(id),
    );
  }

  livingOf(order: WorldOrder): AppointmentRecord[] {
    return this.ownOf(order).filter(({ status }) => status !== 'cancelled');
  }

  /** Copies by staff that have an order's reference. */
  copiesOf({ mark }: WorldOrder): AppointmentRecord[] {
    return this.appointments.filter(
      ({ id, externalRef, status }) =>
        externalRef === mark && this.others.has(id) && status !== 'cancelled',
    );
  }

  rowOf({ orderRef }: WorldOrder): Promise<OrderRow | null> {
    return this.store.read({ namespace: 'order', mode: 'test', orderRef });
  }

  /** Returns the digest of a selection's token. */
  async digestOf(selection: Selection | undefined): Promise<string | undefined> {
    for (const [token, one] of this.selections)
      if (one === selection) return await tokenDigest(token);
    return undefined;
  }

  startProcess(clockOffsetMs: number): ShopProcess {
    return new ShopProcess({
      store: this.store,
      fetch: this.platform.fetch,
      random: this.random,
      clockOffsetMs,
      storeFaults: () => (this.isCalm ? calmStore : (this.faultClass.store ?? calmStore)),
      ally: {
        sealing: { keys: sealingKeys, markKey },
        orders: { settleTimeoutMs, ...this.faultClass.orders },
      },
      key: platformKey,
    });
  }

  /** Returns a living process; a dead one is replaced. */
  processAt(by: number): ShopProcess {
    const index = by % this.processes.length;
    let process = this.processes[index];
    if (!process?.isAlive) {
      process = this.startProcess(this.plan.clocks[index] ?? 0);
      this.processes[index] = process;
    }
    return process;
  }

  /** Seals the selection of a new person. */
  async seal(): Promise<string> {
    const chosen = selectionOf((this.selectionCount += 1), this.random.pick(this.windowIds));
    const window = this.platform.clinic
      .windows({ taskId, postcode, from: '2026-11-30', to: '2026-12-14' })
      .windows.find(({ id }) => id === chosen.windowId);
    const { startAt = '2026-12-01T09:00:00Z', endAt = '2026-12-01T11:00:00Z' } = window ?? {};
    const summary = { taskName: 'Blood test', startAt, endAt, timeZone: 'Europe/London' };
    // Sealed by a machine of the shop a while ago, so that a process whose clock is slow can open it.
    const now = (): Date => new Date(Date.now() - SEALED_MS);
    const context = { sealing: { keys: sealingKeys }, now };
    const { token } = await sealSelection(chosen, { summary, mode: 'test' }, context);
    this.selections.set(token, chosen);
    return token;
  }

  /** Makes a call of the SDK, and checks that it ends as it should. Resolves with `undefined` if its process dies. */
  async call<Result>(
    name: string,
    process: ShopProcess,
    run: () => Promise<Result>,
  ): Promise<{ readonly result: Result } | { readonly error: ServerError } | undefined> {
    const label = `${name} #${String((this.callCount += 1))}`;
    this.counts.calls += 1;
    this.openCalls.add(label);
    this.note(`${label} …`);
    try {
      const result = await Promise.race([run(), process.died.then(() => DEAD)]);
      if (result === DEAD) {
        this.counts.deaths += 1;
        this.note(`${label} died`);
        return undefined;
      }
      this.note(`${label} = ${JSON.stringify(result)}`);
      return { result: result as Result };
    } catch (error) {
      this.note(`${label} ! ${String((error as { code?: unknown }).code ?? error)}`);
      if (error instanceof ServerError) return { error };
      this.violations.push(`${label} rejects with ${String(error)}`);
      return undefined;
    } finally {
      this.openCalls.delete(label);
    }
  }

  note(text: string): void {
    const seconds = ((Date.now() - Date.parse('2026-11-24T12:00:00Z')) / 1000).toFixed(1);
    this.trace.push(`${seconds.padStart(8)} ${text}`);
  }

  wrong(text: string): void {
    this.note(`WRONG ${text}`);
    this.violations.push(text);
  }

  /** Checks a create when it leaves its process. */
  private async onCreate({ externalRef, body }: SentCreate): Promise<void> {
    this.counts.creates += 1;
    const order = this.orders.find(({ mark }) => mark === externalRef);
    this.note(`create for ${String(order?.orderRef)} ${String(body.patientId)}`);
    if (!order) {
      this.wrong(`a create with the reference ${externalRef}`);
      return;
    }
    order.creates += 1;
    if (!order.isPaid) this.wrong(`a create for ${order.orderRef}, which is not paid`);
    const row = await this.rowOf(order);
    const chosen = this.selections.get(row?.data.token ?? '');
    if (!chosen) {
      this.wrong(
        `a create for ${order.orderRef}, whose row has no selection (${String(row?.state)})`,
      );
      return;
    }
    const patientId = String(body.patientId);
    const isFirst = !this.expected.has(patientId);
    if (!isFirst && this.expected.get(patientId) !== chosen) this.wrong('wrong patient: reused');
    this.expected.set(patientId, chosen);
    if (!this.isPatientOf(patientId, chosen))
      this.wrong(`wrong patient in a create for ${order.orderRef}`);
    const { windowId = chosen.windowId } = body;
    if (body.taskId !== chosen.taskId || windowId !== chosen.windowId)
      this.wrong(`wrong Task or window in a create for ${order.orderRef}`);
  }

  isPatientOf(patientId: string, { patients }: Selection): boolean {
    const found = this.platform.clinic.records.patients.get(patientId);
    const [chosen] = patients;
    return (
      found !== undefined &&
      chosen !== undefined &&
      (['firstName', 'lastName', 'dateOfBirth', 'phone', 'email'] as const).every(
        (name) => found[name] === chosen[name],
      )
    );
  }

  private onChange({ id, status, externalRef }: AppointmentRecord): void {
    this.note(`platform: ${id} ${status} ${String(externalRef)}`);
    const order = this.orders.find(({ mark }) => mark === externalRef);
    if (!order || this.others.has(id)) return;
    order.most = Math.max(order.most, this.livingOf(order).length);
    if (this.isCalm || !this.random.isTrue(0.5)) return;
    setTimeout(
      () => {
        const process = this.processAt(this.random.between(0, 5));
        const { orderRef } = order;
        void this.call(`webhook ${orderRef}`, process, () =>
          process.ally.orders.reconcile(orderRef),
        );
      },
      this.random.between(0, WEBHOOK_MS),
    );
  }

  /** Ends all faults, deaths and webhooks. */
  beCalm(): void {
    this.isCalm = true;
    this.platform.plan([]);
    this.note('— calm —');
  }

  /** Checks that no appointment of another system, and no copy by staff, was cancelled or changed. */
  checkOthers(): void {
    for (const { id, status, externalRef } of this.appointments)
      if (this.others.has(id) && status === 'cancelled')
        this.wrong(`foreign: ${id} of ${String(externalRef)} was cancelled`);
  }
}
