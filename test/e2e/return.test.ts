/** Tags: @date */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBrowser } from '../harness/find-browser.js';
import { launchBrowser } from '../harness/browser.js';
import { goToReview, markers, openShop } from '../harness/checkout-actions.js';

let browser: Browser;
let cachingBrowser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  // The full browser has a back/forward cache, as users' browsers do. The headless shell has none.
  cachingBrowser = await launchBrowser({
    executablePath: findBrowser('chromium') ?? '',
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
});
afterAll(() => Promise.all([browser.close(), cachingBrowser.close()]));

const valueOf = (page: Page): Promise<string> =>
  page.locator('ally-booking').evaluate((booking) => (booking as HTMLInputElement).value);

const sentBy = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const form = document.querySelector('form');
    return form && (new FormData(form).get('appointment') as string | null);
  });

describe('coming back', () => {
  it('to a page that is loaded again keeps the value and its summary, and nothing of the patient', async () => {
    const { context, page, visit } = await openShop(browser, inject('shop'));
    await goToReview(page);
    const value = await valueOf(page);
    await page.goto(`${inject('shop')}shop.css`);
    await page.goBack();
    await visit.getByText('Your visit is ready to book').first().waitFor();
    expect(await valueOf(page)).toBe(value);
    expect(await sentBy(page)).toBe(value);
    const shownText = await visit.evaluate((booking) => booking.shadowRoot?.textContent);
    for (const marker of Object.values(markers)) expect(shownText).not.toContain(marker);
    await visit.getByRole('button', { name: 'Change time' }).click();
    await visit.getByLabel('Postcode').waitFor();
    expect(await sentBy(page)).toBe(null);
    await context.close();
  });

  it('by the browser’s back button finds everything as it was left', async () => {
    const { context, page } = await openShop(cachingBrowser, inject('shop'));
    await goToReview(page);
    const value = await valueOf(page);
    // Playwright loses a page that comes out of the back/forward cache: it is read by the browser's protocol.
    const session = await context.newCDPSession(page);
    const inPage = async (source: string): Promise<unknown> =>
      (await session.send('Runtime.evaluate', { expression: source })).result.value;
    await inPage(
      "addEventListener('pageshow', ({ persisted }) => (document.documentElement.dataset.persisted = persisted))",
    );
    await page.goto(`${inject('shop')}shop.css`);
    await inPage('history.back()');
    await expect.poll(() => inPage('document.documentElement.dataset.persisted')).toBe('true');
    const shadow = "document.querySelector('ally-booking').shadowRoot";
    expect(await inPage(`${shadow}.textContent`)).toContain('Your visit is ready to book');
    expect(await inPage("new FormData(document.querySelector('form')).get('appointment')")).toBe(
      value,
    );
    await inPage(
      `[...${shadow}.querySelectorAll('button')].find((button) => button.textContent.includes('Change patient details')).click()`,
    );
    const firstName = `${shadow}.querySelector('ally-patient-form')?.shadowRoot.querySelector('[autocomplete~="given-name"]')?.value`;
    await expect.poll(() => inPage(firstName)).toBe(markers['First name']);
    await context.close();
  });
});
