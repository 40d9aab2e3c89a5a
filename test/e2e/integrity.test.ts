import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  hashesFile,
  inScripts,
  integrityOf,
  scriptFiles,
  withImports,
} from '../../tools/build/dist.js';
import { tagFor, withTag } from '../../tools/docs/tag.js';
import { inRing } from '../harness/ring.js';
import { launchBrowser, launchFirefox } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';
import { checkPostcode } from '../harness/checkout-actions.js';

const entries = ['ally-booking.js', 'ally-booking.classic.js'] as const;
const chunks = scriptFiles().filter((file) => file.startsWith('chunks/'));
const chunk = (name: string): string => `chunks/${name}.js`;
const later = chunks.filter((file) => file !== hashesFile && file !== chunk('booking'));

const checked = (file: string): string =>
  `${file.includes('classic') ? 'defer' : 'type="module"'} src="${folder}/${file}" integrity="${integrityOf(file)}" crossorigin`;

let shop: PlainShop;
beforeAll(async () => {
  shop = await openPlainShop({
    ...Object.fromEntries(
      entries.map((file) => [`/${file}`, { head: `<script ${checked(file)}></script>` }]),
    ),
    '/printed': { head: tagFor('') },
  });
});
afterEach(() => {
  shop.alter(null);
});
afterAll(() => {
  shop.close();
});

const isChanged = (page: Page): Promise<boolean> => page.evaluate(() => 'changed' in globalThis);

/** Loads a chunk by the function with which chunks load each other. Returns `loaded`, or the error. */
const loadChunk = (page: Page, file: string): Promise<string> =>
  page.evaluate(
    (name) =>
      (globalThis as unknown as Record<symbol, { later: (chunk: string) => Promise<unknown> }>)[
        Symbol.for('ally-booking')
      ]
        ?.later(name)
        .then(
          () => 'loaded',
          (error: unknown) => String(error),
        ) ?? 'There is no script tag.',
    file.replace('chunks/', '').replace('.js', ''),
  );

describe.each([
  ['Chromium', launchBrowser],
  ['Firefox', launchFirefox],
])('F5: in %s', (engine, launch) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  const open = async (path = '/ally-booking.js') => {
    const page = await browser.newPage();
    await page.goto(shop.address + path);
    return page;
  };
  const openStarted = async () => {
    const page = await open();
    await page.waitForFunction(() => customElements.get('ally-booking'));
    return page;
  };

  it.each(entries)('%s is run as it was built, and not with a byte more', async (file) => {
    const page = await open(`/${file}`);
    await page.locator('ally-booking').getByLabel('Postcode').waitFor();
    shop.alter(file);
    await page.reload();
    await page.waitForLoadState('load');
    expect(await page.evaluate(() => customElements.get('ally-booking') === undefined)).toBe(true);
    expect(await isChanged(page)).toBe(false);
    expect(await page.getByText('Call us.').isVisible()).toBe(true);
    await page.close();
  });

  it('the first chunk is not run with a byte more, and the text inside stays', async () => {
    shop.alter(chunk('booking'));
    const page = await open();
    await expect
      .poll(() =>
        page.evaluate(
          () => (globalThis as unknown as Record<symbol, unknown>)[Symbol.for('ally-booking')],
        ),
      )
      .toBe(undefined);
    expect(await isChanged(page)).toBe(false);
    expect(await page.getByText('Call us.').isVisible()).toBe(true);
    await page.close();
  });

  // Every file is tried in Chromium. In Firefox one file shows that the engine checks hashes.
  const tried = inRing(later, (file) => engine === 'Chromium' || file === later[0]);

  it.each(tried)('%s is run as it was built, and not with a byte more', async (file) => {
    const right = await openStarted();
    expect(await loadChunk(right, file)).toBe('loaded');
    await right.close();
    shop.alter(file);
    const page = await openStarted();
    expect(await loadChunk(page, file)).toMatch(/could not be loaded/);
    expect(await isChanged(page)).toBe(false);
    await page.close();
  });

  it('the hashes themselves are not taken with a byte more', async () => {
    shop.alter(hashesFile);
    const page = await open();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await isChanged(page)).toBe(false);
    expect(await page.getByText('Call us.').isVisible()).toBe(true);
    await page.close();
  });

  it('what a chunk imports is not run either, though the chunk itself is right', async () => {
    const imported = chunk('appointment-summary');
    const importing = chunk('register-appointment');
    expect([...withImports(importing)]).toContain(imported);
    shop.alter(imported);
    const page = await openStarted();
    expect(await loadChunk(page, importing)).toMatch(/could not be loaded/);
    expect(await isChanged(page)).toBe(false);
    await page.close();
  });

  it('the printed tag loads each file once, and refuses a changed one', async () => {
    const { context, page, consoleMessages, requests } = await visitPage(
      browser,
      `${shop.address}/printed`,
    );
    await page.locator('ally-booking').getByText('About 30 minutes').waitFor();
    const files = requests
      .filter((url) => url.includes(`${folder}/`))
      .map((url) => url.replace(`${shop.address}${folder}/`, ''));
    expect(files).toEqual([...new Set(files)]);
    expect(files).toEqual(expect.arrayContaining(filesIn(tagFor(''))));
    expect(consoleMessages).toEqual([]);
    await context.close();
    shop.alter(chunk('journey'));
    const other = await open('/printed');
    await other.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await isChanged(other)).toBe(false);
    await other.close();
  });

  it('every chunk that a journey loads has its hash checked', async () => {
    const { context, page, requests } = await visitPage(browser, `${shop.address}/ally-booking.js`);
    await checkPostcode(page, 'SW1A 1AA');
    await page.getByRole('button', { name: 'Choose from a calendar' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('radio').last().check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Me', { exact: true }).waitFor();
    const hashed = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')]
        .filter(({ integrity }) => integrity.startsWith('sha256-'))
        .map(({ href }) => href),
    );
    const loaded = requests.filter((url) => url.includes('/chunks/'));
    expect(loaded.length).toBeGreaterThan(6);
    expect(loaded.filter((url) => !hashed.includes(url))).toEqual([]);
    await context.close();
  });
});

/** Returns the files in a script tag and its preload links. */
const filesIn = (tag: string): string[] =>
  [...tag.matchAll(/(?:href|src)="\/v[\d.]+\/([^"]+)"/g)].map(([, file]) => file ?? '');

describe('F5: what is published', () => {
  it('names the hash of every file, in the folder of its version', () => {
    const published = JSON.parse(readFileSync(inScripts('integrity.json'), 'utf8')) as object;
    expect(published).toEqual(
      Object.fromEntries(scriptFiles().map((file) => [file, integrityOf(file)])),
    );
    expect(inScripts('')).toMatch(/dist[\\/]v\d+\.\d+\.\d+$/);
  });

  it('the printed tag names the hash of each file that it names', () => {
    const tag = tagFor('https://cdn.example.com/');
    expect(tag).toContain(`src="https://cdn.example.com${folder}/ally-booking.js"`);
    const files = filesIn(tagFor(''));
    expect(files).toEqual(expect.arrayContaining(['ally-booking.js', chunk('booking')]));
    for (const file of files)
      expect(tag).toContain(`${file}" integrity="${integrityOf(file)}" crossorigin`);
  });

  it('the README shows the printed tag', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(withTag(readme)).toBe(readme);
    expect(() => withTag('')).toThrow('no place');
  });
});
