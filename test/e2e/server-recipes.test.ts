import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  openRecipe,
  origin,
  recipes,
  runProcess,
  signWebhook,
  type RecipeShop,
} from '../servers/harness/recipe-shop.js';
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

  it('refuses a selection of another Task, a changed one and an empty one before the payment', async () => {
    const token = await shop.seal();
    for (const refused of [await shop.seal('tsk_vitamins'), `${token.slice(0, -4)}AAAA`, '']) {
      const response = await shop.place(refused);
      expect([response.status, await response.json()]).toEqual([422, { code: 'token_refused' }]);
    }
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
    expect(await shop.ally.orders.find(orderRef)).toMatchObject({ outcome: 'cancelled' });
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

it('the recipe for PHP asks to be called again while the Node server does not answer', async () => {
  const shop = await openRecipe((setting) =>
    startPhpShop({ ...setting, env: { ...setting.env, ALLY_RELAY: 'http://127.0.0.1:9/ally' } }),
  );
  onTestFinished(() => shop.stop());
  expect(await shop.report('order-1', 'paid')).toBe(503);
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
    shop.platform.plan('findAppointments', { status: 503 }, { status: 503 }, { status: 503 });
    expect(await call('book-now.mjs', 'bookNow', other)).toBeNull();
    shop.platform.clearFaults();
    expect(await shop.ally.orders.due()).toMatchObject([{ orderRef: other }]);
  });

  it('order-page shows the appointment with its token once there is one', async () => {
    const orderRef = await shop.placeNew();
    expect(await call('order-page.mjs', 'orderPage', orderRef)).not.toContain('ally-appointment');
    await call('book-now.mjs', 'bookNow', orderRef);
    const html = String(await call('order-page.mjs', 'orderPage', orderRef));
    const [, id = '', manageToken = ''] =
      /appointment-id="([^"]+)"\s+manage-token="([^"]+)"/.exec(html) ?? [];
    const response = await fetch(`${shop.relay}/appointments/${id}`, {
      headers: { origin, 'ally-manage': manageToken },
    });
    expect(await response.json()).toMatchObject({ id, status: 'scheduled' });
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
