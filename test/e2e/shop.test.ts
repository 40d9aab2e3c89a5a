import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/process/free-port.js';
import { root } from '../../tools/process/run.mjs';
import { shopSecrets } from '../../tools/shop/secrets.js';
import { launchBrowser } from '../harness/browser.js';
import { resizePage } from '../harness/frames.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';
import { visitPage } from '../fixtures/plain-page.js';
import { goToReview, markers } from '../harness/checkout-actions.js';
import {
  chooseVisit,
  goToPay,
  orderAndPay,
  orderRefIn,
  payOn,
  placeOrder,
  readOrderPage,
  type PlacedOrder,
} from '../fixtures/shop-orders.js';
import {
  startProvider,
  startShop,
  type ProviderProcess,
  type TestProcess,
} from '../harness/shop-processes.js';

let browser: Browser;
let folder: string;
let clinic: ClinicProcess;
let provider: ProviderProcess;
let shop: TestProcess;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const port = await freePort();
  const { WEBHOOK_SECRETS: secret } = shopSecrets(folder);
  const webhook = { url: `http://127.0.0.1:${String(port)}/webhooks/ally`, secret };
  [clinic, provider] = await Promise.all([startClinic({ webhook }), startProvider({ folder })]);
  shop = await startShop({
    clinicOrigin: clinic.origin,
    providerOrigin: provider.origin,
    folder,
    port,
  });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await provider.control.plan(null);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([shop.stop(), provider.stop(), clinic.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const orderedRef = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? '';

/** Fills the checkout form without submitting it. */
const fillCheckout = async (page: Page): Promise<void> => {
  await page.getByLabel('Email', { exact: true }).fill('buyer@example.com');
  await page.getByLabel('Full name').fill('Bartholomew Buyer');
  await page.getByLabel('Address', { exact: true }).fill('1 Shop Street');
  await page.getByRole('region', { name: 'Delivery' }).getByLabel('Postcode').fill('E1 6AN');
};

/** Completes the checkout up to the payment provider's page. */
const goToPayment = async (): Promise<Awaited<ReturnType<typeof visitPage>>> => {
  const visit = await visitPage(browser, shop.origin);
  await fillCheckout(visit.page);
  await goToReview(visit.page);
  await visit.page.getByRole('button', { name: 'Continue to payment' }).click();
  await visit.page.getByRole('button', { name: /^Pay £89/ }).waitFor();
  return visit;
};

const pay = (page: Page): Promise<void> => page.getByRole('button', { name: /^Pay £89/ }).click();

/** Returns the platform's appointments of an order. */
const appointmentsOf = async (ref: string) =>
  (await clinic.control.state()).appointments.filter(
    ({ externalRef }) => orderRefIn(externalRef) === ref,
  );

const paymentOf = async (ref: string): Promise<string> => {
  const { payments } = await provider.control.state();
  return payments.find(({ reference }) => reference === ref)?.id ?? '';
};

/** Sends a callback or webhook to the shop, signed with a secret. */
const sendSigned = (
  path: string,
  { header, body, secret }: { header: string; body: string; secret: string },
): Promise<Response> => {
  const time = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return fetch(`${shop.origin}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [header]: `t=${time},v1=${mac}` },
    body,
  });
};

/** Requests the page of an order, with the order's cookie. */
const readOrder = async (order: PlacedOrder): Promise<string> =>
  (await readOrderPage(shop.origin, order)).text;

/** Waits until a page of the shop has a heading. */
const expectHeading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

/** Waits until the shop has recorded the visit of an order. */
const booked = (ref: string) => shop.logged('visit.recorded', ({ orderRef }) => orderRef === ref);

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * Returns the violations of axe's rules in light and dark colours and at two widths, and whether the page scrolls
 * sideways.
 */
const faultsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const faults: string[] = [];
  for (const [colorScheme, width] of [
    ['light', 320],
    ['dark', 1000],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await resizePage(page, { width, height: 800 });
    faults.push(
      ...(await page.evaluate(async () => {
        const { violations } = await (window as never as { axe: AxeOnPage }).axe.run();
        const isWide = document.documentElement.scrollWidth > innerWidth;
        return [...violations.map(({ id }) => id), ...(isWide ? ['wider than the page'] : [])];
      })),
    );
  }
  return faults;
};

interface AxeOnPage {
  readonly run: () => Promise<{ readonly violations: readonly { readonly id: string }[] }>;
}

describe('the reference shop', () => {
  it('has accessible pages', async () => {
    await provider.control.plan({ when: 'on-release' });
    const { page } = await goToPayment();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Let the card be refused' }).click();
    await expectHeading(page, 'Your payment did not go through');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await pay(page);
    await expectHeading(page, 'Waiting for your payment');
    expect(await faultsOf(page)).toEqual([]);
    await provider.control.release();
    await expectHeading(page, 'Thank you for your order');
    await page.locator('ally-appointment').getByText('Your visit is booked').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.locator('ally-booking').getByLabel('Postcode').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('has an accessible page for its staff, which lists orders that need a person, and refunds', async () => {
    const { STAFF_SECRET: password } = shopSecrets(folder);
    const order = await orderAndPay(shop.origin, '');
    const ofOrder = ({ orderRef }: Readonly<Record<string, unknown>>) => orderRef === order.ref;
    const { event } = await shop.logged('visit.not_chosen', ofOrder);
    expect(event).toMatchObject({ level: 'ALARM' });
    expect(await readOrder(order)).toContain('still to be arranged');
    const { page } = await visitPage(browser, `${shop.origin}/staff`, {
      httpCredentials: { username: 'staff', password },
    });
    await expectHeading(page, 'Refunds and orders');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: `Cancel the order: ${order.ref}` }).click();
    await page.getByRole('button', { name: `Mark as refunded: ${order.ref}` }).click();
    await page.getByText(order.ref).waitFor({ state: 'detached' });
    expect(await readOrder(order)).toContain('We have given you back your money');
  });

  it('takes a customer from the postcode to a visit that is booked and cancelled', async () => {
    const { page, consoleMessages, requests } = await goToPayment();
    await pay(page);
    await expectHeading(page, 'Thank you for your order');
    const visit = page.locator('ally-appointment');
    await visit.getByText('Your visit is booked').first().waitFor();
    const ref = orderedRef(page);
    expect(await appointmentsOf(ref)).toMatchObject([{ status: 'scheduled' }]);

    await visit.getByRole('button', { name: 'Cancel this visit' }).click();
    await visit.getByRole('button', { name: 'Yes, cancel it' }).click();
    await expectHeading(page, 'Your visit is cancelled');
    await page.getByText('We give you back your £89').waitFor();
    expect(await appointmentsOf(ref)).toMatchObject([{ status: 'cancelled' }]);

    expect(consoleMessages).toEqual([]);
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    // Tokens are in no address, and scripts cannot read the cookie that gives access to the order.
    expect(requests.filter((address) => /man1|sel1/.test(address))).toEqual([]);
    const { search, hash } = new URL(page.url());
    expect(search + hash).toBe('');
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ name: 'orders', httpOnly: true, sameSite: 'Lax' }]);
  });

  it('books once, however often and in whatever order the payment is reported', async () => {
    await provider.control.plan({
      when: 'on-release',
      batches: [['paid', 'paid', 'paid#2'], ['failed', 'paid'], ['failed#2']],
    });
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    const { ref } = order;
    expect(await readOrder(order)).toContain('Waiting for your payment');
    expect(await appointmentsOf(ref)).toEqual([]);
    await provider.control.release();
    await booked(ref);
    expect(await readOrder(order)).toContain('Thank you for your order');
    expect(await appointmentsOf(ref)).toMatchObject([{ status: 'scheduled' }]);
    const { deliveries } = await provider.control.state();
    const ofOrder = deliveries.filter(
      ({ paymentId }) => paymentId === deliveries.at(-1)?.paymentId,
    );
    expect(ofOrder.map(({ status }) => status)).toEqual(Array(6).fill(204));
    const effects = (): unknown[] =>
      shop.lines
        .filter(({ event }) => event?.['event'] === 'payment.received' && event['orderRef'] === ref)
        .map(({ event }) => event?.['effect'])
        .sort();
    await expect.poll(effects).toEqual(['paid', ...Array<string>(5).fill('repeated')]);
  });

  it('books an order whose payment is reported before the customer is back', async () => {
    await provider.control.plan({ when: 'before-return' });
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    expect(await readOrder(order)).not.toContain('Waiting for your payment');
    await booked(order.ref);
    expect(await readOrder(order)).toContain('Thank you for your order');
    expect(await appointmentsOf(order.ref)).toHaveLength(1);
  });

  it('lets a customer try again whose card was refused', async () => {
    const order = await placeOrder(shop.origin, (await chooseVisit(shop.origin)).token);
    const from = shop.lines.length;
    await payOn(await goToPay(shop.origin, order), 'refuse');
    await shop.logged('payment.received', ({ effect }) => effect === 'failed', from);
    expect(await readOrder(order)).toContain('Your payment did not go through');
    const first = await paymentOf(order.ref);
    await payOn(await goToPay(shop.origin, order));
    await booked(order.ref);
    expect(await readOrder(order)).toContain('Thank you for your order');
    // The provider repeats the callback of the first, refused payment.
    expect(await provider.control.send(first, 'failed')).toEqual([204]);
    expect(await readOrder(order)).toContain('Thank you for your order');
  });

  it('shows an order to the browser in which it was made, and to no other', async () => {
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    await booked(order.ref);
    expect(await readOrder(order)).toContain('Thank you for your order');
    const address = `${shop.origin}/orders/${order.ref}`;
    const other = await visitPage(browser, address);
    await expectHeading(other.page, 'We cannot show this order here');
    const status = await fetch(`${address}/status`);
    expect([status.status, await status.text()]).toEqual([404, '{}']);
    // Other browsers cannot pay for it either.
    const payment = await fetch(address.replace('/orders/', '/pay/'), {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: shop.origin },
    });
    expect(payment.status).toBe(404);
  });

  it('keeps nothing of the patient: not in its database, not in its log', async () => {
    const { page } = await goToPayment();
    await pay(page);
    await expectHeading(page, 'Thank you for your order');
    await booked(orderedRef(page));
    const kept = ['shop.db', 'shop.db-wal']
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('');
    expect(kept).toContain(orderedRef(page));
    const log = shop.lines.map(({ text }) => text).join('\n');
    expect(log).toContain(orderedRef(page));
    for (const mark of [...Object.values(markers), '1984-03-27', 'Bartholomew', 'buyer@'])
      expect(kept.includes(mark) || log.includes(mark)).toBe(false);
    expect(log).not.toMatch(/man1\.|sel1\./);
  });
});

describe('an attacker', () => {
  it('cannot make an order paid', async () => {
    const { PAYMENT_SECRET: secret } = shopSecrets(folder);
    const order = await placeOrder(shop.origin, (await chooseVisit(shop.origin)).token);
    await goToPay(shop.origin, order);
    const id = await paymentOf(order.ref);
    const sendCallback = (change: object, key = secret) =>
      sendSigned('/payments/callback', {
        header: 'Payment-Signature',
        body: JSON.stringify({
          type: 'payment.paid',
          payment: { id, reference: order.ref, amount: 8900, currency: 'GBP', ...change },
        }),
        secret: key,
      });
    expect((await sendCallback({}, 'guessed')).status).toBe(401);
    expect((await sendCallback({ amount: 1 })).status).toBe(409);
    expect((await sendCallback({ id: 'pay_other' })).status).toBe(409);
    expect((await sendCallback({ reference: 'LK-OTHER' })).status).toBe(409);
    expect(await readOrder(order)).toContain('Waiting for your payment');
    expect((await sendCallback({})).status).toBe(204);
    await booked(order.ref);
  });

  it('cannot order from another page, nor with a selection that was changed', async () => {
    const { token } = await chooseVisit(shop.origin);
    await expect(placeOrder(shop.origin, `${token.slice(0, -4)}AAAA`)).rejects.toThrow('422');
    const response = await fetch(`${shop.origin}/orders`, {
      method: 'POST',
      headers: {
        Origin: 'https://evil.example',
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ appointment: token }),
    });
    expect(response.status).toBe(403);
  });

  it('cannot book a visit without paying: instant booking is off', async () => {
    const response = await fetch(`${shop.origin}/ally/bookings`, {
      method: 'POST',
      headers: { Origin: shop.origin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ selection: {}, key: crypto.randomUUID() }),
    });
    expect(response.status).toBe(404);
  });

  it('cannot cancel a visit by a webhook, and an event that is repeated is accepted', async () => {
    const { WEBHOOK_SECRETS: secret } = shopSecrets(folder);
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    await booked(order.ref);
    const [appointment] = await appointmentsOf(order.ref);
    const body = JSON.stringify({
      id: `evt_${order.ref}`,
      type: 'appointment.cancelled',
      data: { appointment: { id: appointment?.id, externalRef: appointment?.externalRef } },
    });
    const sendWebhook = (key: string) =>
      sendSigned('/webhooks/ally', { header: 'Ally-Signature', body, secret: key });
    expect((await sendWebhook('guessed-by-an-attacker')).status).toBe(400);
    expect(await readOrder(order)).toContain('Thank you for your order');
    // Even with the secret: the shop reads the appointment, which is not cancelled.
    const from = shop.lines.length;
    for (const isRepeat of [false, true]) {
      expect((await sendWebhook(secret)).status).toBe(204);
      await shop.logged('webhook.handled', (event) => event['isRepeat'] === isRepeat, from);
    }
    expect(await readOrder(order)).toContain('Thank you for your order');
  });
});

describe('an order that is not booked as it was chosen', () => {
  it('whose window is taken: the patient chooses another, and the page follows', async () => {
    const { token, window } = await chooseVisit(shop.origin);
    const order = await placeOrder(shop.origin, token);
    const address = await goToPay(shop.origin, order);
    await clinic.control.take(window.id);
    await payOn(address);
    await booked(order.ref);
    expect(await readOrder(order)).toContain('Choose another time');
    const [appointment] = await appointmentsOf(order.ref);
    const from = shop.lines.length;
    await clinic.control.choose(appointment?.id ?? '');
    await shop.logged('visit.recorded', ({ visit }) => visit === 'other_window', from);
    expect(await readOrder(order)).toContain('Your visit is booked for another time');
  });
});
