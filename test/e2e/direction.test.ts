import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, type PlainShop } from '../fixtures/plain-page.js';
import { checkPostcode, fillPatient, markers } from '../harness/checkout-actions.js';

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': { head: `<script type="module" src="${folder}/ally-booking.js"></script>` },
  });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Changes the direction and the language of the page, as a shop does when the user chooses a language. */
const setDirection = (page: Page, dir: 'ltr' | 'rtl', lang: string): Promise<void> =>
  page.evaluate(
    ([direction, language]) => {
      document.documentElement.dir = direction;
      document.documentElement.lang = language;
      const booking = document.querySelector('ally-booking');
      booking?.setAttribute('lang', language);
      booking?.setAttribute('dir', direction);
    },
    [dir, lang] as const,
  );

/** Returns by how many pixels the content is wider than the page and the card. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const card = document.querySelector('ally-booking')?.shadowRoot?.querySelector('[part=card]');
    return (
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth +
      (card ? card.scrollWidth - card.clientWidth : 1)
    );
  });

describe('a page that is turned round while it is used', () => {
  it.each(inRing([320, 900], (width) => width === 320))(
    'loses nothing that was typed, at %i px',
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      await page.goto(shop.address);
      const visit = page.locator('ally-booking');
      await visit.getByLabel('Postcode').fill('SW1A 1AA');
      await setDirection(page, 'rtl', 'ar');
      expect(await visit.getByLabel('Postcode').inputValue()).toBe('SW1A 1AA');
      // The card is mirrored with the page: the number of a step is at its right.
      const [marker, heading] = await Promise.all(
        ['.marker', '.title .heading'].map((part) => visit.locator(part).first().boundingBox()),
      );
      expect(marker?.x).toBeGreaterThan(heading?.x ?? Infinity);
      expect(await overflow(page)).toBe(0);
      await checkPostcode(page, 'SW1A 1AA');
      await visit.getByRole('radio').nth(1).check();
      await setDirection(page, 'ltr', 'cy');
      expect(await visit.getByRole('radio').nth(1).isChecked()).toBe(true);
      await setDirection(page, 'rtl', 'he');
      expect(await visit.getByRole('radio').nth(1).isChecked()).toBe(true);
      expect(await overflow(page)).toBe(0);
      await visit.getByRole('button', { name: 'Continue' }).click();
      await fillPatient(page);
      await setDirection(page, 'ltr', 'en');
      await setDirection(page, 'rtl', 'ar');
      expect(await overflow(page)).toBe(0);
      for (const [label, text] of Object.entries(markers))
        expect(await visit.getByLabel(label).inputValue()).toBe(text);
      await visit.getByRole('button', { name: 'Continue' }).click();
      await visit.getByText('Your visit is ready to book').first().waitFor();
      const value = await visit.evaluate((booking) => (booking as HTMLInputElement).value);
      await setDirection(page, 'ltr', 'en');
      expect(value).not.toBe('');
      expect(await visit.evaluate((booking) => (booking as HTMLInputElement).value)).toBe(value);
      await page.close();
    },
  );
});
