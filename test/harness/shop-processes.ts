/** Starts the reference shop and its mock payment provider as processes, and controls them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { inject } from 'vitest';
import type { CallbackPlan, Delivery } from '../../demo/shop/payment-provider/callbacks.js';
import type { Payment } from '../../demo/shop/payment-provider/payments.js';
import { freePort } from '../../tools/process/free-port.js';
import { root } from '../../tools/process/run.mjs';
import { shopSecrets } from '../../tools/shop/secrets.js';
import { bundleOf, type ProcessName } from './processes.js';

/** Line of a process's output. */
export interface Line {
  readonly text: string;
  /** The log entry in the line, which is JSON. Null for any other line. */
  readonly event: Readonly<Record<string, unknown>> | null;
}

type EventFilter = (event: Readonly<Record<string, unknown>>) => boolean;

/** Output of a process since its first start, with a way to wait for a line of it. */
class ProcessOutput {
  readonly all: Line[] = [];
  private readonly waiting = new Set<() => void>();

  listen(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (text) => {
          this.all.push({ text, event: readEvent(text) });
          for (const check of [...this.waiting]) check();
        });
  }

  /** Resolves with the first matching line at or after index `from`. There is no timeout but the test's own. */
  until(isWanted: (line: Line) => boolean, from = 0): Promise<Line> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = this.all.slice(from).find(isWanted);
        if (!found) return;
        this.waiting.delete(check);
        resolve(found);
      };
      this.waiting.add(check);
      check();
    });
  }
}

function readEvent(text: string): Line['event'] {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' ? (parsed as Line['event']) : null;
  } catch {
    return null;
  }
}

export interface TestProcess {
  readonly origin: string;
  /** All output since the first start, restarts included. */
  readonly lines: readonly Line[];
  /** Resolves with the first matching log entry of this event name, at or after line `from`. */
  readonly logged: (name: string, isWanted?: EventFilter, from?: number) => Promise<Line>;
  /** Sends a signal, by default `SIGKILL`. Resolves when the process has exited. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /**
   * Kills the process if it runs, and starts it again with the same port and settings. The given settings override them
   * until the next restart.
   */
  readonly restart: (settings?: Readonly<Record<string, string>>) => Promise<void>;
  /** Sends `SIGTERM`. Resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts a process of the project from its bundle. Resolves when it has printed the address that it listens on. */
async function startProcess(
  name: ProcessName,
  environment: Readonly<Record<string, string>>,
): Promise<TestProcess> {
  const lines = new ProcessOutput();
  let child: ChildProcess;
  let origin = '';

  const start = async (settings = {}): Promise<void> => {
    const from = lines.all.length;
    child = spawn(process.execPath, [bundleOf(inject('processes'), name)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', ...environment, ...settings },
    });
    lines.listen(child);
    const address = /^[\w-]+: (http:\S+)$/;
    const opened = lines.until(({ text }) => address.test(text), from);
    const ended = once(child, 'close').then(() => null);
    const line = await Promise.race([opened, ended]);
    if (!line)
      throw new Error(
        lines.all
          .slice(from)
          .map(({ text }) => text)
          .join('\n'),
      );
    origin = address.exec(line.text)?.[1] ?? '';
  };

  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };

  await start();
  return {
    get origin() {
      return origin;
    },
    lines: lines.all,
    logged: (name, isWanted = () => true, from = 0) =>
      lines.until(({ event }) => event?.['event'] === name && isWanted(event), from),
    kill,
    async restart(settings) {
      await kill();
      await start(settings);
    },
    async stop() {
      await kill('SIGTERM');
      return child.exitCode;
    },
  };
}

/** Client of the payment provider's control API. */
export interface ProviderControl {
  /** Sets how the shop is notified of later payments. Null restores the behaviour that the provider's page offers. */
  readonly plan: (plan: Partial<CallbackPlan> | null) => Promise<void>;
  /** Sends the callbacks that were held back. Resolves when the shop has accepted them. */
  readonly release: () => Promise<void>;
  /**
   * Sends events of a payment at the same time, such as `paid` twice. Resolves with the status of each of the shop's
   * responses.
   */
  readonly send: (paymentId: string, ...events: string[]) => Promise<(number | null)[]>;
  readonly state: () => Promise<{ payments: Payment[]; deliveries: Delivery[] }>;
}

export interface ProviderProcess extends TestProcess {
  readonly control: ProviderControl;
}

export interface FolderOptions {
  /** Folder of the database and the secrets. A provider and a shop with the same folder share the secrets. */
  readonly folder: string;
  readonly port?: number;
}

/** Starts the mock payment provider. */
export async function startProvider({ folder, port }: FolderOptions): Promise<ProviderProcess> {
  const started = await startProcess('payment-provider', {
    ...shopSecrets(folder),
    PAYMENT_PORT: String(port ?? (await freePort())),
  });
  const request = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${started.origin}/control/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response;
  };
  const control: ProviderControl = {
    plan: async (plan) => {
      await request('PUT', 'plan', plan);
    },
    release: async () => {
      await request('POST', 'release');
    },
    send: async (paymentId, ...events) => {
      const response = await request('POST', 'send', { paymentId, events });
      return ((await response.json()) as { statuses: (number | null)[] }).statuses;
    },
    state: async () =>
      (await (await request('GET', 'payments')).json()) as Awaited<
        ReturnType<ProviderControl['state']>
      >,
  };
  return Object.assign(started, { control });
}

export interface StartShopOptions extends FolderOptions {
  readonly clinicOrigin: string;
  readonly providerOrigin: string;
  /** Environment variables of demo/shop/settings.ts, such as `PLATFORM_TIMEOUT_MS`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Default settings of a shop in tests. The worker's interval is short. Time limits are far longer than a busy machine
 * needs, so that they do not affect tests of something else. `makeDue`, `endLease` and `letDayPass` simulate that they
 * pass.
 */
const defaultSettings = {
  LIMIT_PER_MINUTE: '1000000',
  PLATFORM_TIMEOUT_MS: '60000',
  SETTLE_TIMEOUT_MS: '600000',
  RUN_DUE_INTERVAL_MS: '50',
  SHUTDOWN_GRACE_MS: '60000',
};

/** Returns the database file of a shop that does not set `SHOP_DATABASE`. */
export function databaseIn(folder: string): string {
  return join(folder, 'shop.db');
}

/** Starts a shop. A second one with the same folder is a second process of the same shop. */
export async function startShop({
  clinicOrigin,
  providerOrigin,
  folder,
  port,
  settings = {},
}: StartShopOptions): Promise<TestProcess> {
  mkdirSync(folder, { recursive: true });
  return await startProcess('shop', {
    ...shopSecrets(folder),
    ...defaultSettings,
    SHOP_PORT: String(port ?? (await freePort())),
    SHOP_DATABASE: databaseIn(folder),
    PLATFORM_BASE: `${clinicOrigin}/v1`,
    PAYMENT_ORIGIN: providerOrigin,
    ...settings,
  });
}

/** Opens the database of a shop from the test. It waits for the shop's own writes. */
export function openDatabaseFile(databaseFile: string): Database.Database {
  return new Database(databaseFile, { timeout: 60_000 });
}

/** Changes the times of an order in the store of the SDK. */
function changeTimes(databaseFile: string, set: string, orderRef: string): void {
  const database = openDatabaseFile(databaseFile);
  // The version is that of a compare-and-set: a process that reads the row meanwhile reads it again.
  const sql = `UPDATE ally_orders SET version = version + 1, ${set} WHERE order_ref = ?`;
  database.transaction(() => database.prepare(sql).run(orderRef)).immediate();
  database.close();
}

/** Ends the pause before the next attempt at an order. */
export function makeDue(databaseFile: string, orderRef: string): void {
  changeTimes(databaseFile, 'due_at = 0', orderRef);
}

/** Ends the lease of a process that is gone, now: the next process takes over, and waits for the settle time. */
export function endLease(databaseFile: string, orderRef: string): void {
  const now = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";
  changeTimes(databaseFile, `due_at = 0, lease_until = ${now}`, orderRef);
}

/** Ends the settle time after an attempt whose outcome is not known. */
export function endSettleTime(databaseFile: string, orderRef: string): void {
  changeTimes(databaseFile, 'due_at = 0, settles_at = 0', orderRef);
}

/** Simulates that a day has passed since the last attempt at an order: lease and settle time are over. */
export function letDayPass(databaseFile: string, orderRef: string): void {
  const set =
    'due_at = 0, lease_until = lease_until - 86400000, settles_at = settles_at - 86400000';
  changeTimes(databaseFile, set, orderRef);
}
