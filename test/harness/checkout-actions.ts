/** Actions of a shopper on a checkout page, driven by Playwright. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as actions from '../../src/testing/index.js';
import { WAIT_MS } from './limits.js';

/** Options for the actions of `src/testing`. Their default timeout is too short for a busy machine. */
export const actionOptions = { timeout: WAIT_MS };

/**
 * Details of the test patient, by label. Each value is unique on the page, so that tests can search for leaks of it.
 */
export const markers = {
  'First name': 'Zebedina',
  'Last name': 'Quillfeather',
  'Phone number': '07700 900123',
  'Email address': 'zebedina@example.com',
  'Address line 1': '12 Markerstone Street',
  'Address line 2 (optional)': 'Flat Xylophone',
  'Town or city': 'Testhampton',
  'Anything we need to know (optional)': 'Beware of the wyvern',
};

/** Opens the shop, and records its console messages and the URLs that it requests. */
export const openShop = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const consoleMessages: string[] = [];
  const requestUrls: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'debug') consoleMessages.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => consoleMessages.push(`error: ${error.message}`));
  page.on('request', (request) => requestUrls.push(decodeURIComponent(request.url())));
  await page.goto(address);
  const visit = page.locator('ally-booking');
  await visit.getByLabel('Postcode').waitFor();
  // The demo's script sets the element's `fetch`, which restarts the element. It fills the panel after that.
  await page.waitForFunction(() => {
    const panel = document.querySelector<HTMLSelectElement>('#scenario');
    const isStarted = panel === null || panel.options.length > 1;
    return isStarted && !document.querySelector('ally-booking:state(loading)');
  });
  return { context, page, visit, consoleMessages, requestUrls };
};

/** Enters a postcode and submits it. */
export const checkPostcode = (page: Page, postcode: string): Promise<void> =>
  actions.enterPostcode(page, postcode, actionOptions);

const patient = actions.aPatient({
  firstName: markers['First name'],
  lastName: markers['Last name'],
  birthDate: { day: '27', month: 'march', year: '1984' },
  phone: markers['Phone number'],
  email: markers['Email address'],
  line1: markers['Address line 1'],
  line2: markers['Address line 2 (optional)'],
  town: markers['Town or city'],
  note: markers['Anything we need to know (optional)'],
});

/** Fills the patient form without submitting it. */
export const fillPatient = (page: Page): Promise<void> =>
  actions.fillPatient(page, patient, { ...actionOptions, submit: false });

/** Completes every step up to the review. */
export const goToReview = async (page: Page): Promise<void> => {
  await actions.fillBooking(page, { patient }, actionOptions);
};
