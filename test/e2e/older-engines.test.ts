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

/** What the classic script asks for in its styles and templates, by feature, as it stands there. */
const written = new Map<string, string[]>();
for (const { part } of usesInScript(classic)) {
  const [kind = '', , ...names] = part.key.split('.');
  const sign = { css: names.length === 1 ? ':' : '', html: '=' }[kind];
  if (sign === undefined) continue;
  const spelt = part.feature === 'relative-color' ? 'color(from' : names.join(':') + sign;
  written.set(part.feature, [...(written.get(part.feature) ?? []), spelt]);
}

/** What takes a feature out of a page before anything has run in it. True: it was there, and has gone. */
const takeAway: Readonly<Record<string, () => boolean>> = {
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
      if (keepalive === true) document.documentElement.dataset.keepalive = 'passed over';
      // As if the page were left while a hold is released: the one moment that asks for `keepalive`.
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

/** The order page's own styles are in no script that books. */
const onOrderPagesAlone = ['box-decoration-break'];

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop(
    {
      '/': { head: `<script type="module" src="${folder}/ally-booking.js"></script>` },
      '/classic': { head: `<script defer src="${folder}/${classicFile}"></script>` },
    },
    // Nothing that asks for trusted types: an engine without them knows no such policy.
    "script-src 'self'; style-src 'self'",
  );
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Opens a page in a browser without these features. */
const openWithout = async (features: readonly string[], path: string, scripts = '') => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  for (const feature of features)
    await page.addInitScript(`(globalThis.gone ??= []).push((${String(takeAway[feature])})())`);
  if (scripts !== '')
    await page.route(`**/${classicFile}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: scripts }),
    );
  await page.goto(shop.address + path);
  expect(await page.evaluate('globalThis.gone')).toEqual(features.map(() => true));
  return { context, page, faults };
};

/** Books, by way of the calendar, and with a window that is held and given back. */
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

/** A request that is to outlive its page was made, and the engine took no notice of that wish. */
const expectKeepalive = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.documentElement.dataset.keepalive))
    .toBe('passed over');

describe('each newer feature', () => {
  it('is one that can be taken away', () => {
    expect([...Object.keys(takeAway), ...written.keys(), ...onOrderPagesAlone].sort()).toEqual(
      Object.keys(newerFeatures).sort(),
    );
  });

  // In the whole ring all are taken away at once, below.
  it.each(isWide ? Object.keys(takeAway) : [])(
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
    for (const spelt of [...written.values()].flat()) {
      expect(scripts).toContain(spelt);
      scripts = scripts.replaceAll(spelt, `gone-${spelt}`);
    }
    expect(usesInScript(scripts).filter(({ part }) => /^(?:css|html)/.test(part.key))).toEqual([]);
    const { context, page, faults } = await openWithout(Object.keys(takeAway), '/classic', scripts);
    await book(page);
    await expectKeepalive(page);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** Syntax that no engine has: what an older one meets where it cannot read the script. */
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
