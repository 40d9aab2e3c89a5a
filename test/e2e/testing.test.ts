/** Tags: @date */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scenarios } from '../../src/mocks/index.js';
import {
  aPatient,
  bookVisit,
  chooseWindow,
  enterPostcode,
  fillBooking,
  fillPatient,
  leadOn,
  readBooking,
  readScreen,
  reopenStep,
  seeProblem,
  seeReview,
} from '../../src/testing/index.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';
import { actionOptions } from '../harness/checkout-actions.js';

let browser: Browser;
let shop: PlainShop;
/** Shop whose policy allows frames. */
let framing: PlainShop;

const script = `<script type="module" src="${folder}/ally-booking.js"></script>`;
const element = '<ally-booking api-base="/ally" task-id="tsk_blood" mode="instant"></ally-booking>';

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': { head: script },
    '/two': { head: script, body: `${element}<div id="other">${element}</div>` },
    '/forgotten': {},
  });
  framing = await openPlainShop(
    { '/': { body: '<iframe src="/framed"></iframe>' }, '/framed': { head: script } },
    "frame-src 'self'",
  );
});
afterAll(async () => {
  shop.close();
  framing.close();
  await browser.close();
});

const open = async (path: string): Promise<Page> =>
  (await visitPage(browser, `${shop.address}${path}`)).page;

/** Options for actions that are expected to fail, because nothing will change while they wait. */
const shortTimeout = { timeout: 300 };

it('Playwright fills in a booking on a page with the strictest policy', async () => {
  const page = await open('/');
  const read = await fillBooking(
    page,
    { window: /^\w+day/, patient: aPatient({ sex: '' }) },
    actionOptions,
  );
  expect(read).toMatchObject({ step: 'review', complete: true, isValid: true, problems: [] });
  expect(read.states).toEqual(['covered', 'complete', 'test-mode']);
  const value = await page.evaluate(() =>
    new FormData(document.querySelector('form') ?? undefined).get('appointment'),
  );
  expect(read.value).toBe(value);
  expect(await page.evaluate(() => window.violations)).toEqual([]);
  await page.context().close();
});

it('Playwright meets a window that has gone, and a mistake', async () => {
  const page = await open('/');
  await enterPostcode(page, scenarios['window-gone'].postcode, actionOptions);
  await chooseWindow(page, 1, actionOptions);
  await fillPatient(page, aPatient({ phone: '' }), actionOptions);
  expect(await seeProblem(page, actionOptions)).toContain('Enter a phone number');
  await fillPatient(page, aPatient(), actionOptions);
  expect(await seeProblem(page, actionOptions)).toMatch(/^That time has just gone/);
  await chooseWindow(page, 0, actionOptions);
  await leadOn(page, actionOptions);
  expect((await seeReview(page, actionOptions)).complete).toBe(true);
  await reopenStep(page, 'coverage', actionOptions);
  expect((await readScreen(page, actionOptions)).fields).toEqual(['Postcode']);
  await page.context().close();
});

it('Playwright takes a locator where there are several, and a frame', async () => {
  const page = await open('/two');
  await expect(readBooking(page, shortTimeout)).rejects.toThrow(
    'There are 2 <ally-booking> there: name the one that is meant.',
  );
  const other = page.locator('#other ally-booking');
  await fillBooking(other, {}, actionOptions);
  expect((await bookVisit(other, actionOptions)).states).toContain('booked');
  expect((await readBooking(page.locator('ally-booking').first(), actionOptions)).step).toBe(
    'coverage',
  );
  await page.goto(framing.address);
  expect((await fillBooking(page.frameLocator('iframe'), {}, actionOptions)).complete).toBe(true);
  await page.context().close();
});

it('Playwright hears what is on the screen instead', async () => {
  const page = await open('/');
  await enterPostcode(page, scenarios['not-covered'].postcode, actionOptions);
  await seeProblem(page, actionOptions);
  await expect(chooseWindow(page, 0, shortTimeout)).rejects.toThrow(/We do not visit ZZ99 1AB yet/);
  await expect(chooseWindow(page, 0, shortTimeout)).rejects.toThrow(/step: coverage/);
  await page.goto(`${shop.address}/forgotten`);
  await expect(readBooking(page, shortTimeout)).rejects.toThrow(/nothing has registered it/);
  await expect(readBooking(page.locator('#none'), shortTimeout)).rejects.toThrow(
    /There is no <ally-boo/,
  );
  await page.context().close();
});

it('Playwright keeps the timeout when something covers the button', async () => {
  const page = await open('/');
  await page.evaluate(() => {
    const cover = document.createElement('div');
    // A page's own styles: the policy refuses style attributes, and not the CSSOM.
    Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '9' });
    document.body.append(cover);
  });
  await expect(enterPostcode(page, 'SW1A 1AA', shortTimeout)).rejects.toThrow(
    /: not within 0\.3 seconds\.\nOn the screen instead:\n {2}step: coverage/,
  );
  await page.context().close();
});
