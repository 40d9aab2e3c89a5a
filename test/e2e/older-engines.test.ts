import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesIn } from '../../tools/build/dist.js';
import { newerFeatures } from '../../tools/baseline/known-features.js';
import { usesInScript } from '../../tools/baseline/scan-scripts.js';
import { reopenStep } from '../../src/testing/index.js';
import { isWide } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, type PlainShop } from '../fixtures/plain-page.js';
import { checkPostcode, fillPatient, actionOptions } from '../harness/checkout-actions.js';

const classicFile = 'ally-booking.classic.js';
const classic = bytesIn(classicFile).toString();

/** Newer CSS and HTML features that the classic script uses, with the source text of each use. */
const usesByFeature = new Map<string, string[]>();
for (const { part } of usesInScript(classic)) {
  const [kind = '', , ...names] = part.key.split('.');
  const suffix = { css: names.length === 1 ? ':' : '', html: '=' }[kind];
  if (suffix === undefined) continue;
  const source = part.feature === 'relative-color' ? 'color(from' : names.join(':') + suffix;
  usesByFeature.set(part.feature, [...(usesByFeature.get(part.feature) ?? []), source]);
}

/**
 * Functions that remove a feature from a page before its scripts run. They return true if the feature existed and is
 * removed.
 */
const removeFeature: Readonly<Record<string, () => boolean>> = {
  popover: () =>
    ['popover', 'showPopover', 'hidePopover', 'togglePopover'].every(
      (name) =>
        name in HTMLElement.prototype && Reflect.deleteProperty(HTMLElement.prototype, name),
    ),
  'trusted-types': () =>
    'trustedTypes' in globalThis && Reflect.deleteProperty(globalThis, 'trustedTypes'),
  fetch: () => {
    const { fetch: native } = globalThis;
    globalThis.fetch = (url, { keepalive, ...options } = {}) => {
      if (keepalive === true) document.documentElement.dataset.keepalive = 'ignored';
      // Simulates leaving the page while a hold is released, because only then the script uses `keepalive`.
      else if (options.method === 'DELETE') dispatchEvent(new Event('pagehide'));
      return native(url, options);
    };
    return Reflect.deleteProperty(Request.prototype, 'keepalive');
  },
  'canvas-2d-willreadfrequently': () => {
    const { prototype } = HTMLCanvasElement;
    const native = Reflect.get(prototype, 'getContext') as (kind: string) => unknown;
    return Reflect.set(prototype, 'getContext', function (this: unknown, kind: string) {
      return Reflect.apply(native, this, [kind]);
    });
  },
};

/** Features of the order page's styles only, which the booking scripts do not contain. */
const orderPageOnly = ['box-decoration-break'];

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop(
    {
      '/': { head: `<script type="module" src="${folder}/ally-booking.js"></script>` },
      '/classic': { head: `<script defer src="${folder}/${classicFile}"></script>` },
    },
    // The policy does not require Trusted Types, because engines without them do not know it.
    "script-src 'self'; style-src 'self'",
  );
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Opens a page without some features. `scripts` replaces the classic script. */
const openWithout = async (features: readonly string[], path: string, scripts = '') => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  for (const feature of features)
    await page.addInitScript(
      `(globalThis.removed ??= []).push((${String(removeFeature[feature])})())`,
    );
  if (scripts !== '')
    await page.route(`**/${classicFile}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: scripts }),
    );
  await page.goto(shop.address + path);
  expect(await page.evaluate('globalThis.removed')).toEqual(features.map(() => true));
  return { context, page, faults };
};

/** Books a visit, opens the calendar on the way, and changes the held window once. */
const book = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await checkPostcode(page, 'SW1A 1AA');
  await visit.getByRole('button', { name: 'Choose from a calendar' }).click();
  await visit.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await visit.getByRole('dialog').waitFor({ state: 'hidden' });
  const held = page.waitForResponse((response) => response.url().endsWith('/holds'));
  await visit.getByRole('radio').first().check();
  await visit.getByRole('button', { name: 'Continue' }).click();
  await held;
  await reopenStep(page, 'window', actionOptions);
  await visit.getByRole('radio').last().check();
  await visit.getByRole('button', { name: 'Continue' }).click();
  await fillPatient(page);
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByText('Your visit is ready to book').first().waitFor();
  expect(
    await page.evaluate(() =>
      new FormData(document.querySelector('form') ?? undefined).get('appointment'),
    ),
  ).toMatch(/\S{20}/);
};

/** Expects that a request with `keepalive` was sent in spite of the missing feature. */
const expectKeepalive = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.documentElement.dataset.keepalive))
    .toBe('ignored');

describe('each newer feature', () => {
  it('is one that can be taken away', () => {
    expect(
      [...Object.keys(removeFeature), ...usesByFeature.keys(), ...orderPageOnly].sort(),
    ).toEqual(Object.keys(newerFeatures).sort());
  });

  // The whole ring removes all features at once, in the next test.
  it.each(isWide ? Object.keys(removeFeature) : [])(
    '%s: a visit is booked without it',
    async (feature) => {
      const { context, page, faults } = await openWithout([feature], '/');
      await book(page);
      if (feature === 'fetch') await expectKeepalive(page);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('a visit is booked without any of them, those of styles and templates too', async () => {
    let scripts = classic;
    for (const source of [...usesByFeature.values()].flat()) {
      expect(scripts).toContain(source);
      scripts = scripts.replaceAll(source, `gone-${source}`);
    }
    expect(usesInScript(scripts).filter(({ part }) => /^(?:css|html)/.test(part.key))).toEqual([]);
    const { context, page, faults } = await openWithout(
      Object.keys(removeFeature),
      '/classic',
      scripts,
    );
    await book(page);
    await expectKeepalive(page);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** Syntax error, as an older engine reports for newer syntax. */
const unreadable = 'const of what = no one;';

it.each(['/', '/classic'])(
  'F14: an engine that cannot read the script of %s leaves what stands inside',
  async (path) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route(/ally-booking(?:\.classic)?\.js$/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: unreadable }),
    );
    const fault = page.waitForEvent('pageerror');
    await page.goto(shop.address + path);
    expect((await fault).name).toBe('SyntaxError');
    expect(await page.getByText('Call us.').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.querySelector('form')?.checkValidity())).toBe(true);
    await context.close();
  },
);
