import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '../../src/mocks/index.js';
import { root } from '../../tools/process/run.mjs';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, type PlainShop } from '../fixtures/plain-page.js';
import { checkPostcode, fillPatient, markers } from '../harness/checkout-actions.js';

const hosts = join(root, 'test', 'hosts');
const read = (file: string): string => readFileSync(join(hosts, file), 'utf8');
const jquery = readFileSync(
  createRequire(import.meta.url).resolve('jquery/dist/jquery.js'),
  'utf8',
);

/** Calls a hook in a PHP file of a recipe, as WordPress does. */
const hookIn = (file: string, name: string, given = '', environment = 'production'): string =>
  execFileSync('php', [join(hosts, 'run.php'), join(hosts, file), name], {
    input: given,
    encoding: 'utf8',
    env: { ...process.env, WP_ENVIRONMENT_TYPE: environment },
  });

const hook = (host: string, name: string, given = ''): string =>
  hookIn(join(host, 'ally-visit.php'), name, given);

const visitScript = `<script type="module" src="${folder}/ally-booking.js"></script>`;

const classicVisit = hook('woocommerce-classic', 'woocommerce_after_order_notes');
const field = (id: string, token: string): string =>
  `<p class="address-field"><label>${id} <input class="input-text" id="${id}" name="${id}" autocomplete="${token}"></label></p>`;
const address = (kind: string): string =>
  field(`${kind}_first_name`, 'given-name') +
  field(`${kind}_last_name`, 'family-name') +
  field(`${kind}_address_1`, 'address-line1') +
  field(`${kind}_city`, 'address-level2') +
  field(`${kind}_postcode`, 'postal-code');
/**
 * Payment fragment, which WooCommerce replaces on updates. `visit` is the element if the theme puts it in the fragment.
 */
const payment = (visit: string): string =>
  `<div class="woocommerce-checkout-payment">${visit}<button>Place order</button></div>`;
const classic = (visit: string, inFragment: string): string => `
  <form class="checkout" method="post">
    ${address('billing')}
    <label><input type="checkbox" id="ship-to-different-address-checkbox"> Ship elsewhere</label>
    <div class="shipping_address" style="display: none">${address('shipping')}</div>
    ${visit} ${payment(inFragment)}
  </form>
  <script src="/jquery.js"></script>
  <script>window.paymentFragment = ${JSON.stringify(payment(inFragment)).replaceAll('</', '<\\/')};</script>
  <script src="/woocommerce-classic/stand-in.js"></script>
  <script src="/woocommerce-classic/ally-visit.js"></script>`;

const blockVisit = hook(
  'woocommerce-blocks',
  'render_block_woocommerce/checkout-actions-block',
  '<button id="place-order" type="button">Place order</button>',
);
const blocks = `
  <form class="wc-block-checkout__form">
    <label>Postcode <input id="shipping-postcode" autocomplete="shipping postal-code"></label>
    <label>First name <input id="shipping-first_name" autocomplete="shipping given-name"></label>
    <div id="actions">${blockVisit}</div>
  </form>
  <script>window.actionsBlock = ${JSON.stringify(blockVisit).replaceAll('</', '<\\/')};</script>
  <script src="/woocommerce-blocks/stand-in.js"></script>
  <script src="/woocommerce-blocks/ally-visit.js"></script>`;

const cartVisit = read('shopify-cart/ally-visit.liquid').replace('/apps/ally', '/ally');
const drawer = `<form id="cart" action="/cart" method="post">
    <input name="updates[]" value="1"><input type="submit" name="checkout" value="Check out">
  </form>${cartVisit}`;
const cart = `
  <div id="drawer">${drawer}</div>
  <script>window.drawerSection = ${JSON.stringify(drawer).replaceAll('</', '<\\/')};</script>
  <script src="/shopify-cart/stand-in.js"></script>
  <script src="/shopify-cart/ally-visit.js"></script>`;

/** The part of jQuery's API that the tests use. */
declare const $: (of: Element) => {
  on(type: string, listener: (value: unknown) => void): void;
  trigger(type: string): void;
};

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  const page = (body: string) => ({ head: visitScript, body });
  shop = await openPlainShop(
    {
      '/classic': page(classic(classicVisit, '')),
      '/classic-in-fragment': page(classic('', classicVisit)),
      '/blocks': page(blocks),
      '/cart-page': page(cart),
    },
    '',
  );
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Opens a page of a host. Records the form posts to the host, and the console messages. */
const open = async (path: string) => {
  const page = await browser.newPage();
  const posted: { readonly url: string; readonly body: string }[] = [];
  const consoleMessages: string[] = [];
  page.on('console', (message) => consoleMessages.push(message.text()));
  page.on('pageerror', (error) => consoleMessages.push(error.message));
  page.on('request', (request) => {
    const url = request.url().slice(shop.address.length);
    if (request.method() === 'POST' && !url.startsWith('/ally'))
      posted.push({ url, body: request.postData() ?? '' });
  });
  await page.route('**/*.js', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const own = path === '/jquery.js' ? jquery : /stand-in|ally-visit/.test(path) && read(path);
    if (own) await route.fulfill({ contentType: 'text/javascript', body: own });
    else await route.continue();
  });
  await page.route('**/cart', (route) =>
    route.fulfill({ contentType: 'text/html', body: 'Checkout' }),
  );
  await page.goto(`${shop.address}${path}`);
  const visit = page.locator('ally-booking');
  const value = () => page.evaluate(() => document.querySelector('ally-booking')?.value ?? '');
  return { page, visit, posted, consoleMessages, value };
};

const chooseFirst = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await visit.getByRole('radio').first().check();
  await visit.getByRole('button', { name: 'Continue' }).click();
};
const finishPatient = async (page: Page): Promise<void> => {
  const visit = page.locator('ally-booking');
  await fillPatient(page);
  await visit.getByRole('button', { name: 'Continue' }).click();
  await visit.getByText('Your visit is ready to book').first().waitFor();
};

/** Expects that texts contain no patient details. */
const expectNothingPersonal = (texts: readonly string[]): void => {
  for (const text of texts)
    for (const marker of Object.values(markers))
      expect(decodeURIComponent(text.replaceAll('+', ' '))).not.toContain(marker);
};

describe.each(['/classic', '/classic-in-fragment'])(
  'F59, F61, F63: WooCommerce’s classic checkout (%s)',
  (path) => {
    it('follows the address, outlives its fragments, holds the order back, and is on the order', async () => {
      const { page, visit, posted, consoleMessages, value } = await open(path);
      await page.getByRole('button', { name: 'Place order' }).click();
      expect(posted).toEqual([]);
      const updated = page.evaluate(
        () =>
          new Promise((resolve) => {
            $(document.body).on('updated_checkout', resolve);
          }),
      );
      await page.getByLabel('billing_postcode').fill('SW1A 1AA');
      await page.getByLabel('billing_postcode').blur();
      await updated;
      await chooseFirst(page);
      // A changed address makes WooCommerce replace the fragments while the patient form is open.
      await visit.getByLabel('Me', { exact: true }).check();
      await page.evaluate(() => {
        $(document.body).trigger('update_checkout');
      });
      await finishPatient(page);
      const token = await value();
      await page.evaluate(() => {
        const replaced = new Promise((resolve) => {
          $(document.body).on('updated_checkout', resolve);
        });
        $(document.body).trigger('update_checkout');
        return replaced;
      });
      // The new element has taken over the state of the replaced one.
      await expect.poll(value).toBe(token);
      await page.getByRole('button', { name: 'Place order' }).click();
      await expect.poll(() => posted.length).toBe(1);
      const meta = hook(
        'woocommerce-classic',
        'woocommerce_checkout_create_order',
        posted[0]?.body,
      );
      expect(JSON.parse(meta)).toEqual({
        _ally_visit: token,
        '_ally_visit-summary': expect.stringMatching(/^Blood test at home, \w+day /) as string,
      });
      expectNothingPersonal([posted[0]?.body ?? '', ...consoleMessages]);
      await page.close();
    });

    it('follows the delivery address when it is another one', async () => {
      const { page, visit } = await open(path);
      await page.getByLabel('billing_postcode').fill('SW1A 1AA');
      await visit.getByText('SW1A 1AA').first().waitFor();
      await page.getByLabel('Ship elsewhere').check();
      await page.getByLabel('shipping_postcode').fill('M1 1AE');
      await visit.getByText('M1 1AE').first().waitFor();
      await page.close();
    });
  },
);

describe('F62: WooCommerce’s checkout block', () => {
  it('follows the address, holds the order back by the store, and is in its extensions', async () => {
    const { page, visit, posted, consoleMessages, value } = await open('/blocks');
    await visit.getByText('We look for free times').waitFor();
    await page.locator('#place-order').click();
    await expect
      .poll(() => page.evaluate(() => document.querySelector('ally-booking:state(user-invalid)')))
      .not.toBe(null);
    expect(posted).toEqual([]);
    await page.locator('#shipping-postcode').fill('SW1A 1AA');
    await chooseFirst(page);
    await visit.getByLabel('Me', { exact: true }).check();
    await page.evaluate('redraw()');
    await finishPatient(page);
    await page.evaluate('redraw()');
    await visit.getByText('Your visit is ready to book').first().waitFor();
    await expect.poll(value).toMatch(/^sel/);
    await page.locator('#place-order').click();
    await expect.poll(() => posted.length).toBe(1);
    const body = posted[0]?.body ?? '';
    const meta = hook(
      'woocommerce-blocks',
      'woocommerce_store_api_checkout_update_order_from_request',
      body,
    );
    expect(JSON.parse(meta)).toEqual({ _ally_visit: await value() });
    expect(JSON.parse(hook('woocommerce-blocks', 'woocommerce_blocks_loaded'))).toEqual([
      'checkout',
      'ally-visit',
      ['token'],
    ]);
    expectNothingPersonal([body, ...consoleMessages]);
    await page.close();
  });
});

describe('F60, F63: Shopify’s cart', () => {
  it('goes on in a drawer that is drawn anew, and is in the cart’s attributes', async () => {
    const { page, visit, posted, consoleMessages, value } = await open('/cart-page');
    await checkPostcode(page, 'SW1A 1AA');
    await page.evaluate('redraw()');
    await chooseFirst(page);
    await visit.getByLabel('Me', { exact: true }).check();
    await page.evaluate('redraw()');
    await finishPatient(page);
    await expect.poll(() => posted.length).toBe(1);
    await page.evaluate('redraw()');
    await visit.getByText('Your visit is ready to book').first().waitFor();
    const token = await value();
    expect(posted[0]?.url).toBe('/cart/update.js');
    expect(posted[0]?.body).toContain('name="attributes[Visit]"');
    expect(posted[0]?.body).toContain(token);
    await page.getByRole('button', { name: 'Check out' }).click();
    await expect.poll(() => posted.length).toBe(2);
    // Waits for the navigation, because closing a page during one can hang.
    await page.waitForURL('**/cart');
    const sent = new URLSearchParams(posted[1]?.body);
    expect(sent.get('attributes[Visit]')).toBe(token);
    expect(sent.get('attributes[Visit-summary]')).toMatch(/^Blood test at home, \w+day /);
    expectNothingPersonal([...posted.map(({ body }) => body), ...consoleMessages]);
    await page.close();
  });

  it('holds the checkout back until a visit is chosen', async () => {
    const { page, visit, posted } = await open('/cart-page');
    await visit.getByLabel('Postcode').waitFor();
    await page.getByRole('button', { name: 'Check out' }).click();
    expect(posted).toEqual([]);
    await page.close();
  });
});

describe('the postcodes of the scenarios, which WooCommerce refuses', () => {
  const file = 'woocommerce-classic/test-postcodes.php';
  const accepted = (postcodes: readonly string[], environment: string): string => {
    const lines = postcodes.map((postcode) => `${postcode},GB`).join('\n');
    return hookIn(file, 'woocommerce_validate_postcode', lines, environment);
  };
  const all = Object.values(scenarios).map(({ postcode }) => postcode);

  it('are accepted outside production, however they are spaced and written', () => {
    const given = [...all, ...all.map((one) => one.replace(' ', '').toLowerCase())];
    for (const environment of ['local', 'development', 'staging'])
      expect(accepted(given, environment)).toBe('1'.repeat(given.length));
  });

  it('are refused in production', () => {
    expect(accepted(all, 'production')).toBe('0'.repeat(all.length));
  });

  it('let no other postcode pass, and none of another country', () => {
    const others = ['ZZ9 1AA', 'ZZ99 1A', 'ZZ99 1AAA', 'XZZ99 1AA', 'SW1A 1A', ''];
    expect(accepted(others, 'local')).toBe('0'.repeat(others.length));
    expect(hookIn(file, 'woocommerce_validate_postcode', 'ZZ99 1AA,FR', 'local')).toBe('0');
  });
});
