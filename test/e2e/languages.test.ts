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
        // No `crossorigin`: a script like that is told nothing of its own address but by its tag.
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
const catalogues = (asked: readonly string[]): number =>
  asked.filter((url) => /\/chunks\/cy\.js/.test(url)).length;

/** Opens a page whose Welsh does not come until it is let through, or never. */
const visitWithoutWelsh = async (path: string, options: BrowserContextOptions = {}) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  let answer!: (how: 'abort' | 'continue') => void;
  const answered = new Promise<'abort' | 'continue'>((resolve) => (answer = resolve));
  const stopped = new Promise<void>((resolve) => {
    void page.route('**/chunks/cy.js', (route) => {
      resolve();
      return answered.then((how) => route[how]());
    });
  });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${shop.address}${path}`, { waitUntil: 'commit' });
  return { context, page, visit: visitOf(page), answer, stopped, errors };
};

describe('the words of another language', () => {
  it('are not asked for by an English page, nor by one in a language that we have not', async () => {
    for (const path of ['/', '/fr']) {
      const { context, page, asked } = await visitPage(browser, `${shop.address}${path}`);
      await visitOf(page).getByText('Book your visit').waitFor();
      await page.evaluate(() => document.querySelector('ally-booking')?.ready);
      expect(asked.length).toBeGreaterThan(3);
      expect(catalogues(asked)).toBe(0);
      await context.close();
    }
  });

  it('come with the first step: nobody sees English before', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const look = (): void => {
        seen.push(document.querySelector('ally-booking')?.shadowRoot?.textContent ?? '');
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${shop.address}/cy`);
    await visitOf(page).getByRole('button', { name: cy.checkPostcode }).waitFor();
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.filter((text) => /Book your visit|Your postcode/.test(text))).toEqual([]);
    expect(catalogues(asked)).toBe(1);
    await context.close();
  });

  it.each([
    ['the classic script', () => `${shop.address}/cy-classic`, () => shop],
    ['the classic script from elsewhere', () => otherOrigin.address, () => cdn],
  ])('come from beside %s, under a strict policy', async (_, address, from) => {
    const { context, page, asked, said } = await visitPage(browser, address());
    await visitOf(page).getByRole('button', { name: cy.checkPostcode }).waitFor();
    // One file each: a second copy of the script's own code would come with another. The Task is in test mode.
    await expect
      .poll(() => asked.filter((url) => url.includes('/chunks/')).sort())
      .toEqual(['cy', 'test-mode'].map((name) => `${from().address}${folder}/chunks/${name}.js`));
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(said).toEqual([]);
    await context.close();
  });

  it('may fail: English stays, everything works, and they are asked for again', async () => {
    const { context, page, visit, answer, stopped, errors } = await visitWithoutWelsh('/cy');
    await stopped;
    answer('abort');
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
    const { context, page, visit, answer, stopped } = await visitWithoutWelsh('/');
    await visit.getByLabel('Postcode').waitFor();
    await page.evaluate(() => {
      document.documentElement.lang = 'cy';
    });
    await stopped;
    await page.evaluate(() => {
      document.documentElement.lang = 'en-GB';
    });
    const arrived = page.waitForResponse('**/chunks/cy.js');
    answer('continue');
    await (await arrived).finished();
    // Another element hears of them: so this one has as well.
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
