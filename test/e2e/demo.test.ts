import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { scenarios, type ScenarioName } from '../../src/mocks/scenarios/scenarios.js';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import {
  checkPostcode,
  fillPatient,
  markers,
  openShop as open,
} from '../harness/checkout-actions.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const openShop = (options?: BrowserContextOptions) => open(browser, inject('shop'), options);

const order = async (page: Page): Promise<void> => {
  await page.getByLabel('Email', { exact: true }).fill('buyer@example.com');
  await page.getByLabel('Full name').fill('A Buyer');
  await page.getByLabel('Address', { exact: true }).fill('1 Shop Street');
  await page.getByRole('region', { name: 'Delivery' }).getByLabel('Postcode').fill('E1 6AN');
  await page.getByRole('button', { name: 'Pay' }).click();
};

describe('the demo shop', () => {
  it('takes a stranger from postcode to appointment, and tells the page nothing of the patient', async () => {
    const { context, page, visit, consoleMessages, requestUrls } = await openShop();
    await checkPostcode(page, 'sw1a 1aa');
    const radio = visit.getByRole('radio').nth(1);
    await radio.check();
    await visit.getByRole('button', { name: 'Continue' }).click();
    await fillPatient(page);
    await visit.getByRole('button', { name: 'Continue' }).click();
    await visit.getByText('Your visit is ready to book').first().waitFor();
    await order(page);
    await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
    expect(await page.locator('#appointment').textContent()).toContain('Blood test at home');
    expect(await page.locator('#sent').textContent()).toMatch(/appointment: sel_/);

    expect(await page.locator('#leaks').textContent()).toBe('0');
    const kept = await page.evaluate(async () => ({
      storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      cookies: document.cookie,
      timings: performance.getEntriesByType('resource').map(({ name }) => name),
      history: history.length,
      databases: (await indexedDB.databases()).length,
    }));
    expect(kept.cookies).toBe('');
    const places = {
      events: await page.locator('#events').textContent(),
      form: await page.locator('#sent').textContent(),
      console: consoleMessages.join('\n'),
      addresses: requestUrls.join('\n'),
      timings: decodeURIComponent(kept.timings.join('\n')),
      storage: kept.storage,
    };
    expect(places.addresses).toContain('/ally/selections');
    for (const [place, text] of Object.entries(places))
      for (const marker of [...Object.values(markers), '1984-03-27', '+447700900123'])
        expect(text, `${marker} in ${place}`).not.toContain(marker);
    for (const place of ['events', 'console', 'addresses', 'timings', 'storage'] as const)
      for (const postcode of ['sw1a 1aa', 'SW1A 1AA', 'SW1A1AA'])
        expect(places[place], `${postcode} in ${place}`).not.toContain(postcode);
    expect(consoleMessages).toEqual([]);
    await context.close();
  });

  const timeZones = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'];

  it.each(inRing(timeZones, (zone) => zone !== 'UTC'))(
    'shows the place’s own times to a browser in %s',
    async (timezoneId) => {
      const { context, page, visit } = await openShop({ timezoneId });
      expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe(
        timezoneId,
      );
      await checkPostcode(page, 'SW1A 1AA');
      await visit.getByRole('radio').first().waitFor();
      const times = await visit.locator('[part~=window-time]').allTextContents();
      const shifts = ['7am to 9am', '9am to midday', '1pm to 5pm', '5pm to 8pm'];
      expect(times.map((time) => time.trim()).filter((time) => !shifts.includes(time))).toEqual([]);
      await context.close();
    },
  );

  // Tests in test/browser/journeys cover every scenario. These only check that the demo offers them.
  const meets = {
    covered: /When should we come\?/,
    'not-covered': /We do not visit .* yet/,
    'no-windows': /No times are free in the next three weeks/,
    offline: /could not reach our booking service/,
    'error-once': /When should we come\?/,
    'window-gone': /When should we come\?/,
    'many-windows': /When should we come\?/,
    paused: /We are not taking bookings/,
  } satisfies Partial<Record<ScenarioName, RegExp>>;

  // A clinic that responds, one that cannot be reached, and one that responds to the second request.
  const sample = ['not-covered', 'offline', 'error-once'];

  it.each(inRing(Object.keys(meets) as (keyof typeof meets)[], (name) => sample.includes(name)))(
    'plays %s, chosen by name and typed by postcode',
    async (name) => {
      const { context, page, visit, consoleMessages } = await openShop();
      await page.getByLabel('The clinic behaves like').selectOption(name);
      await checkPostcode(page, 'M1 1AE');
      await visit.getByText(meets[name]).first().waitFor();
      await page.getByLabel('The clinic behaves like').selectOption('');
      await checkPostcode(page, scenarios[name].postcode);
      await visit.getByText(meets[name]).first().waitFor();
      // The browser logs the intended failures of requests. There must be no other messages.
      expect(
        consoleMessages.filter((line) => !/^error: Failed to load resource/.test(line)),
      ).toEqual([]);
      if (!['offline', 'error-once'].includes(name)) expect(consoleMessages).toEqual([]);
      await context.close();
    },
  );

  it('dresses the visit as its panel says', async () => {
    const { context, page, visit } = await openShop({
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    const widthOf = () => visit.evaluate((host) => host.getBoundingClientRect().width);
    const own = await widthOf();
    await page.getByLabel('Width').selectOption('320');
    expect(await widthOf()).toBe(320);
    await page.getByLabel('Width').selectOption('');
    expect(await widthOf()).toBe(own);
    const button = visit.getByRole('button', { name: 'Check postcode' });
    const look = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
    const looks = await page.getByLabel('Look').locator('option').all();
    const backgrounds: string[] = [];
    // The last option is the default look.
    for (const { length } = looks; backgrounds.length < length;) {
      const [name = ''] = await page.getByLabel('Look').selectOption({ index: backgrounds.length });
      // The element has the default look until the new style sheet has loaded.
      await page.waitForFunction((look) => {
        const theme = document.querySelector<HTMLLinkElement>('#theme');
        return look === 'plain'
          ? theme?.disabled
          : theme?.sheet?.href === theme?.href && theme?.href.endsWith(`/${look}.css`);
      }, name);
      expect(backgrounds).not.toContain(await look());
      backgrounds.push(await look());
    }
    expect(looks).toHaveLength(5);
    const ours = await look();
    await page.getByLabel('Colours').selectOption('dark');
    expect(await look()).not.toBe(ours);
    await page.getByLabel('Mode').selectOption('instant');
    expect(await visit.evaluate((host) => (host as HTMLElement & { mode: string }).mode)).toBe(
      'instant',
    );
    await context.close();
  });

  it('plays a Task that asks more, and one that is refused', async () => {
    const { context, page, visit } = await openShop();
    await page.getByLabel('The clinic behaves like').selectOption('misconfigured');
    await visit.getByText('Call us on').waitFor();
    await page.getByLabel('The clinic behaves like').selectOption('two-consents');
    await checkPostcode(page, 'M1 1AE');
    await visit.getByRole('radio').first().check();
    await visit.getByRole('button', { name: 'Continue' }).click();
    await visit.getByLabel('My sample may be used for research').waitFor();
    await context.close();
  });

  it('plays a part of the script that does not load, and loads at a second try', async () => {
    const { context, page, visit } = await openShop();
    await checkPostcode(page, scenarios['script-fails'].postcode);
    await visit.getByRole('radio').first().check();
    await visit.getByRole('button', { name: 'Continue' }).click();
    await visit.getByText('A part of this page did not load').first().waitFor();
    await visit.getByRole('button', { name: 'Try again' }).click();
    await fillPatient(page);
    await visit.getByRole('button', { name: 'Continue' }).click();
    await visit.getByText('Your visit is ready to book').first().waitFor();
    await context.close();
  });

  it('lets an order through without a visit when nothing is free, and says what comes next', async () => {
    const { context, page, visit } = await openShop();
    await checkPostcode(page, scenarios['no-windows'].postcode);
    await visit.getByText(meets['no-windows']).first().waitFor();
    await order(page);
    await page.getByText('We will get in touch to arrange your visit.').waitFor();
    await context.close();
  });

  it('keeps Pay waiting until the visit is chosen, and points at it', async () => {
    const { context, page, visit } = await openShop();
    await order(page);
    await expect
      .poll(() => visit.evaluate((host) => host.matches(':state(user-invalid)')))
      .toBe(true);
    expect(await page.locator('#thanks').isVisible()).toBe(false);
    await context.close();
  });

  const views = [
    [320, 'light'],
    [320, 'dark'],
    [900, 'light'],
    [900, 'dark'],
  ] as const;

  it.each(inRing(views, ([width, scheme]) => (width === 320) === (scheme === 'light')))(
    'fits %i px in %s without scrolling sideways',
    async (width, colorScheme) => {
      const { context, page, visit } = await openShop({
        viewport: { width, height: 800 },
        colorScheme,
      });
      const fits = async (): Promise<boolean> => {
        const inPage = await page.evaluate(
          () => document.documentElement.scrollWidth <= window.innerWidth,
        );
        // Every control is at least 8 px inside the card's edge.
        const edge = (await visit.boundingBox()) ?? { x: 0, width: 0 };
        const controls = await visit.locator('input, textarea, button, label').all();
        const boxes = await Promise.all(controls.map((control) => control.boundingBox()));
        return (
          inPage &&
          boxes.every((box) => box === null || box.x + box.width <= edge.x + edge.width - 8)
        );
      };
      expect(await fits()).toBe(true);
      await checkPostcode(page, 'SW1A 1AA');
      await visit.getByRole('radio').first().check();
      expect(await fits()).toBe(true);
      await visit.getByRole('button', { name: 'Continue' }).click();
      await visit.getByRole('button', { name: 'Continue' }).click();
      await visit.getByText('There is a problem').waitFor();
      expect(await fits()).toBe(true);
      await context.close();
    },
  );
});
