import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/version.js';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import {
  folder,
  openPlainShop,
  otherFolder,
  otherVersion,
  visitPage,
  type PlainShop,
} from '../fixtures/plain-page.js';
import { checkPostcode, fillPatient, markers } from '../harness/checkout-actions.js';

const module = (address: string): string => `<script type="module" src="${address}"></script>`;
const classic = (address: string): string => `<script defer src="${address}"></script>`;

const ours = module(`${folder}/ally-booking.js`);
const oursAgain = module(`${folder}/ally-booking.js?again`);
const oursClassic = classic(`${folder}/ally-booking.classic.js`);
const oursClassicAgain = classic(`${folder}/ally-booking.classic.js?again`);
const theirs = module(`${otherFolder}/ally-booking.js`);
const theirsClassic = classic(`${otherFolder}/ally-booking.classic.js`);
const ownLit = module('/lit.js');

/** Combinations of scripts in a page, in document order. */
const combinations: Record<string, readonly string[]> = {
  'the module twice': [ours, oursAgain],
  'the classic script twice': [oursClassic, oursClassicAgain],
  'the module beside the classic script': [ours, oursClassic],
  'the classic script beside the module': [oursClassic, ours],
  'the module behind a plain Lit': [ownLit, ours],
  'the module before a plain Lit': [ours, ownLit],
  'the classic script behind a plain Lit': [ownLit, oursClassic],
  'the classic script before a plain Lit': [oursClassic, ownLit],
  'everything at once': [ours, ownLit, oursClassic, oursAgain, oursClassicAgain],
};

/** Combinations of two versions. The first one serves the page. */
const versions: Record<string, readonly [string, string]> = {
  modules: [ours, theirs],
  'classic scripts': [oursClassic, theirsClassic],
  'a module beside a classic script': [ours, theirsClassic],
  'a classic script beside a module': [oursClassic, theirs],
};

const pathOf = (name: string): string => `/${name.replaceAll(' ', '-')}`;
const body =
  '<shop-hello></shop-hello><form><ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"></ally-booking></form>';

let browser: Browser;
let shop: PlainShop;
let cdn: PlainShop;
let otherOrigin: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': { head: ours },
    '/classic': { head: oursClassic },
    ...Object.fromEntries(
      Object.entries({ ...combinations, ...versions }).map(([name, scripts]) => [
        pathOf(name),
        { head: scripts.join('\n'), body },
      ]),
    ),
  });
  cdn = await openPlainShop({});
  const fromCdn = `${cdn.address}${folder}/ally-booking.js`;
  otherOrigin = await openPlainShop(
    { '/': { head: `<script type="module" src="${fromCdn}" crossorigin></script>` } },
    `default-src 'none'; script-src ${cdn.address}; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types ally-booking`,
  );
});
afterAll(async () => {
  await browser.close();
  for (const server of [shop, cdn, otherOrigin]) server.close();
});

const violations = (page: Page): Promise<string[]> => page.evaluate(() => window.violations);

/** Completes every step up to the review, with a window from the calendar. */
const book = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await checkPostcode(page, 'SW1A 1AA');
  await visit.getByRole('button', { name: 'Choose from a calendar' }).click();
  await visit
    .getByRole('dialog')
    .getByRole('gridcell', { name: /\d times?$/ })
    .last()
    .click();
  await visit.getByRole('dialog').waitFor({ state: 'detached' });
  await visit.getByRole('radio').last().check();
  await visit.getByRole('button', { name: 'Continue' }).click();
  // Submits the empty form first, so that the error summary is rendered as well.
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByText('There is a problem').waitFor();
  await fillPatient(page);
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByText('Your visit is ready to book').first().waitFor();
};

describe('under the strictest policy, without a service worker', () => {
  it.each([
    ['the module', () => shop.address],
    ['the classic script', () => `${shop.address}/classic`],
    ['the module from another origin', () => otherOrigin.address],
  ])(
    '%s books a visit without a violation, and says nothing of the patient',
    async (_, address) => {
      const { context, page, consoleMessages, requests } = await visitPage(browser, address());
      await book(page);
      expect(await violations(page)).toEqual([]);
      expect(consoleMessages).toEqual([]);
      expect(requests.length).toBeGreaterThan(6);
      const personal = [...Object.values(markers), 'SW1A', '1984'];
      expect(requests.filter((url) => personal.some((marker) => url.includes(marker)))).toEqual([]);
      expect(await page.evaluate(() => document.cookie + String(localStorage.length))).toBe('0');
      await context.close();
    },
  );

  const shownCombinations = inRing(Object.keys(combinations), (name) =>
    [
      'the module beside the classic script',
      'the module before a plain Lit',
      'the classic script behind a plain Lit',
      'everything at once',
    ].includes(name),
  );

  it.each(shownCombinations)('%s: one of them serves the page', async (name) => {
    const { context, page, consoleMessages, requests } = await visitPage(
      browser,
      shop.address + pathOf(name),
    );
    await checkPostcode(page, 'SW1A 1AA');
    await page.locator('ally-booking').getByRole('radio').first().waitFor();
    if (combinations[name]?.includes(ownLit))
      await page.locator('shop-hello').getByText('Hello from the shop').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(consoleMessages).toEqual([]);
    // The script that does not serve the page does not load its code.
    expect(requests.filter((url) => url.includes('/chunks/booking.js')).length).toBeLessThanOrEqual(
      1,
    );
    await context.close();
  });

  const shownVersions = inRing(Object.keys(versions), (name) =>
    ['modules', 'a classic script beside a module'].includes(name),
  );

  it.each(shownVersions)('two versions of %s: the first, and a word about it', async (name) => {
    const { context, page, consoleMessages } = await visitPage(
      browser,
      shop.address + pathOf(name),
    );
    await checkPostcode(page, 'SW1A 1AA');
    await page.locator('ally-booking').getByRole('radio').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(consoleMessages).toEqual([
      `<ally-booking> ${otherVersion} is not started: ${version} is on this page.`,
    ]);
    await context.close();
  });
});
