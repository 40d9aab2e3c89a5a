import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tagFor } from '../../tools/docs/tag.js';
import { launchBrowser, launchFirefox } from '../harness/browser.js';
import { folder, openPlainShop, type PlainShop } from '../fixtures/plain-page.js';
import { checkPostcode, fillPatient } from '../harness/checkout-actions.js';

const ours = `<script type="module" src="${folder}/ally-booking.js"></script>`;

let shop: PlainShop;
/** Shop whose policy does not require Trusted Types, so that a test can add a script tag. */
let laxShop: PlainShop;
beforeAll(async () => {
  shop = await openPlainShop({ '/': { head: ours }, '/printed': { head: tagFor('') } });
  laxShop = await openPlainShop({ '/': { head: ours } }, "script-src 'self'");
});
afterAll(() => {
  shop.close();
  laxShop.close();
});

const tryAgain = (page: Page): Promise<void> =>
  page.locator('ally-booking').getByRole('button', { name: 'Try again' }).click();

const failed = 'A part of this page did not load';

describe.each([
  ['Chromium', launchBrowser],
  ['Firefox', launchFirefox],
])('in %s, a part of the script that does not load', (_, launch) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  /** Opens the page without one chunk: requests for it fail until `letThrough` is called. */
  const visitWithout = async (chunk: string, address = shop.address) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let isStopped = true;
    let stopped = 0;
    await page.route(`**/chunks/${chunk}.js`, (route) => {
      stopped += Number(isStopped);
      return isStopped ? route.abort() : route.continue();
    });
    await page.goto(address);
    return {
      context,
      page,
      visit: page.locator('ally-booking'),
      letThrough: () => {
        expect(stopped).toBeGreaterThan(0);
        isStopped = false;
      },
    };
  };

  it.each([
    ['the script alone', '/'],
    ['the printed tag', '/printed'],
  ])(
    'the journey, by %s: says so where it would begin, and begins at a second try',
    async (__, path) => {
      const { context, page, visit, letThrough } = await visitWithout(
        'journey',
        shop.address + path,
      );
      await visit.getByText(failed).first().waitFor();
      expect(await page.getByText('Call us.').isVisible()).toBe(true);
      letThrough();
      await tryAgain(page);
      await checkPostcode(page, 'SW1A 1AA');
      await visit.getByRole('radio').first().waitFor();
      await context.close();
    },
  );

  it('the windows: the postcode is kept, and they come at a second try', async () => {
    const { context, page, visit, letThrough } = await visitWithout('window-step');
    await checkPostcode(page, 'SW1A 1AA');
    await visit.getByText(failed).first().waitFor();
    letThrough();
    await tryAgain(page);
    await visit.getByRole('radio').first().waitFor();
    expect(await visit.getByText('SW1A 1AA').first().isVisible()).toBe(true);
    await context.close();
  });

  it('the patient’s form: the time is kept, and it comes at a second try', async () => {
    const { context, page, visit, letThrough } = await visitWithout('patient-step');
    await checkPostcode(page, 'SW1A 1AA');
    await visit.getByRole('radio').first().check();
    await visit.getByRole('button', { name: 'Continue' }).click();
    await visit.getByText(failed).first().waitFor();
    letThrough();
    await tryAgain(page);
    await fillPatient(page);
    await visit.getByRole('button', { name: 'Continue' }).click();
    await visit.getByText('Your visit is ready to book').first().waitFor();
    await context.close();
  });

  it('the calendar: the list can still be used, and the next press opens it', async () => {
    const { context, page, visit, letThrough } = await visitWithout('window-calendar');
    await checkPostcode(page, 'SW1A 1AA');
    await visit.getByRole('button', { name: 'Choose from a calendar' }).click();
    await visit.getByText('The calendar did not load').waitFor();
    expect(await visit.getByRole('radio').first().isEnabled()).toBe(true);
    letThrough();
    await visit.getByRole('button', { name: 'Choose from a calendar' }).click();
    await visit.getByRole('dialog').waitFor();
    await context.close();
  });

  it('the first of it: the text inside stays, and another script tag is let in', async () => {
    const { context, page, visit, letThrough } = await visitWithout('booking', laxShop.address);
    const loads = (tag: string) =>
      page.evaluate(
        (again) =>
          new Promise<string>((resolve) => {
            const script = document.createElement('script');
            Object.assign(script, { type: 'module', src: again });
            script.onload = () => {
              const mark = Symbol.for('ally-booking');
              (globalThis as unknown as Record<symbol, Promise<unknown>>)[mark]?.then(
                () => {
                  resolve('registered');
                },
                (error: unknown) => {
                  resolve(String(error));
                },
              );
            };
            document.head.append(script);
          }),
        tag,
      );
    await expect
      .poll(() => page.evaluate(() => Symbol.for('ally-booking') in globalThis))
      .toBe(true);
    expect(await page.getByText('Call us.').isVisible()).toBe(true);
    expect(await loads(`${folder}/ally-booking.js#second`)).toMatch(
      /<ally-booking> .* could not be loaded/,
    );
    letThrough();
    expect(await loads(`${folder}/ally-booking.js#third`)).toBe('registered');
    await visit.getByLabel('Postcode').waitFor();
    expect(await page.getByText('Call us.').isVisible()).toBe(false);
    await context.close();
  });
});

it('a file that was changed on its way is not run', async () => {
  const browser = await launchBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/chunks/booking.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};globalThis.changed = true;` });
  });
  const failure = page.waitForEvent('pageerror');
  await page.goto(shop.address);
  expect((await failure).message).toContain('could not be loaded');
  expect(await page.evaluate(() => 'changed' in globalThis)).toBe(false);
  expect(await page.getByText('Call us.').isVisible()).toBe(true);
  await browser.close();
});
