/** The reference shop and its payment provider as processes of their own, in a test's hand. */
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

/** One line that a process has said. */
export interface Line {
  readonly text: string;
  /** What the shop's log says in it; null for any other line. */
  readonly event: Readonly<Record<string, unknown>> | null;
}

type EventFilter = (event: Readonly<Record<string, unknown>>) => boolean;

/** What a process says, from its first start on, and whoever waits for some of it. */
class Lines {
  readonly all: Line[] = [];
  private readonly waiting = new Set<() => void>();

  listen(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (text) => {
          this.all.push({ text, event: readEvent(text) });
          for (const look of [...this.waiting]) look();
        });
  }

  /** Settles with the first line from `from` on that is wanted; the test's own time limit ends the wait. */
  until(isWanted: (line: Line) => boolean, from = 0): Promise<Line> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.all.slice(from).find(isWanted);
        if (!found) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
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

/** A process that a test has started. */
export interface TestProcess {
  readonly origin: string;
  /** Everything that it said, restarts included. */
  readonly lines: readonly Line[];
  /** Settles with the first event of this name in its log, from the line `from` on. */
  readonly logged: (name: string, isWanted?: EventFilter, from?: number) => Promise<Line>;
  /** Settles when the process has ended; `SIGKILL` when absent. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /**
   * Starts it again where it was, on the same port and with the same settings; ends it before, if need be. Other settings
   * that are given hold until the next restart.
   */
  readonly restart: (settings?: Readonly<Record<string, string>>) => Promise<void>;
  /** Asks it to end, and says with which code it did. */
  readonly stop: () => Promise<number | null>;
}

/** Starts a process of the project from its bundle; settles when it has printed where it listens. */
const startProcess = async (
  name: ProcessName,
  environment: Readonly<Record<string, string>>,
): Promise<TestProcess> => {
  const lines = new Lines();
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

/** What a test can do to the payment provider through its control API. */
export interface ProviderControl {
  /** How every payment from now on is told of; null is as the provider's page says. */
  readonly plan: (plan: Partial<Plan> | null) => Promise<void>;
  /** Sends what was held back; settles when the shop has taken it. */
  readonly release: () => Promise<void>;
  /** Sends events of a payment at once, such as `paid` twice; settles with what the shop answered. */
  readonly send: (paymentId: string, ...events: string[]) => Promise<(number | null)[]>;
  readonly state: () => Promise<{ payments: Payment[]; deliveries: Delivery[] }>;
}

/** A running payment provider. */
export interface ProviderProcess extends TestProcess {
  readonly control: ProviderControl;
}

/** Where a process keeps its files, and the port that it listens on. */
export interface FolderOptions {
  /** Where database and secrets lie; provider and shop share the secrets of one folder. */
  readonly folder: string;
  readonly port?: number;
}

/** Starts the pretend payment provider. */
export const startProvider = async ({ folder, port }: FolderOptions): Promise<ProviderProcess> => {
  const started = await startProcess('payment-provider', {
    ...shopSecrets(folder),
    PAYMENT_PORT: String(port ?? (await freePort())),
  });
  const request = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${started.origin}/control/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const control: ProviderControl = {
    plan: async (plan) => {
      await request('PUT', 'plan', plan);
    },
    release: async () => {
      await request('POST', 'release');
    },
    send: async (paymentId, ...events) => {
      const answer = await request('POST', 'send', { paymentId, events });
      return ((await answer.json()) as { statuses: (number | null)[] }).statuses;
    },
    state: async () =>
      (await (await request('GET', 'payments')).json()) as Awaited<
        ReturnType<ProviderControl['state']>
      >,
  };
  return Object.assign(started, { control });
};

/** How a shop is started. */
export interface StartShopOptions extends FolderOptions {
  readonly clinicOrigin: string;
  readonly providerOrigin: string;
  /** Settings by their names (demo/shop/settings.ts), such as `PLATFORM_TIME_LIMIT`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * The settings of every shop, unless a test gives others. Pauses are short. Limits are far longer than a busy machine
 * needs, so that a test which is not about a limit does not meet one: see `lapseClaim` and `letDayPass`.
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

/** The database of a shop whose settings name no other. */
export const databaseIn = (folder: string): string => join(folder, 'shop.db');

/** Starts a shop; a second one with the same folder is a second process of the same shop. */
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

/** As if the claim on an order had lapsed: the next process that looks into the outbox takes the order. */
export const lapseClaim = (databaseFile: string, orderRef: string): void => {
  changeOutbox(databaseFile, 'next_at = 0, claimed_until = 0', orderRef);
};

/** As if a day had passed since the last attempt at an order: its claim has lapsed, and the platform has settled. */
export const letDayPass = (databaseFile: string, orderRef: string): void => {
  const set = 'next_at = 0, claimed_until = 0, last_attempt_at = last_attempt_at - 86400000';
  changeOutbox(databaseFile, set, orderRef);
};
