import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  const script = (name: string): string =>
    `<script type="module" src="${folder}/${name}"></script>`;
  shop = await openPlainShop({ '/': { head: script('ally-booking.js') } });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Opens the shop with an accent colour that has too little contrast. */
const open = async (testMode: boolean) => {
  const { context, page, consoleMessages, requests } = await visitPage(browser, 'about:blank');
  await page.route('**/shop.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: 'ally-booking { --ally-accent: #eee }' }),
  );
  await page.route('**/ally/tasks/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      json: { ...((await response.json()) as object), testMode },
    });
  });
  await page.goto(`${shop.address}/`);
  await page.locator('ally-booking').getByText('Blood test at home').waitFor();
  return { context, page, consoleMessages, requests };
};

it('in test mode names the colours that are hard to tell apart, under the strictest policy', async () => {
  const { context, page, consoleMessages } = await open(true);
  await expect
    .poll(() => consoleMessages)
    .toContain(
      '<ally-booking>: --ally-accent on --ally-surface is 1.1:1, at least 4.5:1 is needed.',
    );
  expect(consoleMessages).toHaveLength(1);
  expect(await page.evaluate(() => window.violations)).toEqual([]);
  await context.close();
});

it('on a page that sells neither looks nor loads what looks', async () => {
  const { context, page, consoleMessages, requests } = await open(false);
  const visit = page.locator('ally-booking');
  await visit.getByLabel('Postcode').fill('SW1A 1AA');
  await visit.getByRole('button', { name: 'Check postcode' }).click();
  await visit.getByRole('radio').first().waitFor();
  expect(requests.filter((address) => address.includes('test-mode'))).toEqual([]);
  expect(consoleMessages).toEqual([]);
  await context.close();
});
