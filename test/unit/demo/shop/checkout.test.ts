import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRound } from '../../../../demo/shop/worker.js';
import { newDatabaseFile, openDatabase } from './open-database.js';
import { selection } from '../../server/selection.js';
import { living, noon, openShop, paymentOrigin, shopOrigin, type OpenShop } from './open-shop.js';
import { callBack, placeOrder, readText } from './shop-requests.js';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the checkout', () => {
  it('charges the price of the window that was chosen', async () => {
    const shop = openShop();
    const price = { amount: 4500, currency: 'GBP' };
    const { response, cookie, ref } = await placeOrder(
      shop,
      await shop.seal({}, { summary: { price } }),
    );
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${paymentOrigin}/pay/pay_1`);
    expect(shop.payments).toMatchObject([{ reference: ref, ...price }]);
    expect(await readText(shop, `/orders/${ref}`, cookie)).toContain('£45');
  });

  it('charges the price of the product for a window without one', async () => {
    const shop = openShop();
    await placeOrder(shop, await shop.seal());
    await placeOrder(shop, '');
    expect(shop.payments.map(({ amount, currency }) => [amount, currency])).toEqual([
      [8900, 'GBP'],
      [8900, 'GBP'],
    ]);
  });

  it('books a window that costs nothing without a payment', async () => {
    const shop = openShop();
    const price = { amount: 0, currency: 'GBP' };
    const { response, cookie } = await placeOrder(
      shop,
      await shop.seal({}, { summary: { price } }),
    );
    expect(response.headers.get('location')).toMatch(/^\/orders\/LK-/);
    expect(shop.payments).toEqual([]);
    expect(shop.wakes()).toBe(1);
    await makeRound(shop, '');
    const path = response.headers.get('location') ?? '';
    expect(await readText(shop, path, cookie)).toContain('Thank you for your order');
    expect(living(shop.platform)).toHaveLength(1);
  });

  it.each<[string, (shop: OpenShop) => Promise<string>, string]>([
    ['of another Task', (shop) => shop.seal({ taskId: 'tsk_other' }), 'could not be read'],
    [
      'that was changed',
      async (shop) => `${(await shop.seal()).slice(0, -4)}AAAA`,
      'could not be read',
    ],
    [
      'that is too old',
      (shop) => shop.seal({}, { at: new Date(noon.getTime() - 89 * 86_400_000) }),
      'no longer kept',
    ],
    [
      'in another currency',
      (shop) => shop.seal({}, { summary: { price: { amount: 4500, currency: 'EUR' } } }),
      'price is not in pounds',
    ],
    [
      'whose window is no longer kept',
      (shop) => shop.seal({}, { at: new Date(noon.getTime() - 25 * 3_600_000) }),
      'no longer kept',
    ],
    [
      'whose window has begun',
      (shop) => shop.seal({}, { summary: { startAt: '2026-11-24T11:00:00Z' } }),
      'no longer kept',
    ],
  ])('asks the customer to choose again for a selection %s', async (_, seal, words) => {
    const shop = openShop();
    const { response } = await placeOrder(shop, await seal(shop));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(shop.payments).toEqual([]);
    expect(shop.database.rows('SELECT * FROM orders')).toEqual([]);
  });

  it('refuses a selection that another order was booked with', async () => {
    const shop = openShop();
    const token = await shop.seal();
    await placeOrder(shop, token);
    await callBack(shop, 'payment.paid');
    await makeRound(shop, '');
    const { response } = await placeOrder(shop, token);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('This visit is ordered already');
  });

  it('keeps the order while the payment provider does not answer', async () => {
    const shop = openShop();
    shop.provider.isDown = true;
    const { response, cookie } = await placeOrder(shop, await shop.seal());
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    const path = /action="(\/pay\/LK-\w+)"/.exec(await response.text())?.[1] ?? '';
    shop.provider.isDown = false;
    const paid = await shop.submit(path, {}, { Cookie: cookie });
    expect(paid.headers.get('location')).toBe(`${paymentOrigin}/pay/pay_1`);
  });

  it('stores nothing of the selection in the shop’s own table', async () => {
    const shop = openShop();
    await placeOrder(shop, await shop.seal());
    expect(JSON.stringify(shop.database.rows('SELECT * FROM orders'))).not.toContain('sel1.');
  });

  it('limits orders and payments by address', async () => {
    const shop = openShop({ environment: { LIMIT_PER_MINUTE: '12' } });
    const { response } = await placeOrder(shop, '');
    expect(response.status).toBe(303);
    const limited = await placeOrder(shop, '');
    expect(limited.response.status).toBe(429);
    expect(limited.response.headers.get('retry-after')).toBe('60');
    const init = { method: 'POST', headers: { Origin: shopOrigin } };
    const pay = async (address: string) =>
      (await shop.request('/pay/LK-X', init, { address })).status;
    expect(await pay('192.0.2.1')).toBe(404);
    expect(await pay('192.0.2.1')).toBe(429);
    expect(await pay('192.0.2.2')).toBe(404);
  });

  it('refuses a form of another site', async () => {
    const shop = openShop();
    const headers = { Origin: 'https://evil.example' };
    const { response } = await placeOrder(shop, await shop.seal(), headers);
    expect(response.status).toBe(403);
  });
});

describe('while another process holds the database', () => {
  /** Opens a shop, and holds its database as another process does. Returns a function that releases it. */
  function openHeld() {
    const file = newDatabaseFile();
    const shop = openShop({ database: openDatabase(file) });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const release = (): void => {
      other.exec("INSERT INTO ally_events VALUES ('evt', 0)");
      other.exec('COMMIT');
      other.close();
    };
    return { shop, release };
  }

  it('pages are served, and an order is accepted as soon as the database is free', async () => {
    const { shop, release } = openHeld();
    const placing = placeOrder(shop, await shop.seal());
    expect((await shop.request('/')).status).toBe(200);
    release();
    expect((await placing).response.status).toBe(303);
  });

  it('an order is answered with 503 in the end, and can be placed again later', async () => {
    const { shop, release } = openHeld();
    const token = await shop.seal();
    const { response } = await placeOrder(shop, token);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(shop.logged.filter(({ isAlarm }) => isAlarm)).toEqual([]);
    release();
    expect((await placeOrder(shop, token)).response.status).toBe(303);
  });
});

describe('the relay', () => {
  it('books nothing without a payment: instant booking is off', async () => {
    const shop = openShop();
    const response = await shop.request('/ally/bookings', {
      method: 'POST',
      headers: { Origin: shopOrigin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ selection, key: crypto.randomUUID() }),
    });
    expect(response.status).toBe(404);
    expect(shop.platform.requests).toEqual([]);
  });

  it('has no operations for servers', async () => {
    const shop = openShop();
    for (const path of ['', '/accept', '/find', '/due'])
      expect((await shop.request(`/ally/orders${path}`, { method: 'POST' })).status).toBe(404);
  });

  it('is limited by the address of the connection', async () => {
    const shop = openShop({ environment: { LIMIT_PER_MINUTE: '1' } });
    const read = async (address: string, headers = {}) => {
      const init = { headers: { Origin: shopOrigin, ...headers } };
      return (await shop.request('/ally/tasks/tsk_blood', init, { address })).status;
    };
    expect(await read('192.0.2.1')).toBe(200);
    expect(await read('192.0.2.1', { 'X-Forwarded-For': '203.0.113.9' })).toBe(429);
    expect(await read('192.0.2.2')).toBe(200);
  });
});
