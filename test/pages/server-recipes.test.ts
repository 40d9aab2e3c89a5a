import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Miniflare } from 'miniflare';
import { build, type Rolldown } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/run.mjs';
import { sealSelection } from '../../src/server/seal.js';
import { clockEnvironment, clockScript } from '../harness/clock.mjs';
import { servePlatform, type PlatformServer } from '../support/platform-server.js';
import { window } from '../support/platform.js';
import { selection } from '../unit/server/selection.js';

/** The recipes that the documents show, run as they stand. */
const folder = join(root, 'test', 'servers');
const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const orderSecret = 'a-secret-of-the-shop-own-servers-0001';
const origin = 'https://shop.example';

let served: PlatformServer;
let env: Record<string, string>;
let orders = 0;
let ref = '';

beforeEach(async () => {
  served = await servePlatform();
  env = {
    ...clockEnvironment(),
    PATH: process.env['PATH'] ?? '',
    ALLY_PLATFORM_KEY: 'test_larkspur',
    ALLY_SEALING_SECRET: secret,
    ALLY_PLATFORM_BASE: served.base,
    ALLY_ORDER_SECRET: orderSecret,
    SHOP_ORIGIN: origin,
    PORT: '0',
  };
  ref = `order-${String((orders += 1))}`;
});
afterEach(() => {
  served.close();
});

const seal = async (): Promise<string> => {
  const summary = { taskName: 'Blood test at home', timeZone: 'Europe/London', ...window };
  const options = { sealingKeys: [{ kid: '2026-11', secret }] };
  return (await sealSelection(selection, { summary, mode: 'test' }, options)).token;
};

const startNode = async (): Promise<{ relay: string; child: ChildProcess }> => {
  const child = spawn(process.execPath, [join(folder, 'node.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { relay: line.replace('relay: ', ''), child };
};

const askCoverage = async (relay: string, from = origin): Promise<Response> =>
  await fetch(`${relay}/coverage`, {
    method: 'POST',
    headers: { origin: from, 'content-type': 'application/json' },
    body: JSON.stringify({ taskId: 'tsk_blood', postcode: 'SW1A 1AA' }),
  });

const expectRelay = async (relay: string): Promise<void> => {
  const answer = await askCoverage(relay);
  expect(await answer.json()).toMatchObject({ covered: true, windows: [window] });
  expect((await askCoverage(relay, 'https://elsewhere.example')).status).toBe(403);
  const asked = served.platform.asked.find(({ operation }) => operation === 'checkCoverage');
  expect(asked?.headers.get('authorization')).toBe('test_larkspur');
};

it('Node: the relay answers its pages, and nobody else', async () => {
  const { relay, child } = await startNode();
  await expectRelay(relay);
  child.kill();
});

it('Workers: the relay answers its pages, and nobody else', async () => {
  const [output] = (await build({
    ...{ configFile: false, logLevel: 'warn', root },
    resolve: { conditions: ['workerd', 'worker', 'module'] },
    build: { write: false, lib: { entry: join(folder, 'worker.mjs'), formats: ['es'] } },
  })) as Rolldown.RolldownOutput[];
  const miniflare = new Miniflare({
    ...{ modules: true, script: `${clockScript};\n${output?.output[0].code ?? ''}` },
    ...{ compatibilityDate: '2026-04-01', bindings: env, host: '127.0.0.1', port: 0 },
  });
  const { origin: address } = await miniflare.ready;
  await expectRelay(`${address}/ally`);
  await miniflare.dispose();
});

interface Row {
  readonly ref: string;
  readonly token: string;
  readonly lastAttemptAt: string | null;
  readonly state?: string;
  readonly visit?: { readonly appointment: { readonly id: string } | null };
}

/** Runs a program with an order on its standard input; its row afterwards comes out. */
const runWith = (program: string, args: readonly string[], order: Row): Promise<Row> =>
  new Promise((resolve, reject) => {
    const child = execFile(program, args, { env }, (error, out) => {
      if (error) reject(new Error(error.message));
      else resolve(JSON.parse(out) as Row);
    });
    child.stdin?.end(JSON.stringify(order));
  });

const inNode = `
  import { text } from 'node:stream/consumers';
  import { book } from ${JSON.stringify(join(folder, 'book.mjs'))};
  const row = JSON.parse(await text(process.stdin));
  row.lastAttemptAt &&= new Date(row.lastAttemptAt);
  await book({ ...row }, (change) => void Object.assign(row, change));
  console.log(JSON.stringify(row));
`;

describe.each([
  ['Node', process.execPath, ['--input-type=module', '--eval', inNode], 'token-refused'],
  ['PHP', 'php', [join(folder, 'run.php')], 'validation_failed'],
] as const)('%s books a paid order', (name, program, args, refused) => {
  let child: ChildProcess | undefined;

  /** For PHP, the relay is the process that asks the platform. */
  const restart = async (): Promise<void> => {
    child?.kill();
    if (name === 'Node') return;
    const started = await startNode();
    child = started.child;
    env['ALLY_RELAY'] = started.relay;
  };
  beforeEach(restart);
  afterEach(() => {
    child?.kill();
  });

  const book = (order: Partial<Row> & { readonly token: string }): Promise<Row> =>
    runWith(program, args, { ref, lastAttemptAt: null, ...order });

  it('once, however often it is called', async () => {
    const order = { token: await seal() };
    const first = await book(order);
    expect(first).toMatchObject({ state: 'scheduled', lastAttemptAt: null });
    expect((await book(order)).visit?.appointment?.id).toBe(first.visit?.appointment?.id);
    expect(served.platform.appointments).toHaveLength(1);
  });

  it('led by the patient when the window has gone; and not at all without a selection', async () => {
    served.platform.taken.add(window.id);
    expect(await book({ token: await seal() })).toMatchObject({ state: 'patient-led' });
    expect(await book({ token: '' })).toMatchObject({ state: 'no-selection' });
  });

  it('keeps it, with what the next call must know, while nobody knows', async () => {
    const order = { token: await seal() };
    served.platform.plan('createAppointment', 'lost-before');
    const row = await book(order);
    expect(row).toMatchObject({ state: 'to book', lastAttemptAt: expect.any(String) as string });
    const asked = served.platform.operations().filter((what) => what === 'createAppointment');
    expect(asked).toHaveLength(1);
    // Another process, which remembers nothing; and as if that had been long ago.
    await restart();
    // As if that had been long ago.
    const settled = await book({ ...order, lastAttemptAt: '2026-01-01T00:00:00Z' });
    expect(settled).toMatchObject({ state: 'scheduled', lastAttemptAt: null });
  });

  it('keeps it while the platform is down, and asks a person when it is refused', async () => {
    const busy = { status: 503 };
    served.platform.plan('findAppointments', busy, busy);
    expect(await book({ token: await seal() })).toMatchObject({
      ...{ state: 'to book', lastAttemptAt: null },
    });
    expect(await book({ token: 'sel1.x.y' })).toMatchObject({ state: `ask a person: ${refused}` });
  });
});

it('PHP keeps an order whose relay does not answer, with the time of the call', async () => {
  env['ALLY_RELAY'] = 'http://127.0.0.1:9';
  const row = await runWith('php', [join(folder, 'run.php')], {
    ...{ ref, token: await seal(), lastAttemptAt: null },
  });
  expect(row.state).toBe('to book');
  expect(Date.now() - Date.parse(row.lastAttemptAt ?? '')).toBeLessThan(60_000);
});
