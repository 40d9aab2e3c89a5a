import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../harness/browser.js';
import { checkPostcode, goToReview, openShop } from '../harness/checkout-actions.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Finds elements that stick out of the page sideways, or are cut off by their box. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.checkVisibility() || element.closest('.unseen')) continue;
        const box = element.getBoundingClientRect();
        const name = element.outerHTML.slice(0, 80);
        if (box.right > innerWidth + 1 || box.left < -1) found.push(`sticks out: ${name}`);
        const { overflowX, overflowY } = getComputedStyle(element);
        const clips = [overflowX, overflowY].some((flow) => flow === 'hidden' || flow === 'clip');
        if (clips && element.scrollHeight > element.clientHeight + 1)
          found.push(`cut off: ${name}`);
      }
    };
    const booking = document.querySelector('ally-booking');
    if (booking?.shadowRoot) walk(booking.shadowRoot);
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });

const toPatient = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await checkPostcode(page, 'SW1A 1AA');
  expect(await cutOff(page)).toEqual([]);
  await visit.getByRole('radio').first().check();
  expect(await cutOff(page)).toEqual([]);
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByText('There is a problem').waitFor();
  expect(await cutOff(page)).toEqual([]);
};

describe('fits', () => {
  it('a page at 400%: 1280 px show what 320 px hold', async () => {
    const { context, page } = await openShop(browser, inject('shop'), {
      viewport: { width: 320, height: 256 },
      deviceScaleFactor: 4,
    });
    await toPatient(page);
    await context.close();
  });

  it('text set wide, as WCAG 1.4.12 asks, at 320 px', async () => {
    const { context, page } = await openShop(browser, inject('shop'), {
      viewport: { width: 320, height: 800 },
    });
    // Line height and spacing inherit into the shadow root, as if a user style sheet set them.
    await page.addStyleTag({
      content: 'ally-booking { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em }',
    });
    await toPatient(page);
    await context.close();
  });

  it('text of twice the size at 320 px', async () => {
    const { context, page } = await openShop(browser, inject('shop'), {
      viewport: { width: 320, height: 800 },
    });
    await page.addStyleTag({ content: 'ally-booking { font-size: 32px }' });
    await toPatient(page);
    await context.close();
  });
});

describe('follows', () => {
  it('a wish for less motion: nothing moves for longer than an eye can see', async () => {
    const { context, page, visit } = await openShop(browser, inject('shop'), {
      reducedMotion: 'reduce',
    });
    const button = visit.getByRole('button', { name: 'Check postcode' });
    const times = () =>
      button.evaluate((element) => {
        const { transitionDuration, transitionProperty } = getComputedStyle(element);
        return transitionProperty === 'none' ? '0s' : transitionDuration;
      });
    expect(await times()).toBe('0s');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await times()).toBe('0.15s');
    await context.close();
  });

  it('forced colours: every control has an edge, and what is chosen more than a colour', async () => {
    const { context, page, visit } = await openShop(browser, inject('shop'), {
      forcedColors: 'active',
    });
    await checkPostcode(page, 'SW1A 1AA');
    const edges = await visit
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons
          .filter((button) => !button.classList.contains('link'))
          .map((button) => getComputedStyle(button).borderTopWidth),
      );
    expect(edges.length).toBeGreaterThan(0);
    for (const edge of edges) expect(parseFloat(edge)).toBeGreaterThan(0);
    const radio = visit.getByRole('radio').first();
    expect(await radio.evaluate((input) => getComputedStyle(input).appearance)).not.toBe('none');
    await context.close();
  });

  it('the printer: what was chosen is on the paper, and nothing to press', async () => {
    const { context, page, visit } = await openShop(browser, inject('shop'));
    await goToReview(page);
    await page.emulateMedia({ media: 'print' });
    expect(await visit.getByText('Your visit is ready to book').first().isVisible()).toBe(true);
    expect(await visit.getByText('Zebedina Quillfeather').isVisible()).toBe(true);
    for (const role of ['button', 'link'] as const)
      expect(await visit.getByRole(role).filter({ visible: true }).count()).toBe(0);
    const [ink = [], adjust] = await visit.evaluate((booking) => {
      const { color, printColorAdjust } = getComputedStyle(
        booking.shadowRoot?.querySelector('[part~="summary"]') ?? booking,
      );
      return [color.match(/[\d.]+/g)?.map(Number), printColorAdjust] as const;
    });
    // The text is dark, and no backgrounds are requested. With `economy` a browser may darken light text in print.
    expect(Math.max(...ink)).toBeLessThan(96);
    expect(adjust).toBe('economy');
    await context.close();
  });
});
