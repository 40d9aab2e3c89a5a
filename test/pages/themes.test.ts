import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dress, openState } from '../../scripts/lib/stage.mjs';
import {
  acceptedPicture,
  acceptedStyles,
  differences,
  looks,
  named,
  pictureWidthsOf,
  unlikeness,
  walkThemes,
  type Look,
  type Walked,
} from '../../scripts/lib/themes.mjs';
import { launchBrowser } from '../support/browser.js';

const accept = 'If that is meant, accept it: npm run shots -- --themes';
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

declare const axe: typeof import('axe-core');

/** What people cannot tell apart, as axe counts it. */
const closeColours = async (page: Page): Promise<string[]> => {
  await page.addScriptTag({ path: axeFile });
  return page.evaluate(async () => {
    const { violations } = await axe.run('#stage', { runOnly: ['color-contrast', 'target-size'] });
    return violations.flatMap(({ nodes }) =>
      nodes.map(({ html, failureSummary }) => `${html.slice(0, 90)} ${failureSummary ?? ''}`),
    );
  });
};

/** What does not fit into the narrowest page. */
const tooWide = async (page: Page): Promise<string[]> => {
  const view = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  const found = await page.evaluate(() => {
    const stage = document.querySelector<HTMLElement>('#stage');
    if (!stage) throw new Error('There is no stage.');
    const { inlineSize, paddingInline } = stage.style;
    // As a shop's page would have it on a phone.
    stage.style.inlineSize = 'auto';
    stage.style.paddingInline = '12px';
    const { scrollWidth } = document.documentElement;
    stage.style.inlineSize = inlineSize;
    stage.style.paddingInline = paddingInline;
    return scrollWidth;
  });
  if (view) await page.setViewportSize(view);
  return found > 320 ? [`is ${String(found)} px wide`] : [];
};

/** Controls that look the same with the keyboard on them as without: their name, if there are any. */
const unmarked = async (page: Page): Promise<string[]> => {
  const controls = page.locator('ally-booking :is(button, input):visible:not([tabindex="-1"])');
  const found: string[] = [];
  const seen = new Set<string>();
  for (const control of await controls.all()) {
    const kind = (await control.getAttribute('part')) ?? (await control.getAttribute('type')) ?? '';
    if (seen.has(kind)) continue;
    seen.add(kind);
    const marks = await control.evaluate((element) => {
      const looksOf = (): string => {
        const box = element.closest('label.window') ?? element;
        return [element, box]
          .map((one) => getComputedStyle(one))
          .map(({ outline, backgroundColor }) =>
            [outline.includes('none') ? '' : outline, backgroundColor].join(),
          )
          .join();
      };
      const before = looksOf();
      (element as HTMLElement).focus({ focusVisible: true });
      const after = looksOf();
      (element as HTMLElement).blur();
      return before !== after;
    });
    if (!marks) found.push(kind);
  }
  return found;
};

let browser: Browser;
let walked: ReadonlyMap<string, Walked>;
const faults = new Map<string, string[]>();

beforeAll(async () => {
  browser = await launchBrowser();
  walked = await walkThemes(browser, inject('shop'), async (page, look, state) => {
    const found = [
      ...(await closeColours(page)),
      ...(await tooWide(page)),
      ...(await unmarked(page)).map((kind) => `${kind}: not seen where the keyboard is`),
    ];
    const name = named(look);
    faults.set(name, [
      ...(faults.get(name) ?? []),
      ...found.map((fault) => `${state.name}: ${fault}`),
    ]);
  });
}, 300_000);
afterAll(() => browser.close());

const found = (look: Look): Walked => {
  const one = walked.get(named(look));
  if (!one) throw new Error(`Nobody has seen ${named(look)}.`);
  return one;
};

describe.each(looks.map((look) => [named(look), look] as const))('%s', (_, look) => {
  it('can be read, fits 320 px, and shows where the keyboard is, in every state', () => {
    expect(faults.get(named(look))).toEqual([]);
  });

  it('makes of every part what was accepted', () => {
    const changed = differences(acceptedStyles(look), found(look).parts);
    if (changed.length > 0)
      throw new Error(`${named(look)} has changed.\n${changed.join('\n')}\n${accept}`);
  });

  it.each(pictureWidthsOf(look))(
    'looks as its picture of %i px in the documents does',
    async (width) => {
      const taken = found(look).pictures.get(width);
      if (!taken) throw new Error('No picture was taken.');
      const share = await unlikeness(browser, acceptedPicture(look, width), taken);
      expect(share, `docs/themes/${named(look)}-${String(width)}.png. ${accept}`).toBeLessThan(
        0.01,
      );
    },
  );
});

describe('a change is noticed', () => {
  const [look] = looks as [Look];

  it('that nobody can read, see or reach', async () => {
    const page = await openState(browser, inject('shop'), { name: 'empty' });
    await dress(page, { ...look, width: 480 });
    const seen = async (css: string): Promise<string[]> => {
      if (css !== '') await page.addStyleTag({ content: css });
      return [await closeColours(page), await tooWide(page), await unmarked(page)].map((list) =>
        list.join(),
      );
    };
    expect(await seen('')).toEqual(['', '', '']);
    expect((await seen('ally-booking { --ally-muted: #bbb }'))[0]).toContain('contrast of 1.');
    expect((await seen('ally-booking::part(input) { min-inline-size: 340px }'))[1]).not.toBe('');
    expect((await seen('ally-booking::part(button) { outline: none }'))[2]).toBe('button primary');
    await page.context().close();
  });

  it('of one property of one part, by name', () => {
    const { parts } = found(look);
    const changed = structuredClone(parts) as Record<string, string[]>;
    changed['button primary'] = (changed['button primary'] ?? []).map((styles) =>
      styles.replace(/font-weight: \d+/, 'font-weight: 900'),
    );
    delete changed['price'];
    const said = differences(changed, parts);
    expect(said[0]).toBe('::part(button primary): font-weight was 900, is 600');
    expect(said.at(-1)).toContain('::part(price) also has: ');
  });

  it('of another theme, by its picture', async () => {
    const [one, other] = looks
      .filter((each) => pictureWidthsOf(each).length > 0)
      .map((each) => found(each).pictures.get(320)) as [Buffer, Buffer];
    expect(await unlikeness(browser, one, other)).toBeGreaterThan(0.1);
    expect(await unlikeness(browser, one, one)).toBe(0);
  });
});
