import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integrityOf } from '../../tools/build/dist.js';
import { version } from '../../src/version.js';
import { launchBrowser } from '../harness/browser.js';
import {
  folder,
  openPlainShop,
  otherFolder,
  otherVersion,
  visitPage,
  type PlainShop,
} from '../fixtures/plain-page.js';
import type { LoadOptions } from '../../src/load.js';

const src = `${folder}/ally-booking.js`;
const classic = `${folder}/ally-booking.classic.js`;

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': {},
    '/with-tag': { head: `<script type="module" src="${src}"></script>` },
    '/with-classic': { head: `<script defer src="${classic}"></script>` },
    '/with-another': {
      head: `<script type="module" src="${otherFolder}/ally-booking.js"></script>`,
    },
    '/with-a-broken-tag': { head: '<script type="module" src="/gone/ally-booking.js"></script>' },
  });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/**
 * Calls `loadBooking` in the page, in a separate copy of the loader for each list of options. Returns the result of
 * each call.
 */
const load = (page: Page, ...copies: readonly (readonly LoadOptions[])[]): Promise<string[]> =>
  // The code is a string, because Vitest would transform an `import()` in a function.
  page.evaluate(`
    Promise.all(${JSON.stringify(copies)}.flatMap((list, copy) => {
      const loader = import('/esm/load.js?' + copy);
      return list.map(async (options) => {
        const { loadBooking } = await loader;
        try {
          await loadBooking(options);
          return String(customElements.get('ally-booking') !== undefined);
        } catch ({ name, code, canRetry, cause }) {
          return [name, code, canRetry, cause.message].join(', ');
        }
      });
    }))`);

const tagsIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.scripts].map(({ src: address }) => address.slice(location.origin.length)),
  );

/** Opens a page on which the first `times` requests for a file fail. */
const visitFailing = async (
  file: string,
  times: number,
  fail = (route: Route) => route.abort(),
) => {
  const visited = await visitPage(browser, 'about:blank');
  let failed = 0;
  await visited.page.route(`**/${file}`, (route) => {
    failed += 1;
    return failed > times ? route.continue() : fail(route);
  });
  await visited.page.goto(shop.address);
  return { ...visited, failures: () => Math.min(failed, times) };
};

const failure = `ScriptError, script_failed, true, The script at ${src} could not be loaded.`;
const notLoaded = `<ally-booking> ${version} could not be loaded.`;

describe('F7: loadBooking', () => {
  it.each([
    ['the module', src],
    ['the classic script', classic],
  ])('puts in %s, under the strictest policy', async (_, address) => {
    const { context, page, consoleMessages } = await visitPage(browser, shop.address);
    expect(await load(page, [{ src: address }])).toEqual(['true']);
    await page.locator('ally-booking').getByLabel('Postcode').waitFor();
    expect(await tagsIn(page)).toEqual([address]);
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(consoleMessages).toEqual([]);
    await context.close();
  });

  it('called twice, and by two copies of the loader, puts in one tag', async () => {
    const { context, page, requests } = await visitPage(browser, shop.address);
    expect(await load(page, [{ src }, { src }], [{ src }])).toEqual(['true', 'true', 'true']);
    expect(await load(page, [{ src }], [{ src }])).toEqual(['true', 'true']);
    expect(await tagsIn(page)).toEqual([src]);
    expect(requests.filter((url) => url.endsWith(src))).toHaveLength(1);
    await context.close();
  });

  it.each([
    ['/with-tag', src],
    ['/with-classic', classic],
  ])('%s: waits for the tag that is there, early or late', async (path, tag) => {
    const visited = await visitPage(browser, 'about:blank');
    const { context, page, consoleMessages } = visited;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(`**${tag}`, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(shop.address + path, { waitUntil: 'commit' });
    await page.locator('ally-booking').waitFor();
    const early = load(page, [{ src }]);
    await expect
      .poll(() =>
        page.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .join(),
        ),
      )
      .toContain('/esm/entries/singleton.js');
    release();
    expect(await early).toEqual(['true']);
    expect(await load(page, [{ src }], [{ src }])).toEqual(['true', 'true']);
    expect(await tagsIn(page)).toEqual([tag]);
    expect(consoleMessages).toEqual([]);
    await context.close();
  });

  it('takes another version for what it is, and names both', async () => {
    const { context, page, consoleMessages } = await visitPage(
      browser,
      `${shop.address}/with-another`,
    );
    expect(await load(page, [{ src }, { src }])).toEqual(['true', 'true']);
    expect(await tagsIn(page)).toEqual([`${otherFolder}/ally-booking.js`]);
    expect(consoleMessages).toEqual([
      `<ally-booking> ${otherVersion} is on this page, and the package is ${version}.`,
    ]);
    await context.close();
  });

  it('stands in for a tag that has failed', async () => {
    const { context, page } = await visitPage(browser, `${shop.address}/with-a-broken-tag`);
    expect(await load(page, [{ src }])).toEqual(['true']);
    await page.locator('ally-booking').getByLabel('Postcode').waitFor();
    await context.close();
  });

  it.each(['v*/ally-booking.js', 'chunks/booking.js'])('tries %s once more', async (file) => {
    const { context, page, failures } = await visitFailing(file, 1);
    expect(await load(page, [{ src }, { src }])).toEqual(['true', 'true']);
    expect(failures()).toBe(1);
    expect(await tagsIn(page)).toEqual([`${src}#again-1`]);
    await page.locator('ally-booking').getByLabel('Postcode').waitFor();
    await context.close();
  });

  it.each([
    ['v*/ally-booking.js', failure],
    ['chunks/booking.js', failure.replace(/The script.*/, notLoaded)],
  ])(
    'whose %s has failed twice says so, leaves the text inside, and tries anew when it is called again',
    async (file, message) => {
      const { context, page, failures } = await visitFailing(file, 2);
      expect(await load(page, [{ src }, { src }])).toEqual([message, message]);
      expect(failures()).toBe(2);
      expect(await tagsIn(page)).toEqual([]);
      expect(await page.getByText('Call us.').isVisible()).toBe(true);
      expect(await load(page, [{ src }])).toEqual(['true']);
      expect(await page.getByText('Call us.').isVisible()).toBe(false);
      await context.close();
    },
  );

  it('says when what lies there is something else', async () => {
    const { context, page } = await visitFailing('v*/ally-booking.js', 2, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'globalThis.other = true;' }),
    );
    expect(await load(page, [{ src }])).toEqual([
      `ScriptError, script_failed, true, The script at ${src} is not <ally-booking>.`,
    ]);
    await context.close();
  });

  it('runs no file whose hash is another', async () => {
    const integrity = integrityOf('ally-booking.js');
    const right = await visitPage(browser, shop.address);
    expect(await load(right.page, [{ src, integrity }])).toEqual(['true']);
    await right.context.close();
    const { context, page } = await visitFailing('v*/ally-booking.js', 2, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()};globalThis.changed = 1;` });
    });
    expect(await load(page, [{ src, integrity }])).toEqual([failure]);
    expect(await page.evaluate(() => 'changed' in globalThis)).toBe(false);
    await context.close();
  });

  it('under a policy by nonces needs its nonce', async () => {
    const nonce = 'bm9uY2U';
    const shut = await openPlainShop(
      { '/': { head: `<script nonce="${nonce}"></script>` } },
      `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self'; connect-src 'self'`,
    );
    const { context, page } = await visitPage(browser, shut.address);
    expect(await load(page, [{ src, nonce }])).toEqual(['true']);
    await context.close();
    shut.close();
  });
});
