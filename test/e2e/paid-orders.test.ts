import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/process/free-port.js';
import { shopSecrets } from '../../tools/shop/secrets.js';
import { openSelection } from '../../src/server/tokens/open-selection.js';
import { sealSelection } from '../../src/server/tokens/selection-token.js';
import { isWide } from '../harness/ring.js';
import { startProxy, type InterceptingProxy, type Trap } from '../harness/intercepting-proxy.js';
import { launchBrowser } from '../harness/browser.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';
import { visitPage } from '../fixtures/plain-page.js';
import {
  chooseVisit,
  goToPay,
  orderAndPay,
  payOn,
  placeOrder,
  readOrderPage,
} from '../fixtures/shop-orders.js';
import {
  databaseIn,
  lapseClaim,
  letDayPass,
  startProvider,
  startShop,
  type ProviderProcess,
  type TestProcess,
} from '../harness/shop-processes.js';
import { goToReview, markers } from '../harness/checkout-actions.js';

/** Tests of paid orders when something fails: browser, shop, relay and clinic are processes that can be killed. */
let browser: Browser;
let folder: string;
let clinic: ClinicProcess;
let proxy: InterceptingProxy;
let provider: ProviderProcess;
let shop: TestProcess;
let other: TestProcess;

/** Page contents, requests and console messages of all tests. */
const pages: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const port = await freePort();
  const { WEBHOOK_SECRETS: secret } = shopSecrets(folder);
  const webhook = { url: `http://127.0.0.1:${String(port)}/webhooks/ally`, secret };
  [clinic, provider] = await Promise.all([startClinic({ webhook }), startProvider({ folder })]);
  proxy = await startProxy(clinic.origin);
  const where = { clinicOrigin: proxy.origin, providerOrigin: provider.origin, folder };
  shop = await startShop({ ...where, port });
  other = await startShop(where);
  await other.kill();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await provider.control.plan(null);
});
afterAll(async () => {
  await browser.close();
  proxy.close();
  await Promise.all([shop.kill(), other.kill(), provider.kill(), clinic.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const appointmentsOf = async (ref: string) =>
  (await clinic.control.state()).appointments.filter(({ externalRef }) => externalRef === ref);

const booked = (ref: string, { by = shop, from = 0 } = {}) =>
  by.logged('visit.booked', ({ orderRef }) => orderRef === ref, from);

/** Expects that an order has exactly one appointment. */
const expectOne = async (ref: string, status = 'scheduled'): Promise<void> => {
  expect((await appointmentsOf(ref)).map((one) => one.status)).toEqual([status]);
};

/** Buyer who has chosen a visit and is on the payment provider's page. */
interface Buyer {
  /** Pays, and returns to the shop. Resolves with the order's reference. */
  readonly pay: () => Promise<string>;
  /** Expects that the order's page shows the booked visit. */
  readonly expectThanks: () => Promise<void>;
}

/** Chooses a visit by HTTP requests, without a browser. */
const chooseByRequests = async (): Promise<Buyer> => {
  const { token } = await chooseVisit(shop.origin);
  const order = await placeOrder(shop.origin, token);
  const address = await goToPay(shop.origin, order);
  return {
    pay: async () => {
      await payOn(address);
      return order.ref;
    },
    expectThanks: async () => {
      const { text } = await readOrderPage(shop.origin, order);
      expect(text).toContain('Thank you for your order');
      expect(text).toContain('<ally-appointment');
    },
  };
};

/** Chooses a visit in a browser. Types the `markers`, and records the pages for the test of leaks. */
const chooseInBrowser = async (): Promise<Buyer> => {
  const { page, requests, consoleMessages } = await visitPage(browser, shop.origin);
  await page.getByLabel('Email', { exact: true }).fill('buyer@example.com');
  await page.getByLabel('Full name').fill('Bartholomew Buyer');
  await page.getByLabel('Address', { exact: true }).fill('1 Shop Street');
  await page.getByRole('region', { name: 'Delivery' }).getByLabel('Postcode').fill('E1 6AN');
  await goToReview(page);
  pages.push(await page.content());
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  const pay = page.getByRole('button', { name: /^Pay £89/ });
  await pay.waitFor();
  return {
    pay: async () => {
      await pay.click();
      await page.waitForURL(/\/orders\//);
      return new URL(page.url()).pathname.split('/')[2] ?? '';
    },
    expectThanks: async () => {
      // The page reloads itself when the status of the order changes.
      await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
      await page.locator('ally-appointment').getByText('Your visit is booked').waitFor();
      pages.push(await page.content(), ...requests, ...consoleMessages);
      pages.push(JSON.stringify(await page.context().storageState()));
    },
  };
};

/** Kills the shop at a point of the booking, and restarts it a day later. Expects that the visit is booked once. */
const dieAt = async (trap: Trap, { pay, expectThanks }: Buyer): Promise<void> => {
  const intercepted = proxy.intercept(trap);
  const ref = await pay();
  await intercepted;
  await shop.kill();
  letDayPass(databaseIn(folder), ref);
  const from = shop.lines.length;
  await shop.restart();
  await booked(ref, { from });
  await expectOne(ref);
  await expectThanks();
};

describe('the shop dies between "paid" and "booked"', () => {
  const points: readonly (readonly [string, Trap])[] = [
    ['before it asks anything', { operation: 'findAppointments', on: 'request' }],
    ['when it knows that nothing is booked', { operation: 'findAppointments', on: 'response' }],
    ['when it knows no patient', { operation: 'findPatients', on: 'response' }],
    ['as it asks for the patient', { operation: 'createPatient', on: 'request' }],
    ['when the patient is made', { operation: 'createPatient', on: 'response' }],
    ['as it asks for the appointment', { operation: 'createAppointment', on: 'request' }],
    ['when the appointment is made', { operation: 'createAppointment', on: 'response' }],
    ['when it looks once more', { operation: 'findAppointments', on: 'response', nth: 2 }],
  ];

  it.each(points)('%s', async (_, trap) => {
    await dieAt(trap, await chooseByRequests());
  });

  const inBrowser = isWide
    ? points
    : points.filter(
        ([, { operation, on }]) => operation === 'createAppointment' && on === 'request',
      );
  it.each(inBrowser)('%s, in a browser', async (_, trap) => {
    await dieAt(trap, await chooseInBrowser());
  });

  it('as it asks for the appointment, which the clinic makes only when the next one runs', async () => {
    const { token } = await chooseVisit(shop.origin);
    const late = proxy.delay('createAppointment');
    const { ref } = await orderAndPay(shop.origin, token);
    await late.arrived;
    await shop.kill();
    lapseClaim(databaseIn(folder), ref);
    const next = await startShop({
      clinicOrigin: proxy.origin,
      providerOrigin: provider.origin,
      folder,
      settings: { BOOKING_PATIENCE: '500' },
    });
    await next.logged('visit.put-off');
    await late.resume();
    lapseClaim(databaseIn(folder), ref);
    await booked(ref, { by: next });
    await expectOne(ref);
    await next.kill();
    await shop.restart();
  });

  it('before it is told that the order is paid', async () => {
    await provider.control.plan({ when: 'on-release' });
    const { pay, expectThanks } = await chooseByRequests();
    const ref = await pay();
    await shop.kill();
    const released = provider.control.release();
    await shop.restart();
    await released;
    await booked(ref);
    await expectOne(ref);
    await expectThanks();
  });

  it('again and again, at another point each time', async () => {
    const { token } = await chooseVisit(shop.origin);
    let intercepted = proxy.intercept({ operation: 'findPatients', on: 'response' });
    const { ref } = await orderAndPay(shop.origin, token);
    const killShop = async (): Promise<void> => {
      await intercepted;
      await shop.kill();
      letDayPass(databaseIn(folder), ref);
    };
    for (const next of points.slice(3).map(([, trap]) => trap)) {
      await killShop();
      intercepted = proxy.intercept({ ...next, nth: 1 });
      await shop.restart();
    }
    await killShop();
    await shop.restart();
    await booked(ref);
    await expectOne(ref);
  });
});

describe('two processes of the shop', () => {
  it('are told of the payment twice and at once: one books', async () => {
    await other.restart();
    await provider.control.plan({ when: 'on-release' });
    const order = await placeOrder(shop.origin, (await chooseVisit(shop.origin)).token);
    await payOn(await goToPay(shop.origin, order));
    const { payments } = await provider.control.state();
    const { id } = payments.find(({ reference }) => reference === order.ref) ?? { id: '' };
    const { PAYMENT_SECRET: secret } = shopSecrets(folder);
    const body = JSON.stringify({
      type: 'payment.paid',
      payment: { id, reference: order.ref, amount: 8900, currency: 'GBP' },
    });
    const time = String(Math.floor(Date.now() / 1000));
    const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    const notify = ({ origin }: TestProcess): Promise<Response> =>
      fetch(`${origin}/payments/callback`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Payment-Signature': `t=${time},v1=${mac}` },
        body,
      });
    const responses = await Promise.all([shop, other, shop, other].map(notify));
    expect(responses.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    await Promise.race([booked(order.ref), booked(order.ref, { by: other })]);
    await expectOne(order.ref);
    await other.kill();
  });
});

describe('what goes wrong meanwhile', () => {
  it('the window is taken by somebody else: the patient is asked, the order stands', async () => {
    const { token, window } = await chooseVisit(shop.origin);
    const order = await placeOrder(shop.origin, token);
    const address = await goToPay(shop.origin, order);
    await clinic.control.take(window.id);
    await payOn(address);
    await booked(order.ref);
    await expectOne(order.ref, 'scheduling');
  });

  it('the promise of the window ends before the order is paid: the patient is asked', async () => {
    const { token } = await chooseVisit(shop.origin);
    const [kid = '', secret = ''] = shopSecrets(folder).SEALING_KEYS.split(':');
    const sealingKeys = [{ kid, secret }];
    const opened = await openSelection(token, { sealingKeys, patient: true });
    // Sealed so long ago that the token has just expired.
    const day = 24 * 60 * 60 * 1000;
    const now = (): Date => new Date(Date.now() - day);
    const old = await sealSelection(opened.selection, opened, { sealingKeys, now });
    expect(Date.parse(old.expiresAt)).toBeLessThanOrEqual(Date.now());
    const order = await placeOrder(shop.origin, old.token);
    const address = await goToPay(shop.origin, order);
    await payOn(address);
    await booked(order.ref);
    await expectOne(order.ref, 'scheduling');
  });

  it('the clinic is down, and comes back', async () => {
    const { token } = await chooseVisit(shop.origin);
    await clinic.kill();
    const from = shop.lines.length;
    const order = await orderAndPay(shop.origin, token);
    const { ref } = order;
    for (const tries of [1, 2, 3, 4])
      await shop.logged('visit.put-off', (event) => event['tries'] === tries, from);
    expect((await readOrderPage(shop.origin, order)).text).toContain('We are booking your visit');
    await clinic.restart();
    await booked(ref);
    await expectOne(ref);
  });

  it('the clinic makes the appointment when nobody waits for its answer any more', async () => {
    // All requests get this limit. Those that a busy machine delays are retried, and only one is delayed on purpose.
    await shop.restart({ PLATFORM_TIME_LIMIT: '1000' });
    const { token } = await chooseVisit(shop.origin);
    const late = proxy.delay('createAppointment');
    const from = shop.lines.length;
    const { ref } = await orderAndPay(shop.origin, token);
    const isUnanswered = ({ operation, status }: Readonly<Record<string, unknown>>): boolean =>
      operation === 'createAppointment' && status === null;
    await shop.logged('platform.asked', isUnanswered, from);
    await late.resume();
    await booked(ref);
    await expectOne(ref);
    await shop.restart();
  });

  it('so late that another was made: the later one is cancelled as soon as it is told of', async () => {
    // With this setting the shop assumes after 1 ms that no late appointment will appear, and books another.
    await shop.restart({ PLATFORM_SETTLES_WITHIN: '1' });
    const { token } = await chooseVisit(shop.origin);
    const late = proxy.delay('createAppointment');
    const { ref } = await orderAndPay(shop.origin, token);
    await late.arrived;
    late.disconnect();
    await booked(ref);
    const [first] = await appointmentsOf(ref);
    const from = shop.lines.length;
    await late.resume();
    await shop.logged('order.surplus', () => true, from);
    await booked(ref, { from });
    expect((await appointmentsOf(ref)).map(({ id, status }) => [id === first?.id, status])).toEqual(
      [
        [true, 'scheduled'],
        [false, 'cancelled'],
      ],
    );
    await shop.restart();
  });
});

it('what was typed is at the clinic, and nowhere else', async () => {
  // The shop is killed first, so that the logs of failures are checked as well.
  await dieAt({ operation: 'createAppointment', on: 'response' }, await chooseInBrowser());
  const known = JSON.stringify(await clinic.control.state());
  const logLines = [shop, other, provider].flatMap(({ lines }) => lines.map(({ text }) => text));
  const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
  const payments = JSON.stringify(await provider.control.state());
  const elsewhere = [...logLines, ...kept, ...pages, payments].join('\n');
  const digits = markers['Phone number'].replace(/\D/g, '').slice(1);
  const typed = { ...markers, 'Phone number': digits, 'Date of birth': '1984-03-27' };
  for (const [field, marker] of Object.entries(typed)) {
    expect(known, field).toContain(marker);
    expect(elsewhere.includes(marker), field).toBe(false);
  }
  // Logs and addresses must not contain tokens either.
  expect([...logLines, ...pages.filter((text) => /^https?:/.test(text))].join('\n')).not.toMatch(
    /(sel1|man1)\./,
  );
});
