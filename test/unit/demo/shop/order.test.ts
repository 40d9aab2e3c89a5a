import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRound } from '../../../../demo/shop/worker.js';
import { orderOf } from './open-database.js';
import { living, noon, openShop, type OpenShop } from './open-shop.js';
import { callBack, orderAndBook, placeOrder, readText, sendWebhook } from './shop-requests.js';

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Makes the SDK's store fail once, as it does while the database is busy. */
function failOnce(shop: OpenShop, method: 'accept' | 'reconcile'): void {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  vi.spyOn(shop.ally.orders, method).mockRejectedValueOnce(busy);
}

describe('the callback of a payment', () => {
  it('makes the SDK’s order due, and wakes the worker', async () => {
    const shop = openShop();
    const { ref } = await placeOrder(shop, await shop.seal());
    expect(await shop.ally.orders.due()).toEqual([]);
    expect((await callBack(shop, 'payment.paid')).status).toBe(204);
    expect(await shop.ally.orders.due()).toMatchObject([{ orderRef: ref }]);
    expect(shop.wakes()).toBe(1);
  });

  it('is accepted while the SDK’s store is busy: the worker accepts the order', async () => {
    const shop = openShop();
    const { ref } = await placeOrder(shop, await shop.seal());
    failOnce(shop, 'accept');
    expect((await callBack(shop, 'payment.paid')).status).toBe(204);
    expect(orderOf(shop.database, ref)).toMatchObject({ payment: 'paid', visit: 'to_book' });
    await makeRound(shop, '');
    expect(orderOf(shop.database, ref).visit).toBe('scheduled');
  });

  it.each([
    [{ amount: 1 }, 'other_amount'],
    [{ id: 'pay_other' }, 'unknown_payment'],
  ])('that fits no payment, such as %j, is refused with an alarm', async (change, effect) => {
    const shop = openShop();
    await placeOrder(shop, await shop.seal());
    expect((await callBack(shop, 'payment.paid', change)).status).toBe(409);
    expect(shop.logged).toContainEqual(expect.objectContaining({ isAlarm: true, effect }));
  });
});

describe('the page of an order', () => {
  it('shows the time that was chosen, and the visit once it is booked', async () => {
    const shop = openShop();
    const { cookie, ref } = await placeOrder(shop, await shop.seal());
    const read = () => readText(shop, `/orders/${ref}`, cookie);
    expect(await read()).toMatch(/Waiting for your payment[^]*Tuesday 1 December, 7am to 9am/);
    await callBack(shop, 'payment.paid');
    expect(await read()).toMatch(/We are booking your visit[^]*Tuesday 1 December, 7am to 9am/);
    await makeRound(shop, '');
    const page = await read();
    expect(page).toContain('Thank you for your order');
    expect(page).toMatch(/<ally-appointment[^>]+manage-token="man1\.[\w.-]+"/);
    expect(JSON.parse(await readText(shop, `/orders/${ref}/status`, cookie))).toEqual({
      status: 'scheduled',
    });
  });

  it('asks to choose again when the time is no longer kept, and does not open a payment', async () => {
    const shop = openShop();
    const { cookie, ref } = await placeOrder(shop, await shop.seal());
    const open = () => shop.submit(`/pay/${ref}`, {}, { Cookie: cookie });
    expect((await open()).headers.get('location')).toMatch(/^http:\/\/pay\.example/);
    vi.setSystemTime(noon.getTime() + 24 * 3_600_000);
    expect((await open()).headers.get('location')).toBe(`/orders/${ref}`);
    expect(await readText(shop, `/orders/${ref}`, cookie)).toMatch(
      /The time you chose is no longer kept[^]*<a href="\/">Choose a time again/,
    );
    // The customer was on the provider's page already.
    await callBack(shop, 'payment.paid');
    await makeRound(shop, '');
    expect(await readText(shop, `/orders/${ref}`, cookie)).toContain('Choose another time');
    expect(living(shop.platform)).toMatchObject([{ status: 'scheduling' }]);
  });

  it('is shown with one cookie for 300 orders, and with no other key', async () => {
    const shop = openShop();
    const placed: { ref: string; cookie: string }[] = [];
    let cookie = '';
    for (let count = 0; count < 300; count += 1) {
      const one = await placeOrder(shop, '', cookie === '' ? {} : { Cookie: cookie });
      cookie = one.cookie;
      placed.push(one);
    }
    expect(new Set(placed.map((one) => one.cookie)).size).toBe(1);
    expect(cookie.length).toBeLessThan(100);
    for (const { ref } of [placed[0], placed[299]] as typeof placed) {
      expect(await readText(shop, `/orders/${ref}`, cookie)).toContain(ref);
      for (const other of ['', 'orders=guessed', `orders=${'A'.repeat(43)}`]) {
        const response = await shop.request(`/orders/${ref}`, { headers: { Cookie: other } });
        expect(response.status).toBe(404);
      }
    }
  });

  it('has a cookie that only this host can set, by HTTPS', async () => {
    const shop = openShop();
    expect((await placeOrder(shop, '')).response.headers.get('set-cookie')).toMatch(
      /^orders=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const secure = openShop({ origin: 'https://shop.example' });
    const placed = await placeOrder(secure, '', { Origin: 'https://shop.example' });
    expect(placed.response.headers.get('set-cookie')).toMatch(/^__Host-orders=.*; Secure/);
    expect(await readText(secure, `/orders/${placed.ref}`, placed.cookie)).toContain(placed.ref);
  });
});

describe('a webhook of the platform', () => {
  it('about a cancelled visit makes a refund due', async () => {
    const shop = openShop();
    const { ref, cookie } = await orderAndBook(shop);
    const { appointments } = shop.platform;
    shop.platform.appointments = appointments.map((one) => ({ ...one, status: 'cancelled' }));
    expect((await sendWebhook(shop, 'appointment.cancelled')).status).toBe(204);
    expect(orderOf(shop.database, ref)).toMatchObject({
      visit: 'cancelled',
      payment: 'refund_due',
    });
    expect(await readText(shop, `/orders/${ref}`, cookie)).toContain('We give you back your £89');
    expect(shop.logged).toContainEqual({ event: 'refund.due', isAlarm: true, orderRef: ref });
  });

  it('does not change an order whose appointment is as before, whatever the event says', async () => {
    const shop = openShop();
    const { ref } = await orderAndBook(shop);
    expect((await sendWebhook(shop, 'appointment.cancelled')).status).toBe(204);
    expect(orderOf(shop.database, ref)).toMatchObject({ visit: 'scheduled', payment: 'paid' });
  });

  it('that is repeated is answered with 2xx', async () => {
    const shop = openShop();
    await orderAndBook(shop);
    for (let count = 0; count < 3; count += 1)
      expect((await sendWebhook(shop, 'appointment.updated')).status).toBe(204);
    const handled = shop.logged.filter(({ event }) => event === 'webhook.handled');
    expect(handled.map(({ isRepeat }) => isRepeat)).toEqual([false, true, true]);
  });

  it('is to be sent again when the order could not be read', async () => {
    const shop = openShop();
    const { ref } = await orderAndBook(shop);
    failOnce(shop, 'reconcile');
    const { appointments } = shop.platform;
    shop.platform.appointments = appointments.map((one) => ({ ...one, status: 'completed' }));
    expect((await sendWebhook(shop, 'appointment.completed')).status).toBe(503);
    expect((await sendWebhook(shop, 'appointment.completed')).status).toBe(204);
    expect(orderOf(shop.database, ref).visit).toBe('closed');
    expect(shop.logged.at(-1)).toMatchObject({ event: 'webhook.handled', isRepeat: false });
  });

  it('that the platform did not sign is refused', async () => {
    const shop = openShop();
    const headers = { 'Ally-Signature': `t=${String(noon.getTime() / 1000)},v1=${'0'.repeat(64)}` };
    const response = await shop.request('/webhooks/ally', { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(400);
    expect(shop.logged).toContainEqual(expect.objectContaining({ event: 'webhook.refused' }));
  });

  it('about an appointment of another system is accepted, and nothing is read', async () => {
    const shop = openShop();
    await orderAndBook(shop);
    const { appointments } = shop.platform;
    const [own] = appointments as [(typeof appointments)[number]];
    appointments.push({ ...own, id: 'app_9', externalRef: '1001' });
    const requests = shop.platform.requests.length;
    expect((await sendWebhook(shop, 'appointment.created')).status).toBe(204);
    expect(shop.platform.requests).toHaveLength(requests);
  });
});
