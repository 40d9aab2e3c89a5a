/** The shop of a recipe as a test sees it: a real process with a mock platform of its own. */
import { execFile, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import Database from 'libsql';
import {
  createAlly,
  fromLibsql,
  sqlStore,
  type Ally,
  type Store,
} from '../../../src/server/index.js';
import { window, type MockPlatform } from '../../fixtures/platform.js';
import { clockEnvironment } from '../../harness/clock.mjs';
import { servePlatform } from '../../harness/platform-server.js';
import { root } from '../../../tools/process/run.mjs';
import { selection } from '../../unit/server/selection.js';

/** Folder of the recipes, which the tests run unchanged. */
export const recipes = join(root, 'test', 'servers');

export const origin = 'https://shop.example';
export const webhookSecret = 'whsec-of-the-tests-0001';

const secrets = {
  ALLY_PLATFORM_KEY: 'test_larkspur',
  ALLY_SEALING_KID: '2026-11',
  ALLY_SEALING_SECRET: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  ALLY_MARK_KEY: 'Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA',
  ALLY_WEBHOOK_SECRET: webhookSecret,
  ALLY_ORDER_SECRET: 'a-secret-of-the-shop-own-servers-0001',
  PAYMENT_SECRET: 'a-secret-of-the-payment-provider-0001',
  CRON_SECRET: 'a-secret-of-the-cron-jobs-0001',
};

/** The environment of a recipe's processes, and what ends with them. */
export interface Setting {
  readonly platform: MockPlatform;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a function when the shop stops, the last one first. */
  readonly onStop: (stop: () => void | Promise<void>) => void;
  /** Receives what the processes that were started print. */
  readonly onOutput: (text: string) => void;
}

/** The addresses of a started recipe. */
export interface Started {
  /** URL of the relay. */
  readonly relay: string;
  /** URLs of the recipe's routes. */
  readonly orders: string;
  readonly payments: string;
  readonly webhooks: string;
  /** Does what the recipe's cron job does. */
  readonly runDue: () => Promise<unknown>;
  /** The store that the recipe's processes use; that of `ORDERS_DB` if absent. */
  readonly store?: Store;
}

export type StartRecipe = (setting: Setting) => Promise<Started>;

/** A started recipe, and what its customers, its payment provider and its platform do. */
export interface RecipeShop extends Started {
  readonly platform: MockPlatform;
  readonly env: Setting['env'];
  /** The SDK in the test's process, with the recipe's store. */
  readonly ally: Ally;
  /** Sends a request of a page to the relay. */
  readonly ask: (path: string, body: object, headers?: Record<string, string>) => Promise<Response>;
  /** The value of the element's form field: a selection that the recipe's relay has sealed. */
  readonly seal: (taskId?: string) => Promise<string>;
  /** Sends the checkout's form; with null without a visit. */
  readonly place: (token: string | null, orderRef?: string) => Promise<Response>;
  /** Places an order with a new selection, and returns its reference. */
  readonly placeNew: () => Promise<string>;
  readonly report: (orderRef: string, status: 'paid' | 'refunded') => Promise<number>;
  /** The text that the recipe's servers have printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a program, and resolves with the address that it prints for each pattern. */
export async function startProcess(
  command: string,
  args: readonly string[],
  { env, onStop, onOutput }: Setting,
  patterns: readonly RegExp[] = [/^shop: (http:\S+)$/m],
): Promise<string[]> {
  // PHP prints its address on the error output.
  const child = spawn(command, args, { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  onStop(() => {
    child.kill();
  });
  let output = '';
  return await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        output += `${line}\n`;
        onOutput(`${line}\n`);
        const addresses = patterns.flatMap((pattern) => pattern.exec(output)?.[1] ?? []);
        if (addresses.length === patterns.length) resolve(addresses);
      });
    child.on('close', () => {
      reject(new Error(`${args.join(' ')} ended:\n${output}`));
    });
  });
}

/** Runs a program to its end, and returns what it prints. Rejects with its output if it fails. */
export async function runProcess(
  command: string,
  args: readonly string[],
  env: Setting['env'],
): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(command, args, { env, cwd: root });
  return `${stdout}${stderr}`;
}

/** The headers of a webhook, made by Node's own cryptography. */
export function signWebhook(body: string, secret = webhookSecret): Record<string, string> {
  const time = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return { 'content-type': 'application/json', 'ally-signature': `t=${time},v1=${mac}` };
}

/** Starts a recipe with a mock platform of its own, which has one window, in a week. */
export async function openRecipe(start: StartRecipe): Promise<RecipeShop> {
  const stops: (() => void | Promise<void>)[] = [];
  const { platform, base, close } = await servePlatform();
  stops.push(close);
  const startAt = new Date(Date.now() + 7 * 86_400_000);
  const endAt = new Date(startAt.getTime() + 2 * 3_600_000);
  platform.window = { ...window, startAt: startAt.toISOString(), endAt: endAt.toISOString() };
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  const file = join(folder, 'orders.db');
  const env = {
    ...clockEnvironment(),
    ...secrets,
    PATH: process.env['PATH'] ?? '',
    ALLY_PLATFORM_BASE: base,
    SHOP_ORIGIN: origin,
    ORDERS_DB: file,
    PORT: '0',
    ORDERS_PORT: '0',
    TRUST_PROXY: '1',
  };
  const stop = async (): Promise<void> => {
    for (const one of stops.reverse()) await one();
    rmSync(folder, { recursive: true, force: true });
  };
  let output = '';
  const started = await start({
    platform,
    env,
    onStop: (one) => stops.push(one),
    onOutput: (text) => {
      output += text;
    },
  });
  const ally = createAlly({
    platform: { key: secrets.ALLY_PLATFORM_KEY, baseUrl: base },
    sealing: {
      keys: [{ kid: secrets.ALLY_SEALING_KID, secret: secrets.ALLY_SEALING_SECRET }],
      markKey: secrets.ALLY_MARK_KEY,
    },
    store: started.store ?? sqlStore(fromLibsql(new Database(file, { timeout: 5_000 }))),
    namespace: 'shop',
  });

  const ask: RecipeShop['ask'] = (path, body, headers = {}) =>
    fetch(`${started.relay}${path}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const seal: RecipeShop['seal'] = async (taskId = 'tsk_blood') => {
    const acceptedAt = new Date().toISOString();
    const consents = [{ id: 'care', version: '2026-11', acceptedAt }];
    const response = await ask('/selections', { ...selection, taskId, consents });
    if (!response.ok) throw new Error(await response.text());
    return ((await response.json()) as { token: string }).token;
  };
  const place: RecipeShop['place'] = (token, orderRef = randomUUID()) =>
    fetch(started.orders, {
      method: 'POST',
      body: new URLSearchParams({ orderRef, ...(token !== null && { appointment: token }) }),
    });
  return {
    ...started,
    platform,
    env,
    ally,
    ask,
    seal,
    place,
    placeNew: async () => {
      const response = await place(await seal());
      if (response.status !== 201) throw new Error(await response.text());
      return ((await response.json()) as { orderRef: string }).orderRef;
    },
    report: async (orderRef, status) => {
      const response = await fetch(started.payments, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secrets.PAYMENT_SECRET}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ orderRef, status }),
      });
      return response.status;
    },
    output: () => output,
    stop,
  };
}
