import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import manifest from '../../custom-elements.json';
import { launchBrowser } from '../harness/browser.js';
import { openShop } from '../harness/checkout-actions.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

const open = async (): Promise<Page> =>
  (await openShop(browser, `${inject('shop')}anatomy.html`)).page;

const selector = (page: Page) => page.locator('output');

it('lists every part that the manifest names, and no other', async () => {
  const page = await open();
  const named = manifest.modules
    .flatMap(({ declarations }) => declarations as { tagName?: string; cssParts?: object[] }[])
    .flatMap(({ tagName, cssParts = [] }) => (tagName === 'ally-booking' ? cssParts : []))
    .map((part) => (part as { name: string }).name);
  expect(await page.locator('#parts button').allTextContents()).toEqual(named);
});

it('prints the selector of what is pointed at, states and all, and lights it up', async () => {
  const page = await open();
  // The Task has loaded, so that the layout does not move under the pointer any more.
  await page.locator('ally-booking').getByText('Test mode').waitFor();
  const button = page.locator('ally-booking').getByRole('button').first();
  await button.hover();
  await selector(page).getByText('ally-booking::part(button primary)', { exact: true }).waitFor();
  const width = await button.evaluate((pressed) => getComputedStyle(pressed).outlineWidth);
  expect(width).toBe('3px');
});

it('does so by the keyboard too, in the visit and in the list', async () => {
  const page = await open();
  await page.locator('ally-booking').getByLabel('Postcode').focus();
  await selector(page).getByText('ally-booking::part(input)', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'heading', exact: true }).focus();
  await selector(page).getByText('ally-booking::part(heading)', { exact: true }).waitFor();
  const heading = page.locator('ally-booking').getByRole('heading').first();
  expect(await heading.evaluate((title) => getComputedStyle(title).outlineWidth)).toBe('3px');
});
