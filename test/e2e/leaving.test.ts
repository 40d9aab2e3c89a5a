/**
 * Requests that are pending when the user leaves the page.
 *
 * Tags: @date
 */
import type { IncomingMessage } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clinicListener, type ClinicListener } from '../../src/mocks/node.js';
import { launchBrowser, launchFirefox } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';

let shop: PlainShop;
const released: IncomingMessage[] = [];

beforeAll(async () => {
  const clinic = clinicListener();
  const listener: ClinicListener = (request, response, next) => {
    if (request.method === 'DELETE') released.push(request);
    clinic(request, response, next);
  };
  const head = `<script type="module" src="${folder}/ally-booking.js"></script>`;
  shop = await openPlainShop({ '/': { head }, '/next': { body: 'The next page' } }, '', listener);
});
afterAll(() => {
  shop.close();
});

it.each([
  ['Chromium', launchBrowser],
  ['Firefox', launchFirefox],
])('releases a hold even if the page is left at once, in %s', async (_name, launch) => {
  const browser: Browser = await launch();
  released.length = 0;
  const { page } = await visitPage(browser, `${shop.address}/`);
  const visit = page.locator('ally-booking');
  await visit.getByLabel('Postcode').fill('SW1A 1AA');
  await visit.getByRole('button', { name: 'Check postcode' }).click();
  await visit.getByRole('radio').first().check();
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit
    .getByText(/^We are holding this time/)
    .first()
    .waitFor();
  // Requests without `keepalive` never complete, as on a slow connection when the page is left.
  await page.evaluate(() => {
    const { fetch } = window;
    window.fetch = (url, init) =>
      init?.method === 'DELETE' && init.keepalive !== true
        ? new Promise(() => undefined)
        : fetch(url, init);
  });
  await page.evaluate(() => {
    (document.querySelector('ally-booking') as unknown as { reset: () => void }).reset();
    location.assign('/next');
  });
  await page.getByText('The next page').waitFor();
  await expect.poll(() => released.length).toBeGreaterThan(0);
  expect(new Set(released.map(({ url }) => url)).size).toBe(1);
  await browser.close();
});
