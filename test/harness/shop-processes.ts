/** Starts the reference shop and its mock payment provider as processes, and controls them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { ShopDatabase } from '../../demo/shop/database.js';
import type { Delivery, Plan } from '../../demo/shop/payment-provider/callbacks.js';
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

const readEvent = (text: string): Line['event'] => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' ? (parsed as Line['event']) : null;
  } catch {
    return null;
  }
};

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
const startProcess = async (
  name: ProcessName,
  environment: Readonly<Record<string, string>>,
): Promise<TestProcess> => {
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
};

/** Client of the payment provider's control API. */
export interface ProviderControl {
  /** Sets how the shop is notified of later payments. Null restores the behaviour that the provider's page offers. */
  readonly plan: (plan: Partial<Plan> | null) => Promise<void>;
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
export const startProvider = async ({ folder, port }: FolderOptions): Promise<ProviderProcess> => {
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
};

export interface StartShopOptions extends FolderOptions {
  readonly clinicOrigin: string;
  readonly providerOrigin: string;
  /** Environment variables of demo/shop/settings.ts, such as `PLATFORM_TIME_LIMIT`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Default settings of a shop in tests. Polling and retry intervals are short. Time limits are far longer than a busy
 * machine needs, so that they do not affect tests of something else. `lapseClaim` and `letDayPass` simulate that they
 * pass.
 */
const defaultSettings = {
  RELAY_PER_MINUTE: '1000000',
  PLATFORM_TIME_LIMIT: '60000',
  PLATFORM_SETTLES_WITHIN: '600000',
  BOOKING_PATIENCE: '60000',
  OUTBOX_LOOK_EVERY: '50',
  OUTBOX_CLAIM_FOR: '60000',
  OUTBOX_FIRST_RETRY: '50',
  OUTBOX_LONGEST_RETRY: '1000',
};

/** Returns the database file of a shop that does not set `SHOP_DATABASE`. */
export const databaseIn = (folder: string): string => join(folder, 'shop.db');

/** Starts a shop. A second one with the same folder is a second process of the same shop. */
export const startShop = async ({
  clinicOrigin,
  providerOrigin,
  folder,
  port,
  settings = {},
}: StartShopOptions): Promise<TestProcess> => {
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
};

const changeOutbox = (databaseFile: string, set: string, orderRef: string): void => {
  const database = new ShopDatabase(databaseFile);
  database.write(() => database.run(`UPDATE outbox SET ${set} WHERE order_ref = ?`, orderRef));
  database.close();
};

/** Expires the claim on an order: the next process that polls the outbox takes the order over. */
export const lapseClaim = (databaseFile: string, orderRef: string): void => {
  changeOutbox(databaseFile, 'next_at = 0, claimed_until = 0', orderRef);
};

/**
 * Simulates that a day has passed since the last attempt at an order: its claim has expired and the platform has
 * settled.
 */
export const letDayPass = (databaseFile: string, orderRef: string): void => {
  const set = 'next_at = 0, claimed_until = 0, last_attempt_at = last_attempt_at - 86400000';
  changeOutbox(databaseFile, set, orderRef);
};
