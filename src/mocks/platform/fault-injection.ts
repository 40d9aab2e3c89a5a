import type { PlatformOperationName } from '../../platform/operations.js';
import { chance } from '../availability/seeded-random.js';
import type { Ledger } from './store.js';
import type {
  Fault,
  LastingFault,
  PlannedFault,
  SingleFault,
  WebhookFault,
} from './fault-schemas.js';
import type { EventType } from './records.js';

/** A planned fault, and what of it has been. */
export interface FaultRecord extends PlannedFault {
  readonly used: number;
  /** When it ends by itself, in milliseconds since 1970. */
  readonly until: number | null;
}

type Kind = Fault['kind'];
type Found<Kinds extends Fault> = FaultRecord & { readonly fault: Kinds };

const webhookKinds: readonly Kind[] = ['webhook-twice', 'webhook-late'];
const lastingKinds: readonly Kind[] = [
  ...(['search-lag', 'search-match', 'search-pages'] as const),
  ...(['answer-nested', 'answer-bare-list', 'answer-short'] as const),
  ...(['answer-without', 'answer-status'] as const),
];
const untilCleared: readonly Kind[] = ['down', 'random', ...lastingKinds];
/** Kinds that are not drawn for one question. */
const otherKinds: readonly Kind[] = ['down', ...webhookKinds, ...lastingKinds];

const draw = (
  { seed, of }: Extract<Fault, { kind: 'random' }>,
  time: number,
): SingleFault | undefined => {
  const total = of.reduce((sum, { weight }) => sum + weight, 0);
  let left = chance('fault', seed, time) * total;
  return of.find(({ weight }) => (left -= weight) < 0)?.fault;
};

/** What is to go wrong next: the first of the list that fits, so that two on one operation follow each other. */
export class FaultPlan {
  private readonly rows: Map<string, FaultRecord>;

  constructor(
    private readonly ledger: Ledger,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.rows = ledger.table('faults');
  }

  get all(): readonly FaultRecord[] {
    return [...this.rows.values()];
  }

  /** These, and no others. */
  set(faults: readonly PlannedFault[]): void {
    this.clear();
    for (const [index, planned] of faults.entries()) {
      const { fault } = planned;
      const lasts = fault.kind === 'down' ? fault.milliseconds : undefined;
      const until = lasts === undefined ? null : this.now().getTime() + lasts;
      this.rows.set(String(index), { ...planned, used: 0, until });
    }
    this.ledger.commit();
  }

  clear(): void {
    this.rows.clear();
    this.ledger.commit();
  }

  /** Whether the service is down for an operation just now, and how. */
  down(operation: PlatformOperationName): Extract<Fault, { kind: 'down' }> | undefined {
    return this.use<Extract<Fault, { kind: 'down' }>>(operation, (kind) => kind === 'down')?.fault;
  }

  /** What goes wrong with a question. */
  next(operation: PlatformOperationName): SingleFault | undefined {
    const found = this.use<Exclude<Fault, WebhookFault | LastingFault | { kind: 'down' }>>(
      operation,
      (kind) => !otherKinds.includes(kind),
    );
    if (found?.fault.kind !== 'random') return found?.fault;
    return draw(found.fault, found.used);
  }

  /** How searches behave and answers look: all that fit together, at most one of each kind. */
  lasting(operation: PlatformOperationName): LastingFault[] {
    return lastingKinds.flatMap(
      (kind) => this.use<LastingFault>(operation, (one) => one === kind)?.fault ?? [],
    );
  }

  /** What goes wrong with the telling of an event. */
  nextOf(type: EventType): WebhookFault | undefined {
    return this.use<WebhookFault>(type, (kind) => webhookKinds.includes(kind))?.fault;
  }

  /** The first that fits; it is written down as used before anything is done. */
  private use<Kinds extends Fault>(
    what: PlatformOperationName | EventType,
    fits: (kind: Kind) => boolean,
  ): Found<Kinds> | undefined {
    for (const [id, row] of this.rows) {
      const { on, times = untilCleared.includes(row.fault.kind) ? Infinity : 1 } = row;
      if (!fits(row.fault.kind) || (on !== 'any' && on !== what)) continue;
      if (row.until !== null && this.now().getTime() >= row.until) {
        this.rows.delete(id);
        continue;
      }
      // A plan without an end is not written down again: its file would grow with every question.
      if (times === Infinity && lastingKinds.includes(row.fault.kind)) return row as Found<Kinds>;
      const used = { ...row, used: row.used + 1 };
      if (used.used < times) this.rows.set(id, used);
      else this.rows.delete(id);
      this.ledger.commit();
      return used as Found<Kinds>;
    }
    return undefined;
  }
}
