/** The shop of the tests of processes that die: the SDK on PostgreSQL, in the test and in its child processes. */
import type pg from 'pg';
import { operationOf } from '../../../../src/mocks/platform/router.js';
import type { PlatformOperationName } from '../../../../src/platform/operations.js';
import { createAlly, type Ally } from '../../../../src/server/ally.js';
import { fromPg } from '../../../../src/server/store/sql-adapters.js';
import type { SqlDatabase, SqlValue } from '../../../../src/server/store/sql-database.js';
import { sqlStore } from '../../../../src/server/store/sql-store.js';
import type { OrderState, Store } from '../../../../src/server/store/store.js';
import type { PostgresOptions } from '../../../harness/postgres.js';

export const platformKey = 'test_larkspur';
export const taskId = 'tsk_blood';
export const postcode = 'SW1A 1AA';

export const sealing = {
  keys: [{ kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }],
  markKey: 'Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA',
};

/** Far more than a request needs on a busy machine. The SDK's lease lasts twice as long, and 10 s. */
const timeoutMs = 5_000;
export const LEASE_MS = 20_000;

/** The SDK takes 1 s and more. It is the time in which the test lets the platform commit a request. */
export const SETTLE_MS = 4_000;

/** An order, and the selection that its customer made. */
export interface OrderToBook {
  readonly orderRef: string;
  readonly token: string;
}

/** A call that the SDK makes: of the platform, or a statement of the store. */
export type CallName =
  PlatformOperationName | 'read' | `write ${OrderState}` | 'claimToken' | 'releaseToken' | 'other';

/** The point at which a process dies or is stopped. */
export interface Point {
  readonly call: CallName;
  /** Counts the calls of the process, from 1. Default: 1. */
  readonly nth?: number;
  /** Counts only those after the first call of this name. */
  readonly since?: CallName;
  /** `before`: the call is not made. `after`: it has ended, and the SDK does not know it yet. */
  readonly when: 'before' | 'after';
}

/** The task of a child process. It is passed as JSON. */
export interface ChildPlan {
  readonly postgres: PostgresOptions;
  readonly maxConnections: number;
  readonly namespace: string;
  readonly platformBase: string;
  /** How far the wall clock of the process is ahead, in milliseconds. */
  readonly clockOffsetMs: number;
  /** The longest delay of each call, in milliseconds: with some, the calls of two processes interleave. */
  readonly maxDelayMs: number;
  /** `runDue` is repeated until no order waits for it. */
  readonly action: 'accept' | 'book' | 'cancel' | 'runDue';
  readonly orders: readonly OrderToBook[];
  /** The signal that the process sends to itself, and where. */
  readonly interruption: { readonly signal: 'SIGKILL' | 'SIGSTOP'; readonly at: Point } | null;
}

/** The end of a call for one order. */
export interface ChildResult {
  readonly orderRef: string;
  readonly outcome?: string;
  readonly appointmentId?: string | undefined;
  /** The code of the error. */
  readonly error?: string;
}

/** A line that a child process prints, as JSON. */
export type ChildReport =
  /** The SDK is made, and the database has answered. */
  | { readonly event: 'ready' }
  /** The SDK is about to make a call. */
  | { readonly event: 'call'; readonly call: CallName }
  /** It is about to stop itself. */
  | { readonly event: 'stopping' }
  /** It goes on after it was stopped. */
  | { readonly event: 'resumed' }
  | { readonly event: 'done'; readonly results: readonly ChildResult[] };

/** Makes a call, or does something before it or after it. */
export type Intercept = <Result>(call: CallName, run: () => Promise<Result>) => Promise<Result>;

export interface OpenShopOptions {
  readonly pool: pg.Pool;
  readonly namespace: string;
  readonly platformBase: string;
  /** How long `book` and `cancel` wait for an outcome that is not known. */
  readonly maxWaitMs: number;
  readonly now: () => Date;
  readonly intercept?: Intercept;
}

/** Names a statement of `sqlStore`. */
function callOf(sql: string, params: readonly SqlValue[]): CallName {
  if (sql.includes('INSERT INTO ally_tokens')) return 'claimToken';
  if (sql.includes('DELETE FROM ally_tokens')) return 'releaseToken';
  if (sql.startsWith('SELECT order_ref')) return 'read';
  if (/(?:INSERT INTO|UPDATE) ally_orders/.test(sql)) return `write ${params[3] as OrderState}`;
  return 'other';
}

/** Names a request to the platform. */
function requestOf(url: URL, method: string): CallName {
  const [, path = ''] = url.pathname.split('/v1');
  return operationOf(method, path)?.operation ?? 'other';
}

/** Makes the SDK of one process of a shop. */
export function openShop({
  pool,
  namespace,
  platformBase,
  maxWaitMs,
  now,
  intercept = (_call, run) => run(),
}: OpenShopOptions): { readonly ally: Ally; readonly store: Store } {
  const { dialect, query } = fromPg(pool);
  const database: SqlDatabase = {
    dialect,
    query: (sql, params) => intercept(callOf(sql, params), () => query(sql, params)),
  };
  const store = sqlStore(database);
  const ally = createAlly({
    platform: {
      key: platformKey,
      baseUrl: platformBase,
      timeoutMs,
      fetch: (input, init) =>
        intercept(requestOf(new URL(input as string), init?.method ?? 'GET'), () =>
          fetch(input, init),
        ),
    },
    sealing,
    store,
    namespace,
    orders: { settleTimeoutMs: SETTLE_MS, maxWaitMs },
    now,
  });
  return { ally, store };
}

/** How often `runUntilSettled` calls `runDue`. */
const RUN_DUE_INTERVAL_MS = 500;

/** Calls `runDue` until no order waits for it. Throws if it fails otherwise than for the time being. */
export async function runUntilSettled({ orders }: Ally): Promise<void> {
  for (;;) {
    const { failed } = await orders.runDue();
    const final = failed.find(({ canRetry }) => !canRetry);
    if (final) throw new Error(`runDue: ${final.orderRef} failed with ${final.code}.`);
    if ((await orders.due()).length === 0) return;
    await new Promise((resolve) => {
      setTimeout(resolve, RUN_DUE_INTERVAL_MS);
    });
  }
}
