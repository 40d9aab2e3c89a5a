import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, type PlainShop } from '../fixtures/plain-page.js';

const modern = `<script type="module" src="${folder}/ally-booking.js"></script>`;
const classic = `<script defer src="${folder}/ally-booking.classic.js"></script>`;
/** Checkout form with fallback content in the element, some of it in the slot `heading`. */
const body = `<form action="/paid">
  <ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"
    ><h2 slot="heading">Your visit</h2>
    <p>Call us on 020 7946 0000.</p></ally-booking>
  <button>Pay</button>
</form>`;

let browser: Browser;
let shop: PlainShop;
let withoutTypes: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  const paid = { body: '<h1>Paid</h1>' };
  shop = await openPlainShop({
    '/': { head: modern, body },
    '/classic': { head: classic, body },
    '/paid': paid,
  });
  withoutTypes = await openPlainShop(
    { '/': { head: modern, body }, '/paid': paid },
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
  );
});
afterAll(async () => {
  await browser.close();
  shop.close();
  withoutTypes.close();
});

const fallback = (page: Page) => page.getByText('Call us on 020 7946 0000.');

/** Expects that the fallback content is shown and that the form can be submitted. */
const expectFallback = async (page: Page): Promise<void> => {
  await fallback(page).waitFor();
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.getByRole('heading', { name: 'Paid' }).waitFor();
};

const broken: Record<string, (route: Route) => Promise<void>> = {
  'is blocked': (route) => route.abort('blockedbyclient'),
  'is not there': (route) => route.fulfill({ status: 404, body: 'Not found' }),
  'is a page of another kind': (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>Sign in to this network</p>' }),
  'breaks as it runs': (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken");' }),
};

/** Script files, with the page that loads them and the pattern of their address. */
const files = [
  ['the module script', '/', `**${folder}/ally-booking.js`],
  ['its first chunk', '/', '**/chunks/booking.js'],
  ['the classic script', '/classic', '**/ally-booking.classic.js'],
] as const;

describe('F14: the text inside stays, and the order goes through', () => {
  it.each(
    Object.keys(broken).flatMap((how) => files.map(([what, ...where]) => [what, how, where])),
  )('when %s %s', async (_, how, [path, file]) => {
    const page = await browser.newPage();
    await page.route(file as string, broken[how as string] as (route: Route) => Promise<void>);
    const failed = page.waitForRequest(file as string);
    await page.goto(shop.address + (path as string));
    await failed;
    await expectFallback(page);
    await page.close();
  });

  it.each(files)('while %s is still awaited', async (_, path, file) => {
    const page = await browser.newPage();
    await page.route(file, () => undefined);
    await page.goto(shop.address + path, { waitUntil: 'commit' });
    await expectFallback(page);
    await page.close();
  });

  it('without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(shop.address);
    await page.getByRole('heading', { name: 'Your visit' }).waitFor();
    await expectFallback(page);
    await context.close();
  });

  it('under a policy that lets no trusted types be made', async () => {
    const page = await browser.newPage();
    const failure = page.waitForEvent('pageerror');
    await page.goto(withoutTypes.address);
    await failure;
    await expectFallback(page);
    await page.close();
  });

  it('when the journey’s code does not come, with a way to try again', async () => {
    const page = await browser.newPage();
    await page.route('**/chunks/journey.js', (route) => route.abort());
    await page.goto(shop.address);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await expectFallback(page);
    await page.close();
  });

  it('when the journey’s code never comes, once nobody would wait any longer', async () => {
    const page = await browser.newPage();
    await page.clock.install();
    await page.route('**/chunks/journey.js', () => undefined);
    const requested = page.waitForRequest('**/chunks/journey.js');
    await page.goto(shop.address);
    await requested;
    expect(await fallback(page).isVisible()).toBe(false);
    await page.clock.fastForward(20_000);
    await expectFallback(page);
    await page.close();
  });

  it('when the relay is not there', async () => {
    const page = await browser.newPage();
    await page.route('**/ally/**', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.goto(shop.address);
    await expectFallback(page);
    await page.close();
  });
});

it('F14: once it can start, the text is not shown, and the visit is asked for', async () => {
  const page = await browser.newPage();
  await page.goto(shop.address);
  await page.locator('ally-booking').getByLabel('Postcode').waitFor();
  expect(await fallback(page).isVisible()).toBe(false);
  expect(await page.getByRole('heading', { name: 'Your visit' }).isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Pay' }).click();
  expect(await page.evaluate(() => document.querySelector(':invalid:not(form)')?.localName)).toBe(
    'ally-booking',
  );
  expect(new URL(page.url()).pathname).toBe('/');
  await page.close();
});

it('F14: comes when the script comes late, and takes back what it showed', async () => {
  const page = await browser.newPage();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/chunks/booking.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(shop.address, { waitUntil: 'commit' });
  await fallback(page).waitFor();
  release();
  await page.locator('ally-booking').getByLabel('Postcode').waitFor();
  expect(await fallback(page).isVisible()).toBe(false);
  await page.close();
});
