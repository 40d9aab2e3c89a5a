import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/process/free-port.js';
import { applyPaymentEvent } from '../../demo/shop/payments.js';
import { ShopDatabase } from '../../demo/shop/database.js';
import { shopSecrets } from '../../tools/shop/secrets.js';
import { tokenDigest } from '../../src/server/tokens/token-digest.js';
import { openToken, sealSelection } from '../../src/server/tokens/selection-token.js';
import { today } from '../harness/clock.mjs';
import { isWide } from '../harness/ring.js';
import { startProxy, type InterceptingProxy, type Trap } from '../harness/intercepting-proxy.js';
import { launchBrowser } from '../harness/browser.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';
import { visitPage } from '../fixtures/plain-page.js';
import {
  chooseVisit,
  goToPay,
  orderAndPay,
  orderRefIn,
  payOn,
  placeOrder,
  readOrderPage,
} from '../fixtures/shop-orders.js';
import {
  databaseIn,
  endLease,
  endSettleTime,
  letDayPass,
  makeDue,
  openDatabaseFile,
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

const appointmentsOf = async (ref: string, platform = clinic) =>
  (await platform.control.state()).appointments.filter(
    ({ externalRef }) => orderRefIn(externalRef) === ref,
  );

/** Waits until a process has recorded that the visit of an order is booked. */
const booked = (ref: string, { by = shop, from = 0 } = {}) =>
  by.logged(
    'visit.recorded',
    ({ orderRef, visit }) =>
      orderRef === ref && ['scheduled', 'patient_led'].includes(String(visit)),
    from,
  );

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
    ['before it looks for an appointment', { operation: 'findAppointments', on: 'request' }],
    ['when it knows that nothing is booked', { operation: 'findAppointments', on: 'response' }],
    ['when it knows no patient', { operation: 'findPatients', on: 'response' }],
    ['as it sends the patient', { operation: 'createPatient', on: 'request' }],
    ['when the patient is made', { operation: 'createPatient', on: 'response' }],
    ['as it sends the appointment', { operation: 'createAppointment', on: 'request' }],
    ['when the appointment is made', { operation: 'createAppointment', on: 'response' }],
    [
      'when the SDK has recorded it, and the shop has not',
      { operation: 'readAppointment', on: 'request' },
    ],
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

  it('as it sends the appointment, which the clinic makes only when the next one runs', async () => {
    const { token } = await chooseVisit(shop.origin);
    const late = proxy.delay('createAppointment');
    const { ref } = await orderAndPay(shop.origin, token);
    await late.arrived;
    await shop.kill();
    endLease(databaseIn(folder), ref);
    await other.restart();
    // It looks, finds nothing, and sends no second one before the settle time has passed.
    await other.logged('order.unsettled', ({ orderRef }) => orderRef === ref);
    await late.resume();
    makeDue(databaseIn(folder), ref);
    await booked(ref, { by: other });
    await expectOne(ref);
    await other.kill();
    await shop.restart();
  });

  it('after the payment is recorded, and before the SDK knows of it', async () => {
    await provider.control.plan({ when: 'on-release' });
    const { pay, expectThanks } = await chooseByRequests();
    const ref = await pay();
    await shop.kill();
    // The rest of the callback is what the process would have done before it died.
    const { payments } = await provider.control.state();
    const { id = '', amount = 0 } = payments.find(({ reference }) => reference === ref) ?? {};
    const database = new ShopDatabase(databaseIn(folder));
    const payment = { id, reference: ref, amount, currency: 'GBP' };
    expect(await applyPaymentEvent(database, { type: 'payment.paid', payment })).toBe('paid');
    database.close();
    await shop.restart();
    await booked(ref);
    await provider.control.release();
    await expectOne(ref);
    await expectThanks();
  });

  it('before the payment is reported to it', async () => {
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
    for (const [, next] of points.slice(3)) {
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
  it('get the callback of a payment twice and at once: one books', async () => {
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
  it('the window is taken for another patient: the platform lets the patient choose again', async () => {
    const { token, window } = await chooseVisit(shop.origin);
    const order = await placeOrder(shop.origin, token);
    const address = await goToPay(shop.origin, order);
    await clinic.control.take(window.id);
    await payOn(address);
    await booked(order.ref);
    await expectOne(order.ref, 'scheduling');
  });

  it('the promise of the window ends before the order is paid: the platform lets the patient choose again', async () => {
    const { token } = await chooseVisit(shop.origin);
    const order = await placeOrder(shop.origin, token);
    const address = await goToPay(shop.origin, order);
    // Seals the selection again, so long ago that its promise has just ended.
    const [kid = '', secret = ''] = shopSecrets(folder).SEALING_KEYS.split(':');
    const sealing = { keys: [{ kid, secret }] };
    const { selection, summary } = await openToken(token, { sealing, now: () => new Date() });
    const now = (): Date => new Date(Date.now() - 24 * 60 * 60 * 1000);
    const old = await sealSelection(selection, { summary, mode: 'test' }, { sealing, now });
    expect(Date.parse(old.expiresAt)).toBeLessThanOrEqual(Date.now());
    const database = openDatabaseFile(databaseIn(folder));
    const change = `UPDATE ally_orders SET data = json_set(data, '$.token', ?, '$.digest', ?) WHERE order_ref = ?`;
    database.prepare(change).run(old.token, await tokenDigest(old.token), order.ref);
    database.close();
    await payOn(address);
    await booked(order.ref);
    await expectOne(order.ref, 'scheduling');
    // A new order with such a selection is refused before the payment.
    await expect(placeOrder(shop.origin, old.token)).rejects.toThrow('422');
  });

  it('the clinic is down, and comes back', async () => {
    const { token } = await chooseVisit(shop.origin);
    await clinic.kill();
    const order = await orderAndPay(shop.origin, token);
    const { ref } = order;
    let from = 0;
    for (let tries = 0; tries < 4; tries += 1) {
      const isOfOrder = ({ orderRef }: Readonly<Record<string, unknown>>) => orderRef === ref;
      const { event } = await shop.logged('order.failed', isOfOrder, from);
      expect(event).toMatchObject({ code: 'platform_unavailable' });
      from = shop.lines.length;
      makeDue(databaseIn(folder), ref);
    }
    expect((await readOrderPage(shop.origin, order)).text).toContain('We are booking your visit');
    await clinic.restart();
    makeDue(databaseIn(folder), ref);
    await booked(ref);
    await expectOne(ref);
  });

  it('the clinic makes the appointment after the shop has stopped waiting for its answer', async () => {
    // All requests get this limit. Those that a busy machine delays are retried, and only one is delayed on purpose.
    await shop.restart({ PLATFORM_TIMEOUT_MS: '1000' });
    const { token } = await chooseVisit(shop.origin);
    const late = proxy.delay('createAppointment');
    const from = shop.lines.length;
    const { ref } = await orderAndPay(shop.origin, token);
    const isUnanswered = ({ operation, status }: Readonly<Record<string, unknown>>): boolean =>
      operation === 'createAppointment' && status === null;
    await shop.logged('platform.asked', isUnanswered, from);
    await late.resume();
    // The webhook makes the shop look.
    await booked(ref);
    await expectOne(ref);
    await shop.restart();
  });

  it('the visit is cancelled on the platform: a refund is due', async () => {
    const order = await orderAndPay(shop.origin, (await chooseVisit(shop.origin)).token);
    await booked(order.ref);
    const [appointment] = await appointmentsOf(order.ref);
    const cancelled = await fetch(`${clinic.base}/appointments/${appointment?.id ?? ''}/cancel`, {
      method: 'POST',
      headers: { Authorization: clinic.key, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        note: 'The clinician is ill.',
        cancellingEntity: 'organisation',
        reasonCode: 'other',
      }),
    });
    expect(cancelled.status).toBe(200);
    const { event } = await shop.logged('refund.due', ({ orderRef }) => orderRef === order.ref);
    expect(event).toMatchObject({ level: 'ALARM' });
    expect((await readOrderPage(shop.origin, order)).text).toContain('We give you back your £89');
  });
});

describe('an appointment that the clinic makes after the shop has booked another', () => {
  let lateClinic: ClinicProcess;
  let lateProvider: ProviderProcess;
  let lateProxy: InterceptingProxy;
  let lateShop: TestProcess;
  const lateFolder = mkdtempSync(join(tmpdir(), 'shop-'));

  // The SDK compares the times of its attempts, which are SQLite's, with the platform's. SQLite has the machine's clock.
  beforeAll(async () => {
    const clock = process.env['TEST_CLOCK'];
    const machineClock = `${today} 0`;
    process.env['TEST_CLOCK'] = machineClock;
    const port = await freePort();
    const { WEBHOOK_SECRETS: secret } = shopSecrets(lateFolder);
    const webhook = { url: `http://127.0.0.1:${String(port)}/webhooks/ally`, secret };
    lateClinic = await startClinic({ webhook });
    lateProvider = await startProvider({ folder: lateFolder });
    lateProxy = await startProxy(lateClinic.origin);
    lateShop = await startShop({
      clinicOrigin: lateProxy.origin,
      providerOrigin: lateProvider.origin,
      folder: lateFolder,
      port,
      settings: { TEST_CLOCK: machineClock },
    });
    process.env['TEST_CLOCK'] = clock;
  });
  afterAll(async () => {
    lateProxy.close();
    await Promise.all([lateShop.kill(), lateProvider.kill(), lateClinic.stop()]);
    rmSync(lateFolder, { recursive: true, force: true });
  });

  /** Lets the shop book a second appointment, while the first is still on its way to the clinic. */
  const bookTwice = async () => {
    const { token } = await chooseVisit(lateShop.origin);
    const late = lateProxy.delay('createAppointment');
    const from = lateShop.lines.length;
    const { ref } = await orderAndPay(lateShop.origin, token);
    await late.arrived;
    late.disconnect();
    const isOfOrder = ({ orderRef }: Readonly<Record<string, unknown>>) => orderRef === ref;
    await lateShop.logged('order.unsettled', isOfOrder, from);
    endSettleTime(databaseIn(lateFolder), ref);
    await booked(ref, { by: lateShop });
    const [first] = await appointmentsOf(ref, lateClinic);
    return { ref, late, first };
  };

  it('within the settle time is cancelled as soon as its webhook arrives', async () => {
    const { ref, late, first } = await bookTwice();
    await late.resume();
    await lateShop.logged('order.surplus', ({ orderRef }) => orderRef === ref);
    await lateClinic.control.toldAll();
    const appointments = await appointmentsOf(ref, lateClinic);
    expect(appointments.map(({ id, status }) => [id === first?.id, status])).toEqual([
      [true, 'scheduled'],
      [false, 'cancelled'],
    ]);
  });

  it('later than the settle time is left alone, and an alarm is written', async () => {
    const { ref, late, first } = await bookTwice();
    // Both attempts were made long before the settle time.
    const database = openDatabaseFile(databaseIn(lateFolder));
    const attempts = JSON.stringify([{ from: 0, until: 1 }]);
    database
      .prepare(
        "UPDATE ally_orders SET data = json_set(data, '$.attempts', json(?)) WHERE order_ref = ?",
      )
      .run(attempts, ref);
    database.close();
    await late.resume();
    const { event } = await lateShop.logged('order.stuck', ({ orderRef }) => orderRef === ref);
    expect(event).toMatchObject({ level: 'ALARM', reason: 'foreign_appointment' });
    expect(await appointmentsOf(ref, lateClinic)).toMatchObject([
      { id: first?.id, status: 'scheduled' },
      { status: 'scheduled' },
    ]);
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
