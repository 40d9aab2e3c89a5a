import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextSteps } from '../../../../demo/shop/staff-page.js';
import { makeRound } from '../../../../demo/shop/worker.js';
import { orderOf } from './open-database.js';
import { living, noon, openShop, staffSecret, type OpenShop } from './open-shop.js';
import { callBack, orderAndBook, placeOrder } from './shop-requests.js';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const authorisation = { Authorization: `Basic ${btoa(`staff:${staffSecret}`)}` };

async function readStaffPage(shop: OpenShop): Promise<string> {
  const response = await shop.request('/staff', { headers: authorisation });
  expect(response.status).toBe(200);
  return await response.text();
}

/** Presses a button of the staff page that posts to a path. */
async function press(shop: OpenShop, path: string): Promise<void> {
  expect(await readStaffPage(shop)).toContain(`action="${path}"`);
  const response = await shop.submit(path, {}, authorisation);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/staff']);
}

/** Places and pays an order that the platform refuses. */
async function orderRefused(shop: OpenShop): Promise<string> {
  const { ref } = await placeOrder(shop, await shop.seal());
  await callBack(shop, 'payment.paid');
  shop.platform.plan('createAppointment', { status: 422 });
  await makeRound(shop, '');
  return ref;
}

describe('the staff page', () => {
  it('is for the staff alone', async () => {
    const shop = openShop();
    for (const headers of [{}, { Authorization: `Basic ${btoa('staff:guessed')}` }]) {
      const response = await shop.request('/staff', { headers });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        'Basic realm="Staff"',
      ]);
      const posted = await shop.submit('/staff/refunds/pay_1', {}, headers);
      expect(posted.status).toBe(401);
    }
  });

  it('refuses forms of other sites, which a browser sends with the password', async () => {
    const shop = openShop();
    const headers = { ...authorisation, Origin: 'https://evil.example' };
    const response = await shop.submit('/staff/orders/LK-X/cancel', {}, headers);
    expect(response.status).toBe(403);
  });

  it('limits wrong passwords', async () => {
    const shop = openShop({ environment: { LIMIT_PER_MINUTE: '1' } });
    expect((await shop.request('/staff')).status).toBe(401);
    expect((await shop.request('/staff', { headers: authorisation })).status).toBe(429);
  });

  it('says that there is nothing to do', async () => {
    const shop = openShop();
    await orderAndBook(shop);
    expect((await readStaffPage(shop)).match(/None\./g)).toHaveLength(3);
  });

  it('lists orders that wait to be booked', async () => {
    const shop = openShop();
    const { ref } = await placeOrder(shop, await shop.seal());
    await callBack(shop, 'payment.paid');
    expect(await readStaffPage(shop)).toMatch(new RegExp(`wait to be booked[^]*${ref}`));
  });

  it('cancels a booked order’s visit from the list of what waits, and then lists the refund', async () => {
    const shop = openShop();
    const { ref } = await placeOrder(shop, await shop.seal());
    await callBack(shop, 'payment.paid');
    await press(shop, `/staff/orders/${ref}/cancel`);
    await makeRound(shop, '');
    expect(shop.platform.appointments).toEqual([]);
    expect(await readStaffPage(shop)).toMatch(new RegExp(`Refunds due[^]*${ref}</strong>, £89`));
  });

  it('lists a refund until it is marked as made', async () => {
    const shop = openShop();
    const { ref } = await orderAndBook(shop);
    // Staff cancel a booked order by its reference.
    await shop.submit(`/staff/orders/${ref}/cancel`, {}, authorisation);
    expect(living(shop.platform)).toEqual([]);
    await press(shop, '/staff/refunds/pay_1');
    expect(orderOf(shop.database, ref)).toMatchObject({ visit: 'cancelled', payment: 'refunded' });
    expect((await readStaffPage(shop)).match(/None\./g)).toHaveLength(3);
  });

  it('lists an order that the platform refuses, with the next step, and books it again', async () => {
    const shop = openShop();
    const ref = await orderRefused(shop);
    expect(await readStaffPage(shop)).toMatch(
      new RegExp(`${ref}</strong>, platform_refused\\. .+Call`),
    );
    await press(shop, `/staff/orders/${ref}/book`);
    expect(orderOf(shop.database, ref).visit).toBe('booking');
    // The time since the refusal has passed.
    await shop.database.write(() => shop.database.run('UPDATE ally_orders SET settles_at = 0'));
    await makeRound(shop, '');
    expect(orderOf(shop.database, ref).visit).toBe('scheduled');
    expect(living(shop.platform)).toHaveLength(1);
  });

  it('says what the platform knows an order by', async () => {
    const shop = openShop();
    const ref = await orderRefused(shop);
    const [order] = await shop.ally.orders.stuck();
    expect(order?.orderRef).toBe(ref);
    expect(await readStaffPage(shop)).toContain(order?.externalRef);
  });

  it('has a next step for every reason that the SDK gives', () => {
    const [, table = ''] = readFileSync('docs/server.md', 'utf8').split('<!-- stuck -->');
    const [rows = ''] = table.split('<!-- /stuck -->');
    const reasons = [...rows.matchAll(/^\| `(\w+)`/gm)].map(([, reason = '']) => reason);
    expect(reasons.length).toBeGreaterThan(9);
    expect(Object.keys(nextSteps)).toEqual(expect.arrayContaining(reasons));
  });

  it('lists an order without a visit, until it is arranged by hand', async () => {
    const shop = openShop();
    const { ref } = await placeOrder(shop, '');
    await callBack(shop, 'payment.paid');
    expect(await readStaffPage(shop)).toMatch(new RegExp(`${ref}</strong>, no_selection\\.`));
    await press(shop, `/staff/orders/${ref}/arranged`);
    expect(orderOf(shop.database, ref).visit).toBe('arranged');
    expect((await readStaffPage(shop)).match(/None\./g)).toHaveLength(3);
  });

  it('lists an order that was refused no longer once it is arranged by hand', async () => {
    const shop = openShop();
    const ref = await orderRefused(shop);
    await press(shop, `/staff/orders/${ref}/arranged`);
    expect(await readStaffPage(shop)).not.toContain(ref);
  });

  it('lists an order that the SDK has lost', async () => {
    const shop = openShop();
    const ref = await orderRefused(shop);
    await shop.database.write(() =>
      shop.database.run('DELETE FROM ally_orders WHERE order_ref = ?', ref),
    );
    expect(await readStaffPage(shop)).toMatch(new RegExp(`${ref}</strong>, needs_person\\.`));
  });
});
