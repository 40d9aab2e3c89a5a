import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/process/free-port.js';
import { root, scriptArgs } from '../../tools/process/run.mjs';
import { shopSecrets } from '../../tools/shop/secrets.js';
import { startProxy, type InterceptingProxy } from '../harness/intercepting-proxy.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';
import {
  chooseVisit,
  chooseVisits,
  goToPay,
  orderAndPay,
  orderRefIn,
  payOn,
  placeOrder,
  readOrderPage,
} from '../fixtures/shop-orders.js';
import {
  endLease,
  endSettleTime,
  makeDue,
  openDatabaseFile,
  startProvider,
  startShop,
  type ProviderProcess,
  type StartShopOptions,
  type TestProcess,
} from '../harness/shop-processes.js';

const folder = mkdtempSync(join(tmpdir(), 'shop-'));
let clinic: ClinicProcess;
let provider: ProviderProcess;
let proxy: InterceptingProxy;
const opened: TestProcess[] = [];

beforeAll(async () => {
  [clinic, provider] = await Promise.all([startClinic(), startProvider({ folder })]);
  proxy = await startProxy(clinic.origin);
});
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.kill();
  await Promise.all([clinic.control.reset(), provider.control.plan(null)]);
});
afterAll(async () => {
  proxy.close();
  await Promise.all([provider.kill(), clinic.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Database of the current test. */
let databaseFile: string;
beforeEach(() => {
  databaseFile = join(folder, `${crypto.randomUUID()}.db`);
});

const open = async ({
  settings = {},
  ...change
}: Partial<StartShopOptions> = {}): Promise<TestProcess> => {
  const shop = await startShop({
    clinicOrigin: clinic.origin,
    providerOrigin: provider.origin,
    folder,
    ...change,
    settings: { SHOP_DATABASE: databaseFile, ...settings },
  });
  opened.push(shop);
  return shop;
};

const isOf =
  (ref: string) =>
  ({ orderRef }: Readonly<Record<string, unknown>>): boolean =>
    orderRef === ref;

/** Waits until a process has recorded that the visit of an order is booked. */
const booked = (shop: TestProcess, ref: string, from = 0) =>
  shop.logged(
    'visit.recorded',
    ({ orderRef, visit }) => orderRef === ref && visit === 'scheduled',
    from,
  );

const refsOnPlatform = async (): Promise<string[]> => {
  const { appointments } = await clinic.control.state();
  return appointments.map(({ externalRef }) => orderRefIn(externalRef)).sort();
};

describe('two processes of one shop', () => {
  it('book each order once, whichever of them the payment is reported to', async () => {
    const shops = await Promise.all([open(), open()]);
    await provider.control.plan({ batches: [['paid', 'paid', 'paid#2']] });
    const visits = await chooseVisits(shops[0].origin, 16);
    const orders = await Promise.all(
      visits.map(({ token }, index) =>
        orderAndPay((shops[index % 2] as TestProcess).origin, token),
      ),
    );
    const refs = orders.map(({ ref }) => ref).sort();
    await Promise.all(refs.map((ref) => Promise.race(shops.map((shop) => booked(shop, ref)))));
    expect(await refsOnPlatform()).toEqual(refs);
    const bookedRefs = shops
      .flatMap(({ lines }) => lines)
      .filter(({ event }) => event?.['event'] === 'visit.recorded')
      .map(({ event }) => String(event?.['orderRef']));
    expect(bookedRefs.sort()).toEqual(refs);
    const alarms = shops.flatMap(({ lines }) => lines).filter(({ event }) => event?.['level']);
    expect(alarms).toEqual([]);
    // Every process shows an order.
    for (const { origin } of shops)
      expect((await readOrderPage(origin, orders[0] as never)).text).toContain('Thank you');
  });

  it('take over from each other when one dies while the platform books', async () => {
    const [first, second] = await Promise.all([open({ clinicOrigin: proxy.origin }), open()]);
    // The second process is down until the first has begun to book.
    await second.kill();
    const made = proxy.intercept({ operation: 'createAppointment', on: 'response' });
    const order = await orderAndPay(first.origin, (await chooseVisit(first.origin)).token);
    await made;
    await first.kill('SIGKILL');
    endLease(databaseFile, order.ref);
    await second.restart();
    await booked(second, order.ref);
    expect(await refsOnPlatform()).toEqual([order.ref]);
    expect((await readOrderPage(second.origin, order)).text).toContain('Thank you');
  });

  it('record a visit that the other has booked, when it dies before it records it', async () => {
    const [first, second] = await Promise.all([open({ clinicOrigin: proxy.origin }), open()]);
    await second.kill();
    // The SDK has booked the visit: the shop reads it.
    const read = proxy.intercept({ operation: 'readAppointment', on: 'request' });
    const order = await orderAndPay(first.origin, (await chooseVisit(first.origin)).token);
    await read;
    await first.kill('SIGKILL');
    await second.restart();
    await booked(second, order.ref);
    expect(await refsOnPlatform()).toEqual([order.ref]);
  });

  it('answer while another process holds the database, and book when it is free', async () => {
    const shop = await open();
    const order = await placeOrder(shop.origin, (await chooseVisit(shop.origin)).token);
    const address = await goToPay(shop.origin, order);
    const holder = openDatabaseFile(databaseFile);
    holder.exec('BEGIN IMMEDIATE');
    // Orders wait for the database, and are refused in the end. Their retries go on until the lock is released.
    const waiting = placeOrder(shop.origin, '');
    await payOn(address);
    const busy = await fetch(`${shop.origin}/orders`, {
      method: 'POST',
      headers: { Origin: shop.origin },
      body: new URLSearchParams({ appointment: '' }),
    });
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '5']);
    // The lock is still held: these are served without it.
    for (let count = 0; count < 20; count += 1)
      expect((await fetch(`${shop.origin}/`)).status).toBe(200);
    expect((await readOrderPage(shop.origin, order)).text).toContain('Waiting for your payment');
    holder.exec("INSERT INTO ally_events VALUES ('evt', 0)");
    holder.exec('COMMIT');
    holder.close();
    await booked(shop, order.ref);
    expect((await waiting).ref).toMatch(/^LK-/);
    expect(await refsOnPlatform()).toEqual([order.ref]);
    expect(shop.lines.filter(({ event }) => event?.['level'])).toEqual([]);
  });
});

describe('a shop that is started again', () => {
  it('keeps its orders, and books what was paid meanwhile', async () => {
    const shop = await open();
    const before = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    await booked(shop, before.ref);
    const order = await placeOrder(shop.origin, (await chooseVisit(shop.origin)).token);
    const address = await goToPay(shop.origin, order);
    await shop.kill('SIGKILL');
    await payOn(address);
    await shop.restart();
    await booked(shop, order.ref);
    expect(await refsOnPlatform()).toEqual([before.ref, order.ref].sort());
    for (const { ref, cookie } of [before, order]) {
      const page = await readOrderPage(shop.origin, { ref, cookie });
      expect(page.text).toContain('Thank you for your order');
      expect(page.text).toContain('<ally-appointment');
    }
  });

  it('ends what it has begun before it stops', async () => {
    const shop = await open({ clinicOrigin: proxy.origin });
    const late = proxy.delay('createAppointment');
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    await late.arrived;
    const stopped = shop.stop();
    await late.resume();
    expect(await stopped).toBe(0);
    await booked(shop, order.ref);
    expect(await refsOnPlatform()).toEqual([order.ref]);
  });

  it('stops although a client has sent half a request, and the platform does not answer', async () => {
    const shop = await open({
      clinicOrigin: proxy.origin,
      settings: { SHUTDOWN_GRACE_MS: '500' },
    });
    const { hostname, port } = new URL(shop.origin);
    const client = connect(Number(port), hostname);
    await once(client, 'connect');
    client.write(
      `POST /orders HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: ${shop.origin}\r\n` +
        'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nappointment=',
    );
    const held = proxy.intercept({ operation: 'createAppointment', on: 'response' });
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    await held;
    // The time limits of the client and of the platform's request are far longer than the test's own.
    expect(await shop.stop()).toBe(0);
    client.destroy();
    endLease(databaseFile, order.ref);
    await shop.restart();
    await booked(shop, order.ref);
    expect(await refsOnPlatform()).toEqual([order.ref]);
  });

  it('sounds an alarm while its sealing key is missing, and books once it is put back', async () => {
    const shop = await open();
    const order = await placeOrder(shop.origin, (await chooseVisit(shop.origin)).token);
    const address = await goToPay(shop.origin, order);
    await shop.kill();
    const lost = { SEALING_KEYS: `k9:${randomBytes(32).toString('base64url')}` };
    const other = await open({ port: Number(new URL(shop.origin).port), settings: lost });
    await payOn(address);
    const { event } = await other.logged('order.failed', isOf(order.ref));
    expect(event).toMatchObject({ level: 'ALARM', code: 'token_unreadable' });
    const page = await readOrderPage(other.origin, order);
    expect(page.text).toContain('We are booking your visit');
    await other.stop();
    makeDue(databaseFile, order.ref);
    await shop.restart();
    await booked(shop, order.ref);
    expect(await refsOnPlatform()).toEqual([order.ref]);
  });

  it('sounds an alarm while the platform refuses its key, and books when it is right', async () => {
    const shop = await open();
    const { token } = await chooseVisit(shop.origin);
    await shop.kill();
    const port = Number(new URL(shop.origin).port);
    const wrong = await open({ port, settings: { PLATFORM_KEY: 'test_other' } });
    expect((await wrong.logged('platform.refused', () => true)).event).toMatchObject({
      level: 'ALARM',
      message: expect.stringContaining('platform.key') as string,
    });
    const order = await orderAndPay(wrong.origin, token);
    for (let from = 0, tries = 0; tries < 3; tries += 1) {
      const { event } = await wrong.logged('order.failed', isOf(order.ref), from);
      expect(event).toMatchObject({ level: 'ALARM', code: 'platform_access_denied' });
      expect(JSON.stringify(event)).not.toContain('test_other');
      from = wrong.lines.length;
      makeDue(databaseFile, order.ref);
    }
    const page = await readOrderPage(wrong.origin, order);
    expect(page.text).toContain('We are booking your visit');
    await wrong.stop();
    makeDue(databaseFile, order.ref);
    await shop.restart();
    await booked(shop, order.ref);
    expect(await refsOnPlatform()).toEqual([order.ref]);
  });

  it('books what a person has put right', async () => {
    const shop = await open();
    await clinic.control.faults([
      { on: 'createAppointment', fault: { kind: 'refuse', status: 422 } },
    ]);
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    const { event } = await shop.logged('order.stuck', isOf(order.ref));
    expect(event).toMatchObject({ level: 'ALARM', reason: 'platform_refused' });
    const from = shop.lines.length;
    const { STAFF_SECRET: password } = shopSecrets(folder);
    const pressed = await fetch(`${shop.origin}/staff/orders/${order.ref}/book`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Origin: shop.origin,
        Authorization: `Basic ${Buffer.from(`staff:${password}`).toString('base64')}`,
      },
    });
    expect(pressed.status).toBe(303);
    // The settle time after the refused attempt.
    endSettleTime(databaseFile, order.ref);
    await booked(shop, order.ref, from);
    expect(await refsOnPlatform()).toEqual([order.ref]);
  });

  it('names the settings that are wrong, and does not print them', async () => {
    const settings = { SEALING_KEYS: 'k1:too-short', PAYMENT_ORIGIN: '', SHOP_ORIGIN: 'shop' };
    const failure = await open({ settings }).catch((error: unknown) => String(error));
    expect(failure).toContain('SEALING_KEYS: ');
    expect(failure).toContain('PAYMENT_ORIGIN: ');
    expect(failure).toContain('SHOP_ORIGIN: ');
    expect(failure).not.toContain('too-short');
  });
});

describe('npm run shop', () => {
  const isListening = async (address: string): Promise<boolean> =>
    await fetch(address).then(
      () => true,
      () => false,
    );

  /** Starts the command. Resolves with the shop's address when the shop listens. */
  const start = async () => {
    const state = join(folder, 'state');
    const child = spawn(
      process.execPath,
      scriptArgs('shop', [`--state=${state}`, `--port=${String(await freePort())}`]),
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const output: string[] = [];
    const address = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => {
        reject(new Error(output.join('\n')));
      });
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on('line', (line) => {
          output.push(line);
          const [, origin] = /^shop: (http:\S+)$/.exec(line) ?? [];
          if (origin !== undefined) resolve(origin);
        });
    });
    return { child, output, address, state };
  };

  /** Returns the ids of a process's child processes. */
  const childrenOf = (pid: number): number[] => {
    const ids =
      process.platform === 'linux'
        ? readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
        : execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
    return ids.split(/\s+/).filter(Boolean).map(Number);
  };

  const isRunning = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it('opens everything, prints the address, keeps its secrets, and leaves nothing behind', async () => {
    const { child, output, address, state } = await start();
    const order = await orderAndPay(address, (await chooseVisit(address)).token);
    const page = await readOrderPage(address, order);
    expect(page.status).toBe(200);
    expect(output.filter((line) => line.includes('ALARM'))).toEqual([]);
    const pids = childrenOf(child.pid ?? 0);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await isListening(address)).toBe(false);
    expect(pids).toHaveLength(3);
    expect(pids.filter(isRunning)).toEqual([]);
    const secrets = Object.entries(shopSecrets(state)).filter(([name]) => name !== 'PLATFORM_KEY');
    for (const [, secret] of secrets) expect(output.join('\n')).not.toContain(secret);
  });

  it('stops everything when one of them ends, and says which', async () => {
    const { child, output, address } = await start();
    const ended = once(child, 'exit');
    // Kills the second child process, as the operating system might.
    const pids = childrenOf(child.pid ?? 0);
    process.kill(pids[1] as number, 'SIGKILL');
    expect(await ended).toEqual([1, null]);
    expect(output.join('\n')).toMatch(/The \w+ has ended by itself \(SIGKILL\)/);
    expect(await isListening(address)).toBe(false);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('refuses a flag that it does not know', async () => {
    const child = spawn(process.execPath, scriptArgs('shop', ['--prot=1']), {
      stdio: 'ignore',
    });
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
