import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  openRecipe,
  origin,
  recipes,
  runProcess,
  signWebhook,
  type RecipeShop,
} from '../servers/harness/recipe-shop.js';
import { root } from '../../tools/process/run.mjs';
import { starterOf, starters, startPhpShop } from '../servers/harness/recipe-starters.js';

/** The platform's webhook about an appointment. */
function eventOf(id: string, appointment: object): string {
  const type = 'appointment.cancelled';
  return JSON.stringify({ id, type, createdAt: new Date().toISOString(), data: { appointment } });
}

describe.each(Object.entries(starters))('the recipe for %s', (_, start) => {
  let shop: RecipeShop;
  beforeAll(async () => {
    shop = await openRecipe(start);
  });
  afterAll(async () => {
    await shop.stop();
  });

  const appointmentsOf = (orderRef: string) =>
    shop.platform.appointments.filter(({ externalRef }) =>
      externalRef?.startsWith(`shop.${orderRef}~`),
    );

  it('serves the relay to pages of the shop alone', async () => {
    const ask = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
    const response = await shop.ask('/coverage', ask);
    expect(await response.json()).toMatchObject({ covered: true, windows: [shop.platform.window] });
    const elsewhere = await shop.ask('/coverage', ask, { origin: 'https://elsewhere.example' });
    expect(elsewhere.status).toBe(403);
    const request = shop.platform.requests.find(({ operation }) => operation === 'checkCoverage');
    expect(request?.headers.get('authorization')).toBe('test_larkspur');
  });

  it('gives the price to charge before the payment', async () => {
    const response = await shop.place(await shop.seal());
    expect(await response.json()).toMatchObject({
      price: { amount: 4500, currency: 'GBP' },
      willBookWindow: true,
    });
  });

  it('refuses a selection of another Task and a changed one before the payment, and logs why', async () => {
    const token = await shop.seal();
    for (const refused of [await shop.seal('tsk_vitamins'), `${token.slice(0, -4)}AAAA`]) {
      const response = await shop.place(refused);
      expect([response.status, await response.json()]).toEqual([422, { code: 'token_refused' }]);
    }
    await expect.poll(shop.output).toContain('token is refused (other_task)');
  });

  it.each([null, ''])(
    'takes an order without a visit, and books nothing (field: %j)',
    async (field) => {
      const orderRef = randomUUID();
      const response = await shop.place(field, orderRef);
      expect([response.status, await response.json()]).toEqual([
        201,
        { orderRef, price: { amount: 1900, currency: 'GBP' }, willBookWindow: null },
      ]);
      expect(await shop.report(orderRef, 'paid')).toBe(204);
      await shop.runDue();
      expect(appointmentsOf(orderRef)).toEqual([]);
      await expect.poll(shop.output).toContain(`order ${orderRef}: paid, without a selection`);
    },
  );

  it('takes a second click on Pay for the same order', async () => {
    const [token, orderRef] = [await shop.seal(), randomUUID()];
    const clicks = await Promise.all([shop.place(token, orderRef), shop.place(token, orderRef)]);
    expect(clicks.map(({ status }) => status)).toEqual([201, 201]);
    expect(await shop.report(orderRef, 'paid')).toBe(204);
    await shop.runDue();
    expect((await shop.place(token, orderRef)).status).toBe(201);
    expect(appointmentsOf(orderRef)).toHaveLength(1);
  });

  it('books an order whose payment is reported before its selection', async () => {
    const orderRef = randomUUID();
    expect(await shop.report(orderRef, 'paid')).toBe(204);
    expect((await shop.place(await shop.seal(), orderRef)).status).toBe(201);
    await shop.runDue();
    expect(appointmentsOf(orderRef)).toMatchObject([{ status: 'scheduled' }]);
  });

  it('refuses another selection for an order that is paid', async () => {
    const orderRef = await shop.placeNew();
    await shop.report(orderRef, 'paid');
    const response = await shop.place(await shop.seal(), orderRef);
    expect(await response.json()).toEqual({ code: 'order_paid' });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it('books an order only once it is paid', async () => {
    const orderRef = await shop.placeNew();
    await shop.runDue();
    expect(appointmentsOf(orderRef)).toEqual([]);
    expect(await shop.report(orderRef, 'paid')).toBe(204);
    await shop.runDue();
    expect(appointmentsOf(orderRef)).toMatchObject([{ status: 'scheduled' }]);
    expect(await shop.ally.orders.find(orderRef)).toMatchObject({ outcome: 'scheduled' });
  });

  it('books an order once, however often its payment is reported', async () => {
    const orderRef = await shop.placeNew();
    for (let times = 0; times < 2; times += 1) {
      expect(await shop.report(orderRef, 'paid')).toBe(204);
      await shop.runDue();
    }
    await Promise.all([shop.runDue(), shop.report(orderRef, 'paid'), shop.runDue()]);
    expect(appointmentsOf(orderRef)).toHaveLength(1);
  });

  it('never books an order that was refunded before its payment was reported', async () => {
    const orderRef = await shop.placeNew();
    expect(await shop.report(orderRef, 'refunded')).toBe(204);
    expect(await shop.report(orderRef, 'paid')).toBe(204);
    await shop.runDue();
    expect(appointmentsOf(orderRef)).toEqual([]);
    expect(await shop.ally.orders.find(orderRef)).toMatchObject({
      outcome: 'cancelled',
      stuck: 'paid_after_cancellation',
    });
    expect(await shop.report(orderRef, 'refunded')).toBe(204);
    expect(await shop.ally.orders.find(orderRef)).toMatchObject({ stuck: null });
  });

  it('cancels the appointment of a refunded order', async () => {
    const orderRef = await shop.placeNew();
    await shop.report(orderRef, 'paid');
    await shop.runDue();
    expect(await shop.report(orderRef, 'refunded')).toBe(204);
    expect(await shop.report(orderRef, 'refunded')).toBe(204);
    expect(appointmentsOf(orderRef)).toMatchObject([{ status: 'cancelled' }]);
  });

  it('refuses reports that are not from the payment provider', async () => {
    const orderRef = await shop.placeNew();
    const response = await fetch(shop.payments, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer guessed' },
      body: JSON.stringify({ orderRef, status: 'paid' }),
    });
    expect(response.status).toBe(401);
    await shop.runDue();
    expect(appointmentsOf(orderRef)).toEqual([]);
  });

  it('reconciles the order of a signed webhook, refuses a forged one, and accepts a repeat', async () => {
    const orderRef = await shop.placeNew();
    await shop.report(orderRef, 'paid');
    await shop.runDue();
    const [booked] = appointmentsOf(orderRef);
    const cancelled = { ...booked, status: 'cancelled' } as typeof booked & object;
    shop.platform.appointments = shop.platform.appointments.map((one) =>
      one.id === cancelled.id ? cancelled : one,
    );
    const { id, status, externalRef } = cancelled;
    const body = eventOf(`evt_${orderRef}`, { id, status, externalRef });
    const deliver = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(shop.webhooks, { method: 'POST', headers, body })).status;
    const stateOf = async () => (await shop.ally.orders.find(orderRef))?.state;

    expect(await deliver(signWebhook(body, 'another-secret-0001'))).toBe(400);
    expect(await stateOf()).toBe('booked');
    expect(await deliver(signWebhook(body))).toBe(204);
    expect(await stateOf()).toBe('cancelled');
    expect(await deliver(signWebhook(body))).toBe(204);
  });

  it('asks to be called again while the platform is down', async () => {
    const orderRef = await shop.placeNew();
    await shop.report(orderRef, 'paid');
    await shop.runDue();
    const busy = { status: 503 };
    shop.platform.plan('cancelAppointment', busy, busy, busy, busy);
    expect(await shop.report(orderRef, 'refunded')).toBe(503);
    shop.platform.clearFaults();
    expect(await shop.report(orderRef, 'refunded')).toBe(204);
    expect(appointmentsOf(orderRef)).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe.each(['PHP', 'Workers'])('the recipe for %s, by a Node server', (name) => {
  it('asks to be called again while the outcome of a booking is not known', async () => {
    const shop = await openRecipe(starterOf(name));
    onTestFinished(() => shop.stop());
    const orderRef = await shop.placeNew();
    await shop.report(orderRef, 'paid');
    shop.platform.plan('createAppointment', 'lost-before');
    await shop.runDue();
    // The Node server answers 202: it cancels what the platform may still book.
    expect(await shop.report(orderRef, 'refunded')).toBe(503);
    const order = await shop.ally.orders.find(orderRef);
    expect(order).toMatchObject({ state: 'cancelling', dueAt: expect.any(Date) as Date });
  });
});

describe('the recipe for PHP, without its Node server', () => {
  /** Opens the shop with another value of `ALLY_RELAY`. */
  const openWith = async (relay: string): Promise<RecipeShop> => {
    const shop = await openRecipe((setting) =>
      startPhpShop({ ...setting, env: { ...setting.env, ALLY_RELAY: relay } }),
    );
    onTestFinished(() => shop.stop());
    return shop;
  };

  it('asks to be called again while the Node server does not answer, and logs curl’s reason', async () => {
    const shop = await openWith('http://127.0.0.1:9/ally');
    expect(await shop.report('order-1', 'paid')).toBe(503);
    await expect.poll(shop.output).toMatch(/unavailable \(0\): Failed to connect/);
  });

  it('does not ask to be called again if another server answers at its address', async () => {
    const other = createServer((_, outgoing) => outgoing.writeHead(404).end('Not found'));
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void other.close());
    const shop = await openWith(
      `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`,
    );
    expect(await shop.report('order-1', 'paid')).toBe(500);
    await expect.poll(shop.output).toContain('unexpected_answer (404)');
  });

  it('names a variable that is missing', async () => {
    const shop = await openWith('');
    const program = join(recipes, 'run-due.php');
    const run = runProcess('php', ['-d', 'display_errors=stderr', program], {
      ...shop.env,
      ALLY_RELAY: '',
    });
    await expect(run).rejects.toThrow('ALLY_RELAY is missing in the environment.');
  });
});

it('the relay for other languages serves /orders on the inner port alone', async () => {
  const shop = await openRecipe(starterOf('PHP'));
  onTestFinished(() => shop.stop());
  const [, inner = ''] = /^orders: (\S+)$/m.exec(shop.output()) ?? [];
  const find = async (base: string): Promise<number> => {
    const response = await fetch(`${base}/orders/find`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${shop.env['ALLY_ORDER_SECRET'] ?? ''}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ orderRef: 'order-1' }),
    });
    return response.status;
  };
  expect(await find(`${inner}/ally`)).toBe(200);
  expect(await find(shop.relay)).toBe(404);
});

/** The names of the variables that the recipes read from the environment. */
function variablesOfRecipes(): string[] {
  const folders = [recipes, join(root, 'test', 'frameworks', 'next', 'app', 'ally')];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => !file.startsWith('harness') && /\.(mjs|php|ts)$/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  const names = files.flatMap((text) =>
    [...text.matchAll(/env(?:\(|\.|\[|, )'?([A-Z][A-Z_]+)\b/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

it('the table of variables has those of the recipes, and no other', () => {
  const page = readFileSync(join(root, 'docs', 'server.md'), 'utf8');
  const [, table = ''] = page.split('<!-- variables -->');
  const rows = (table.split('<!-- /')[0] ?? '').matchAll(/^\| `([A-Z_]+)`/gm);
  expect([...rows].map(([, name = '']) => name).sort()).toEqual(variablesOfRecipes());
  const [, example = ''] = /```dotenv\n(.*?)```/s.exec(page) ?? [];
  const given = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(variablesOfRecipes()).toEqual(expect.arrayContaining(given));
});

describe('the recipes for single steps', () => {
  let shop: RecipeShop;
  beforeAll(async () => {
    shop = await openRecipe(starterOf('Express'));
  });
  afterAll(async () => {
    await shop.stop();
  });

  /** Calls an exported function of a recipe in a process of its own, and returns its result. */
  const call = async (file: string, name: string, ...args: unknown[]): Promise<unknown> => {
    const code = `
      const { ${name} } = await import(${JSON.stringify(join(recipes, file))});
      const result = await ${name}(...${JSON.stringify(args)});
      console.log('result: ' + JSON.stringify(result));
    `;
    const output = await runProcess(
      process.execPath,
      ['--input-type=module', '--eval', code],
      shop.env,
    );
    return JSON.parse(/^result: (.*)$/m.exec(output)?.[1] ?? '') as unknown;
  };

  it('book-now books a paid order at once, and leaves one whose outcome is not known to runDue', async () => {
    const orderRef = await shop.placeNew();
    expect(await call('book-now.mjs', 'bookNow', orderRef)).toBe('scheduled');
    const other = await shop.placeNew();
    // The check at the start asks too.
    shop.platform.plan('findAppointments', ...Array.from({ length: 9 }, () => ({ status: 503 })));
    expect(await call('book-now.mjs', 'bookNow', other)).toBeNull();
    shop.platform.clearFaults();
    expect(await shop.ally.orders.due()).toMatchObject([{ orderRef: other }]);
  });

  const pageOf = async (orderRef: string): Promise<string> =>
    String(await call('order-page.mjs', 'orderPage', orderRef));

  it('order-page shows the appointment with its token once there is one', async () => {
    const orderRef = await shop.placeNew();
    expect(await pageOf(orderRef)).toBe('<p>We will book your visit once you have paid.</p>');
    await shop.report(orderRef, 'paid');
    expect(await pageOf(orderRef)).toBe('<p>We are booking your visit.</p>');
    await shop.runDue();
    const html = await pageOf(orderRef);
    expect(html).toContain('Your visit is booked.');
    const [, id = '', manageToken = ''] =
      /appointment-id="([^"]+)"\s+manage-token="([^"]+)"/.exec(html) ?? [];
    const response = await fetch(`${shop.relay}/appointments/${id}`, {
      headers: { origin, 'ally-manage': manageToken },
    });
    expect(await response.json()).toMatchObject({ id, status: 'scheduled' });
  });

  it('order-page says what came of each order', async () => {
    const book = async (): Promise<string> => {
      const orderRef = await shop.placeNew();
      await shop.report(orderRef, 'paid');
      await shop.runDue();
      return orderRef;
    };
    const { platform } = shop;
    const orderRef = await book();
    platform.appointments = platform.appointments.map((one) =>
      one.externalRef?.startsWith(`shop.${orderRef}~`) ? { ...one, windowId: 'win_2' } : one,
    );
    expect(await pageOf(orderRef)).toContain('at another time than you chose');
    await shop.report(orderRef, 'refunded');
    expect(await pageOf(orderRef)).toContain('Your visit is cancelled.');

    const token = await shop.seal();
    platform.taken.add(platform.window.id);
    const patientLed = randomUUID();
    await shop.place(token, patientLed);
    await shop.report(patientLed, 'paid');
    await shop.runDue();
    platform.taken.clear();
    expect(await pageOf(patientLed)).toContain('We will ask you to choose a time.');

    platform.plan('createPatient', { status: 422 });
    const refused = await book();
    expect(await pageOf(refused)).toBe('<p>We will call you about your visit.</p>');
    const unknown = randomUUID();
    expect(await pageOf(unknown)).toBe('<p>Your order has no visit.</p>');
    await shop.report(unknown, 'paid');
    expect(await pageOf(unknown)).toBe('<p>We will call you about your visit.</p>');
  });

  it('run-due names the orders that need a person, and old ones that still wait', async () => {
    shop.platform.plan('createPatient', { status: 422 });
    const refused = await shop.placeNew();
    await shop.report(refused, 'paid');
    const waiting = await shop.placeNew();
    await shop.report(waiting, 'paid');
    shop.platform.plan('createAppointment', { status: 503 });
    const database = new Database(shop.env['ORDERS_DB'] ?? '', { timeout: 5_000 });
    database.prepare('UPDATE ally_orders SET created_at = 0 WHERE order_ref = ?').run(waiting);
    database.close();
    const output = await shop.runDue();
    expect(output).toMatch(new RegExp(`^order ${refused} of 20.*Z: platform_refused$`, 'm'));
    expect(output).toMatch(new RegExp(`^order ${waiting} of 1970.*Z still waits: `, 'm'));
  });

  it('purge removes nothing that is young', async () => {
    const output = await runProcess(process.execPath, [join(recipes, 'purge.mjs')], shop.env);
    expect(output).toContain('purged: 0');
  });

  it('a recipe names a variable that is missing', async () => {
    const env = { ...shop.env, SHOP_ORIGIN: '' };
    const run = runProcess(process.execPath, [join(recipes, 'express.mjs')], env);
    await expect(run).rejects.toThrow('SHOP_ORIGIN is missing in the environment.');
  });

  it('limit-holds limits the holds of one address, by the proxy’s header', async () => {
    const hold = (address: string): Promise<Response> =>
      shop.ask(
        '/holds',
        { taskId: 'tsk_blood', postcode: 'SW1A 1AA', windowId: 'win_1' },
        { 'x-forwarded-for': `198.51.100.1, ${address}` },
      );
    // Twice the limit and one more, because a minute may end between two of them.
    const answers: Response[] = [];
    for (let times = 0; times < 21; times += 1) answers.push(await hold('192.0.2.1'));
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await hold('192.0.2.2')).status).toBe(200);
  });
});
