/** What a shopper does in a whole page, driven from outside of it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** The patient's details: made up, and told apart from everything else on the page. */
export const markers = {
  'First name': 'Zebedina',
  'Last name': 'Quillfeather',
  'Phone number': '07700 900123',
  'Email address': 'zebedina@example.com',
  'Address line 1': '12 Markerstone Street',
  'Address line 2 (optional)': 'Flat Xylophone',
  'Town or city': 'Testhampton',
  'Anything the clinician should know (optional)': 'Beware of the wyvern',
};

/** Opens the shop, and keeps everything that its console and its network say. */
export const openShop = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const said: string[] = [];
  const addresses: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'debug') said.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
  await page.goto(address);
  const visit = page.locator('ally-booking');
  await visit.getByLabel('Postcode').waitFor();
  return { context, page, visit, said, addresses };
};

export const checkPostcode = async (page: Page, postcode: string): Promise<void> => {
  const visit = page.locator('ally-booking');
  await visit.getByLabel('Postcode').fill(postcode);
  await visit.getByRole('button', { name: 'Check postcode' }).click();
};

export const fillPatient = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await visit.getByLabel('Me', { exact: true }).check();
  for (const [label, text] of Object.entries(markers)) await visit.getByLabel(label).fill(text);
  await visit.getByLabel('Day').fill('27');
  await visit.getByLabel('Month').fill('march');
  await visit.getByLabel('Year').fill('1984');
  await visit.getByRole('checkbox').check();
};

/** Goes all the way to the review. */
export const finish = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await checkPostcode(page, 'SW1A 1AA');
  await visit.getByRole('radio').first().check();
  await visit.getByRole('button', { name: 'Continue' }).click();
  await fillPatient(page);
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByText('Your visit is ready to book').first().waitFor();
};
