/** Tags: @date */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { booking as bookingResponse, coverage } from '../../src/api/contract/schemas.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';
import { postcode, selectionOf } from '../unit/mocks/visit.js';

const scriptTag = `<script type="module" src="${folder}/ally-booking.js"></script>`;
const order = '<ally-appointment api-base="/ally"><b>Call us.</b></ally-appointment>';

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': { head: scriptTag },
    '/order': { head: scriptTag, body: order },
    '/later': { head: scriptTag, body: '<main></main>' },
    '/classic': {
      head: `<script src="${folder}/ally-booking.classic.js"></script>`,
      body: order,
    },
  });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

const post = async (path: string, body: object): Promise<unknown> => {
  const response = await fetch(`${shop.address}/ally${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};

const bookVisit = async () => {
  const { windows } = coverage.parse(await post('/coverage', { taskId: 'tsk_blood', postcode }));
  const selection = selectionOf(windows?.at(-1)?.id ?? '');
  const { appointment, manageToken } = bookingResponse.parse(
    await post('/bookings', { ...selection, key: crypto.randomUUID() }),
  );
  return { appointmentId: appointment.id, manageToken };
};

/** Returns the requests for code of order pages only. */
const ofOrderPages = (requests: readonly string[]) =>
  requests.filter((address) => /\/(register-)?appointment[^/]*\.js/.test(address));

it('an order page shows the visit and cancels it, under the strictest policy', async () => {
  const { manageToken, appointmentId } = await bookVisit();
  const { context, page, consoleMessages, requests } = await visitPage(
    browser,
    `${shop.address}/order`,
  );
  await page.evaluate(
    (key) => {
      Object.assign(document.querySelector('ally-appointment') as Element, key);
    },
    { manageToken, appointmentId },
  );
  await page.getByText('Your visit is booked').waitFor();
  expect(await page.getByText('Call us.').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Cancel this visit' }).click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByRole('heading', { name: 'Your visit is cancelled' }).waitFor();
  expect(await page.evaluate(() => window.violations)).toEqual([]);
  expect(consoleMessages).toEqual([]);
  expect(requests.join()).not.toContain(manageToken);
  expect(requests.filter((address) => address.includes('/ally/'))).toEqual([
    `${shop.address}/ally/appointments/${appointmentId}`,
    `${shop.address}/ally/appointments/${appointmentId}/cancel`,
  ]);
  await context.close();
});

it('a checkout does not carry its code; a page that gets the element later loads it then, once', async () => {
  const checkout = await visitPage(browser, shop.address);
  await checkout.page.getByRole('button', { name: 'Check postcode' }).waitFor();
  expect(ofOrderPages(checkout.requests)).toEqual([]);
  await checkout.context.close();

  const { context, page, requests } = await visitPage(browser, `${shop.address}/later`);
  await page.evaluate(() => globalThis[Symbol.for('ally-booking') as never] as Promise<unknown>);
  expect(ofOrderPages(requests)).toEqual([]);
  const key = await bookVisit();
  await page.evaluate((given) => {
    for (const place of ['main', 'body']) {
      const made = Object.assign(document.createElement('ally-appointment'), given);
      made.setAttribute('api-base', '/ally');
      document.querySelector(place)?.append(made);
    }
  }, key);
  await page.getByText('Your visit is booked').nth(1).waitFor();
  expect(ofOrderPages(requests)).toHaveLength(2);
  await context.close();
});

it('the classic script leaves what stands in the element', async () => {
  const { context, page } = await visitPage(browser, `${shop.address}/classic`);
  await page.evaluate(() => globalThis[Symbol.for('ally-booking') as never] as Promise<unknown>);
  expect(await page.getByText('Call us.').isVisible()).toBe(true);
  expect(await page.locator('ally-appointment:not(:defined)').count()).toBe(1);
  await context.close();
});
