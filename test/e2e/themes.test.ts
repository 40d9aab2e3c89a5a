import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyLook, openState } from '../fixtures/stage.js';
import {
  acceptedPicture,
  acceptedStyles,
  differences,
  looks,
  lookName,
  pictureWidthsOf,
  pictureDifference,
  walkThemes,
  type Look,
  type LookSnapshot,
} from '../fixtures/themes.js';
import { SWEEP_MS } from '../harness/limits.js';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { resizePage } from '../harness/frames.js';

const accept = 'If that is meant, accept it: npm run screenshots -- --themes';

/** Looks that this ring compares. Their accessibility is tested in accessibility.test.ts. */
const shownLooks = inRing(looks, (look) => lookName(look) === 'civic-light');

/** Returns the width of the page if the state does not fit 320 px, which is the narrowest page. */
const tooWide = async (page: Page): Promise<string[]> => {
  const view = page.viewportSize();
  await resizePage(page, { width: 320, height: 800 });
  const found = await page.evaluate(() => {
    const stage = document.querySelector<HTMLElement>('#stage');
    if (!stage) throw new Error('There is no stage.');
    const { inlineSize, paddingInline } = stage.style;
    // Lets the element fill the page, as on a phone.
    stage.style.inlineSize = 'auto';
    stage.style.paddingInline = '12px';
    const { scrollWidth } = document.documentElement;
    stage.style.inlineSize = inlineSize;
    stage.style.paddingInline = paddingInline;
    return scrollWidth;
  });
  if (view) await resizePage(page, view);
  return found > 320 ? [`is ${String(found)} px wide`] : [];
};

let browser: Browser;
let walked: ReadonlyMap<string, LookSnapshot>;
const faults = new Map<string, string[]>();

beforeAll(async () => {
  browser = await launchBrowser();
  walked = await walkThemes(
    browser,
    inject('shop'),
    async (page, look, state) => {
      const name = lookName(look);
      const found = await tooWide(page);
      faults.set(name, [
        ...(faults.get(name) ?? []),
        ...found.map((fault) => `${state.name}: ${fault}`),
      ]);
    },
    shownLooks,
  );
}, SWEEP_MS);
afterAll(() => browser.close());

const found = (look: Look): LookSnapshot => {
  const one = walked.get(lookName(look));
  if (!one) throw new Error(`${lookName(look)} was not visited.`);
  return one;
};

describe.each(shownLooks.map((look) => [lookName(look), look] as const))('%s', (_, look) => {
  it('fits 320 px, in every state', () => {
    expect(faults.get(lookName(look))).toEqual([]);
  });

  it('makes of every part what was accepted', () => {
    const changed = differences(acceptedStyles(look), found(look).parts);
    if (changed.length > 0)
      throw new Error(`${lookName(look)} has changed.\n${changed.join('\n')}\n${accept}`);
  });

  it.each(pictureWidthsOf(look))(
    'looks as its picture of %i px in the documents does',
    async (width) => {
      const taken = found(look).pictures.get(width);
      if (!taken) throw new Error('No picture was taken.');
      const share = await pictureDifference(browser, acceptedPicture(look, width), taken);
      expect(share, `docs/themes/${lookName(look)}-${String(width)}.png. ${accept}`).toBeLessThan(
        0.01,
      );
    },
  );
});

describe('a change is noticed', () => {
  const [look] = shownLooks as [Look];

  it('of what is too wide', async () => {
    const page = await openState(browser, inject('shop'), { name: 'empty' });
    await applyLook(page, { ...look, width: 480 });
    expect(await tooWide(page)).toEqual([]);
    await page.addStyleTag({ content: 'ally-booking::part(input) { min-inline-size: 340px }' });
    expect(await tooWide(page)).toHaveLength(1);
    await page.context().close();
  });

  it('of one property of one part, by name', () => {
    const { parts } = found(look);
    const changed = structuredClone(parts) as Record<string, string[]>;
    changed['button primary'] = (changed['button primary'] ?? []).map((styles) =>
      styles.replace(/font-weight: \d+/, 'font-weight: 900'),
    );
    delete changed['price'];
    const described = differences(changed, parts);
    expect(described[0]).toMatch(/^::part\(button primary\): font-weight was 900, is \d+$/);
    expect(described.at(-1)).toContain('::part(price) also has: ');
  });

  it('of another theme, by its picture', async () => {
    const [one, other] = looks
      .filter((each) => pictureWidthsOf(each).length > 0)
      .map((each) => acceptedPicture(each, 320)) as [Buffer, Buffer];
    expect(await pictureDifference(browser, one, other)).toBeGreaterThan(0.1);
    expect(await pictureDifference(browser, one, one)).toBe(0);
  });
});
