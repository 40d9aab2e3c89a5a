import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Miniflare } from 'miniflare';
import { build, type Rolldown } from 'vite';
import { describe, expect, it, type TestContext } from 'vitest';
import { root } from '../../tools/process/run.mjs';
import { sealSelection } from '../../src/server/tokens/selection-token.js';
import { clockEnvironment, clockScript } from '../harness/clock.mjs';
import { servePlatform, type PlatformServer } from '../harness/platform-server.js';
import { window } from '../fixtures/platform.js';
import { selection } from '../unit/server/selection.js';

/** Folder of the server recipes in the documentation, which the tests run unchanged. */
const folder = join(root, 'test', 'servers');
const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const orderSecret = 'a-secret-of-the-shop-own-servers-0001';
const origin = 'https://shop.example';

/**
 * Mock platform, and the environment of a recipe that uses it. Each test has its own, because tests run concurrently.
 */
interface Setting {
  readonly served: PlatformServer;
  readonly env: Readonly<Record<string, string>>;
}

const open = async (onTestFinished: TestContext['onTestFinished']): Promise<Setting> => {
  const served = await servePlatform();
  onTestFinished(() => {
    served.close();
  });
  const env = {
    ...clockEnvironment(),
    PATH: process.env['PATH'] ?? '',
    ALLY_PLATFORM_KEY: 'test_larkspur',
    ALLY_SEALING_SECRET: secret,
    ALLY_PLATFORM_BASE: served.base,
    ALLY_ORDER_SECRET: orderSecret,
    SHOP_ORIGIN: origin,
    PORT: '0',
  };
  return { served, env };
};

const seal = async (): Promise<string> => {
  const summary = { taskName: 'Blood test at home', timeZone: 'Europe/London', ...window };
  const options = { sealingKeys: [{ kid: '2026-11', secret }] };
  return (await sealSelection(selection, { summary, mode: 'test' }, options)).token;
};

const startNode = async (
  { env }: Setting,
  onTestFinished: TestContext['onTestFinished'],
): Promise<string> => {
  const child = spawn(process.execPath, [join(folder, 'node.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill();
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line.replace('relay: ', '');
};

const requestCoverage = async (relay: string, from = origin): Promise<Response> =>
  await fetch(`${relay}/coverage`, {
    method: 'POST',
    headers: { origin: from, 'content-type': 'application/json' },
    body: JSON.stringify({ taskId: 'tsk_blood', postcode: 'SW1A 1AA' }),
  });

const expectRelay = async (relay: string, { served }: Setting): Promise<void> => {
  const response = await requestCoverage(relay);
  expect(await response.json()).toMatchObject({ covered: true, windows: [window] });
  expect((await requestCoverage(relay, 'https://elsewhere.example')).status).toBe(403);
  const request = served.platform.requests.find(({ operation }) => operation === 'checkCoverage');
  expect(request?.headers.get('authorization')).toBe('test_larkspur');
};

it.concurrent('Node: the relay answers its pages, and nobody else', async ({ onTestFinished }) => {
  const setting = await open(onTestFinished);
  await expectRelay(await startNode(setting, onTestFinished), setting);
});

it.concurrent(
  'Workers: the relay answers its pages, and nobody else',
  async ({ onTestFinished }) => {
    const setting = await open(onTestFinished);
    const [output] = (await build({
      configFile: false,
      logLevel: 'warn',
      root,
      resolve: { conditions: ['workerd', 'worker', 'module'] },
      build: { write: false, lib: { entry: join(folder, 'worker.mjs'), formats: ['es'] } },
    })) as Rolldown.RolldownOutput[];
    const miniflare = new Miniflare({
      modules: true,
      script: `${clockScript};\n${output?.output[0].code ?? ''}`,
      compatibilityDate: '2025-09-01',
      bindings: setting.env,
      host: '127.0.0.1',
      port: 0,
    });
    onTestFinished(() => miniflare.dispose());
    const { origin: address } = await miniflare.ready;
    await expectRelay(`${address}/ally`, setting);
  },
);

interface Row {
  readonly ref: string;
  readonly token: string;
  readonly lastAttemptAt: string | null;
  readonly state?: string;
  readonly visit?: { readonly appointment: { readonly id: string } | null };
}

/** Runs a program with an order's row on its standard input. Returns the updated row from its output. */
const runWith = (
  [program, ...args]: readonly [string, ...string[]],
  env: Setting['env'],
  order: Row,
): Promise<Row> =>
  new Promise((resolve, reject) => {
    const child = execFile(program, args, { env }, (error, out) => {
      if (error) reject(new Error(error.message));
      else resolve(JSON.parse(out) as Row);
    });
    child.stdin?.end(JSON.stringify(order));
  });

const php = ['php', join(folder, 'run.php')] as const;

const inNode = `
  import { text } from 'node:stream/consumers';
  import { book } from ${JSON.stringify(join(folder, 'book.mjs'))};
  const row = JSON.parse(await text(process.stdin));
  row.lastAttemptAt &&= new Date(row.lastAttemptAt);
  await book({ ...row }, (change) => void Object.assign(row, change));
  console.log(JSON.stringify(row));
`;

describe.concurrent.each([
  ['Node', [process.execPath, '--input-type=module', '--eval', inNode], 'token-refused'],
  ['PHP', php, 'validation_failed'],
] as const)('%s books a paid order', (name, program, refused) => {
  const openShop = async (onTestFinished: TestContext['onTestFinished']) => {
    const setting = await open(onTestFinished);
    const start = async (): Promise<Setting['env']> => {
      if (name === 'Node') return setting.env;
      // The PHP recipe books by a relay, which sends the requests to the platform.
      return { ...setting.env, ALLY_RELAY: await startNode(setting, onTestFinished) };
    };
    let env = await start();
    return {
      platform: setting.served.platform,
      /** Starts a new process without any state in memory. */
      restart: async () => {
        env = await start();
      },
      book: (order: Partial<Row> & { readonly token: string }): Promise<Row> =>
        runWith(program, env, { ref: 'order-1', lastAttemptAt: null, ...order }),
    };
  };

  it('once, however often it is called', async ({ onTestFinished }) => {
    const { platform, book } = await openShop(onTestFinished);
    const order = { token: await seal() };
    const first = await book(order);
    expect(first).toMatchObject({ state: 'scheduled', lastAttemptAt: null });
    expect((await book(order)).visit?.appointment?.id).toBe(first.visit?.appointment?.id);
    expect(platform.appointments).toHaveLength(1);
  });

  it('led by the patient when the window has gone; and not at all without a selection', async ({
    onTestFinished,
  }) => {
    const { platform, book } = await openShop(onTestFinished);
    platform.taken.add(window.id);
    expect(await book({ token: await seal() })).toMatchObject({ state: 'patient-led' });
    expect(await book({ token: '' })).toMatchObject({ state: 'no-selection' });
  });

  it('keeps it, with what the next call must know, while nobody knows', async ({
    onTestFinished,
  }) => {
    const { platform, restart, book } = await openShop(onTestFinished);
    const order = { token: await seal() };
    platform.plan('createAppointment', 'lost-before');
    const row = await book(order);
    expect(row).toMatchObject({ state: 'to book', lastAttemptAt: expect.any(String) as string });
    const created = platform.operations().filter((operation) => operation === 'createAppointment');
    expect(created).toHaveLength(1);
    await restart();
    // Simulates that a day has passed since the last attempt.
    const lastAttemptAt = new Date(Date.now() - 86_400_000).toISOString();
    const settled = await book({ ...order, lastAttemptAt });
    expect(settled).toMatchObject({ state: 'scheduled', lastAttemptAt: null });
  });

  it('keeps it while the platform is down, and asks a person when it is refused', async ({
    onTestFinished,
  }) => {
    const { platform, book } = await openShop(onTestFinished);
    const busy = { status: 503 };
    platform.plan('findAppointments', busy, busy);
    expect(await book({ token: await seal() })).toMatchObject({
      state: 'to book',
      lastAttemptAt: null,
    });
    expect(await book({ token: 'sel1.x.y' })).toMatchObject({ state: `ask a person: ${refused}` });
  });
});

it.concurrent(
  'PHP keeps an order whose relay does not answer, with the time of the call',
  async ({ onTestFinished }) => {
    const { env } = await open(onTestFinished);
    // PHP uses the machine's clock, not that of the tests, and writes whole seconds.
    const machineTime = (): number => performance.timeOrigin + performance.now();
    const before = machineTime() - 1_000;
    const row = await runWith(
      php,
      { ...env, ALLY_RELAY: 'http://127.0.0.1:9' },
      { ref: 'order-1', token: await seal(), lastAttemptAt: null },
    );
    expect(row.state).toBe('to book');
    const attemptedAt = Date.parse(row.lastAttemptAt ?? '');
    expect(attemptedAt).toBeGreaterThan(before);
    expect(attemptedAt).toBeLessThanOrEqual(machineTime());
  },
);
