import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tools/process/run.mjs';
import { pages } from '../../site/lib/documents.js';
import {
  aPatient,
  chooseWindow,
  enterPostcode,
  fillBooking,
  fillPatient,
  leadOn,
  readScreen,
  seeProblem,
  seeReview,
} from '../../src/testing/index.js';
import { SWEEP_MS } from '../harness/limits.js';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { resizePage } from '../harness/frames.js';
import { actionOptions } from '../harness/checkout-actions.js';
import { buildSite, serveSite, siteFiles } from '../harness/site.js';

declare const axe: typeof import('axe-core');
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Base path of the site. Links are harder to get right below a path than at the root of a host. */
const base = '/booking/';
const published = 'https://docs.example.com';
const folder = join(root, '.cache', 'site-tried');

let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  await buildSite(`${published}${base}`, folder);
  site = await serveSite(folder, base);
  browser = await launchBrowser();
}, SWEEP_MS);

afterAll(async () => {
  await browser.close();
  site.close();
});

/** Pages without a document: the home page, the list of decisions, and the error page. */
const own = ['index.html', 'decisions.html', '404.html'];
const shown = [...own, ...pages.map(({ name }) => `${name}.html`)];

/** Pages that the whole ring opens: one of each kind. */
const visited = inRing(shown, (file) =>
  [
    ...own,
    ...['theming.html', 'reference.html', 'changelog.html'],
    'decisions/2026-11-23-what-is-shipped.html',
  ].includes(file),
);

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const htmlFiles = (): string[] => siteFiles(folder).filter((file) => file.endsWith('.html'));

/** Opens a page, and records its console messages and requests. Responses with an error status count as messages. */
const openPage = async (file: string, width = 1200) => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const consoleMessages: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => consoleMessages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => consoleMessages.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  page.on('response', (response) => {
    if (response.status() >= 400)
      consoleMessages.push(`${String(response.status())} ${response.url()}`);
  });
  const show = async (next: string): Promise<void> => {
    await page.goto(`${site.address}${next}`);
    // Waits until the Task of every live booking has loaded and is rendered.
    for (const live of await page.locator('live-booking').all())
      await live.locator('[part~=test-mark]').first().waitFor();
  };
  await show(file);
  return { context, page, consoleMessages, requests, show };
};

const faultsIn = async (page: Page, tags: readonly string[] | null = null): Promise<string[]> =>
  page.evaluate(async (runOnly) => {
    const { violations } = await axe.run(runOnly === null ? {} : { runOnly: [...runOnly] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${String(target)} ${html.slice(0, 120)}`),
    );
  }, tags);

describe('the documents site', () => {
  it('has no link, picture or file that leads nowhere', () => {
    const texts = new Map(htmlFiles().map((file) => [file, read(file)]));
    const all = new Set(siteFiles(folder));
    const dead: string[] = [];
    for (const [file, html] of texts)
      for (const [, link = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(?:https?|mailto|tel|data):/.test(link)) continue;
        const { pathname, hash } = new URL(
          link.replaceAll('&amp;', '&'),
          `http://site${base}${file}`,
        );
        const path = pathname.startsWith(base) ? pathname.slice(base.length) : '(outside)';
        const target = decodeURIComponent(path) || 'index.html';
        const anchor = decodeURIComponent(hash.slice(1));
        const isThere =
          all.has(target) && (anchor === '' || texts.get(target)?.includes(`id="${anchor}"`));
        if (isThere !== true) dead.push(`${file}: ${link}`);
      }
    expect(texts.size).toBeGreaterThan(15);
    expect(dead).toEqual([]);
  });

  it('has a page for each document, and no other', () => {
    expect(htmlFiles().sort()).toEqual([...shown].sort());
  });

  describe('shows cleanly, light and dark, wide and narrow, and asks nobody else for', () => {
    let opened: Awaited<ReturnType<typeof openPage>>;
    beforeAll(async () => {
      opened = await openPage('404.html');
    });
    afterAll(() => opened.context.close());

    it.each(visited)('%s', async (file) => {
      const { page, consoleMessages, requests, show } = opened;
      consoleMessages.length = 0;
      requests.length = 0;
      await page.emulateMedia({ colorScheme: 'light' });
      await resizePage(page, { width: 1200, height: 900 });
      await show(file);
      await page.addScriptTag({ path: axeFile });
      expect(await faultsIn(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForFunction(() => document.documentElement.classList.contains('dark'));
      // Only colours differ in the dark scheme.
      expect(await faultsIn(page, ['cat.color'])).toEqual([]);
      await resizePage(page, { width: 320, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(consoleMessages).toEqual([]);
      expect(requests.length).toBeGreaterThan(0);
      expect(
        requests.filter((url) => !url.startsWith(site.address) && !url.startsWith('data:')),
      ).toEqual([]);
    });
  });
});

describe('a live booking', () => {
  it('is booked from postcode to order page, and nothing of it leaves the page', async () => {
    const { context, page, consoleMessages, requests } = await openPage('index.html');
    const { complete } = await fillBooking(page, {}, actionOptions);
    expect(complete).toBe(true);
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.getByText('Paid, and booked').waitFor();
    await page.locator('ally-appointment').getByText('Blood test at home').first().waitFor();
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('textbox', { name: 'Postcode' }).waitFor();
    expect(consoleMessages).toEqual([]);
    expect(requests.filter((url) => new URL(url).pathname.startsWith('/ally'))).toEqual([]);
    await context.close();
  });

  it('plays a time that has gone, chosen by name', async () => {
    const { context, page } = await openPage('testing.html', 320);
    await page.getByLabel('The clinic plays').selectOption({ label: 'Window gone at sealing' });
    await enterPostcode(page, 'SW1A 1AA', actionOptions);
    const gone = await chooseWindow(page, 0, actionOptions);
    await fillPatient(page, aPatient(), actionOptions);
    expect(await seeProblem(page, actionOptions)).toContain('That time has just gone');
    expect(await chooseWindow(page, 0, actionOptions)).not.toBe(gone);
    await leadOn(page, actionOptions);
    expect((await seeReview(page, actionOptions)).complete).toBe(true);
    await page.getByText('ally-problem').first().waitFor();
    await context.close();
  });

  it('wears the themes of the demo', async () => {
    const { context, page } = await openPage('theming.html');
    const button = page.locator('ally-booking').getByRole('button').first();
    const looks: string[] = [];
    const names = await page
      .getByRole('combobox', { name: 'Theme' })
      .locator('option')
      .allTextContents();
    for (const name of names) {
      await page.getByRole('combobox', { name: 'Theme' }).selectOption(name);
      looks.push(await button.evaluate((shown) => getComputedStyle(shown).backgroundColor));
    }
    expect(names.length).toBeGreaterThan(3);
    expect(new Set(looks).size).toBe(names.length);
    await context.close();
  });

  it('speaks another language, with what was typed', async () => {
    const { context, page } = await openPage('index.html');
    const postcode = page.locator('ally-booking').getByRole('textbox');
    await postcode.fill('SW1A');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('cy');
    await page.locator('ally-booking [lang=cy]').first().waitFor();
    expect(await postcode.inputValue()).toBe('SW1A');
    await context.close();
  });

  it('books from the page in instant mode', async () => {
    const { context, page } = await openPage('index.html');
    await page.getByLabel('Mode').selectOption('instant');
    await page.locator('live-booking [part~=test-mark]').first().waitFor();
    await fillBooking(page, {}, actionOptions);
    await page.getByRole('button', { name: 'Book this visit' }).click();
    await page.getByText('ally-booked').waitFor();
    expect((await readScreen(page, actionOptions)).buttons).not.toContain('Book this visit');
    await context.close();
  });
});

it('finds by its own search, without asking anybody', async () => {
  const { context, page, requests } = await openPage('server.html');
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByRole('searchbox').fill('settleTimeoutMs');
  await page.getByRole('option').first().waitFor();
  expect(requests.filter((url) => !url.startsWith(site.address))).toEqual([]);
  await context.close();
});

describe('llms.txt', () => {
  it('names each page once, by an address that is there', () => {
    const named = [...read('llms.txt').matchAll(/^- \[.+?\]\((\S+?)\): \S.*$/gm)].map(
      ([, at = '']) => at,
    );
    const files = named.map((at) => at.replace(`${published}${base}`, ''));
    const wanted = pages.map(({ name }) => `${name}.md`);
    expect(files.sort()).toEqual(wanted.sort());
    for (const file of files) expect(read(file)).toMatch(/^# \S/);
  });

  it('holds every document whole in llms-full.txt', () => {
    const full = read('llms-full.txt');
    for (const { name } of pages) expect(full, name).toContain(read(`${name}.md`));
  });
});
