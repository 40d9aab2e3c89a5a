/** Tags: @date */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cy } from '../../src/entries/locale-cy.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';

const module = `<script type="module" src="${folder}/ally-booking.js"></script>`;
const classic = `<script defer src="${folder}/ally-booking.classic.js"></script>`;

let browser: Browser;
let shop: PlainShop;
let cdn: PlainShop;
let otherOrigin: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': { head: module },
    '/cy': { head: module, lang: 'cy' },
    '/cy-classic': { head: classic, lang: 'cy' },
    '/fr': { head: module, lang: 'fr' },
  });
  cdn = await openPlainShop({});
  otherOrigin = await openPlainShop(
    {
      '/': {
        lang: 'cy',
        // Without `crossorigin`: the script can find its own address by its tag only.
        head: `<script defer src="${cdn.address}${folder}/ally-booking.classic.js"></script>`,
      },
    },
    `default-src 'none'; script-src ${cdn.address}; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types ally-booking`,
  );
});
afterAll(async () => {
  await browser.close();
  for (const opened of [shop, cdn, otherOrigin]) opened.close();
});

const visitOf = (page: Page) => page.locator('ally-booking');
/** Counts the requests for the Welsh catalogue. */
const catalogues = (requests: readonly string[]): number =>
  requests.filter((url) => /\/chunks\/cy\.js/.test(url)).length;

/** Opens a page whose request for the Welsh catalogue is held until `respond` is called. */
const visitWithoutWelsh = async (path: string, options: BrowserContextOptions = {}) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  let respond!: (how: 'abort' | 'continue') => void;
  const response = new Promise<'abort' | 'continue'>((resolve) => (respond = resolve));
  const stopped = new Promise<void>((resolve) => {
    void page.route('**/chunks/cy.js', (route) => {
      resolve();
      return response.then((how) => route[how]());
    });
  });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${shop.address}${path}`, { waitUntil: 'commit' });
  return { context, page, visit: visitOf(page), respond, stopped, errors };
};

describe('the words of another language', () => {
  it('are not asked for by an English page, nor by one in a language that we have not', async () => {
    for (const path of ['/', '/fr']) {
      const { context, page, requests } = await visitPage(browser, `${shop.address}${path}`);
      await visitOf(page).getByText('Book your visit').waitFor();
      await page.evaluate(() => document.querySelector('ally-booking')?.ready);
      expect(requests.length).toBeGreaterThan(3);
      expect(catalogues(requests)).toBe(0);
      await context.close();
    }
  });

  it('come with the first step: nobody sees English before', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      const renderedTexts: string[] = [];
      Object.assign(globalThis, { renderedTexts });
      const record = (): void => {
        renderedTexts.push(document.querySelector('ally-booking')?.shadowRoot?.textContent ?? '');
        requestAnimationFrame(record);
      };
      requestAnimationFrame(record);
    });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${shop.address}/cy`);
    await visitOf(page).getByRole('button', { name: cy.checkPostcode }).waitFor();
    const renderedTexts = await page.evaluate(
      () => (globalThis as unknown as { renderedTexts: string[] }).renderedTexts,
    );
    expect(renderedTexts.filter((text) => /Book your visit|Your postcode/.test(text))).toEqual([]);
    expect(catalogues(requests)).toBe(1);
    await context.close();
  });

  it.each([
    ['the classic script', () => `${shop.address}/cy-classic`, () => shop],
    ['the classic script from elsewhere', () => otherOrigin.address, () => cdn],
  ])('come from beside %s, under a strict policy', async (_, address, from) => {
    const { context, page, requests, consoleMessages } = await visitPage(browser, address());
    await visitOf(page).getByRole('button', { name: cy.checkPostcode }).waitFor();
    // No other chunk may load: it would contain a second copy of the script's code. The Task is in test mode.
    await expect
      .poll(() => requests.filter((url) => url.includes('/chunks/')).sort())
      .toEqual(['cy', 'test-mode'].map((name) => `${from().address}${folder}/chunks/${name}.js`));
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(consoleMessages).toEqual([]);
    await context.close();
  });

  it('may fail: English stays, everything works, and they are asked for again', async () => {
    const { context, page, visit, respond, stopped, errors } = await visitWithoutWelsh('/cy');
    await stopped;
    respond('abort');
    await visit.getByLabel('Postcode').fill('SW1A 1AA');
    expect(await visit.locator('[lang]').first().getAttribute('lang')).toBe('en-GB');
    await visit.getByRole('button', { name: 'Check postcode' }).click();
    await visit.getByRole('radio').first().waitFor();
    expect(errors).toEqual([]);
    await page.unroute('**/chunks/cy.js');
    await page.evaluate(() => {
      document.documentElement.lang = 'en';
    });
    await page.evaluate(() => {
      document.documentElement.lang = 'cy';
    });
    await visit.getByText(cy.chooseWindow).waitFor();
    await context.close();
  });

  it('are dropped when something else was asked for before they came', async () => {
    const { context, page, visit, respond, stopped } = await visitWithoutWelsh('/');
    await visit.getByLabel('Postcode').waitFor();
    await page.evaluate(() => {
      document.documentElement.lang = 'cy';
    });
    await stopped;
    await page.evaluate(() => {
      document.documentElement.lang = 'en-GB';
    });
    const arrived = page.waitForResponse('**/chunks/cy.js');
    respond('continue');
    await (await arrived).finished();
    // Another element shows Welsh once the catalogue has loaded. Then the first element could have changed as well.
    await page.evaluate(() => {
      const other = document.createElement('ally-booking');
      other.lang = 'cy';
      other.setAttribute('task-id', 'tsk_blood');
      document.body.append(other);
    });
    await page.getByText(cy.title).waitFor();
    expect(await visit.first().getByText('Book your visit').isVisible()).toBe(true);
    await context.close();
  });
});
