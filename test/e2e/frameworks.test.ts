import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFrameworks } from '../harness/frameworks.js';
import { SWEEP_MS } from '../harness/limits.js';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { openFrameworkPage, startNext, type FrameworkPage } from '../fixtures/framework-pages.js';
import { servePlatform } from '../harness/platform-server.js';
import { visitPage } from '../fixtures/plain-page.js';
import { checkPostcode, fillPatient } from '../harness/checkout-actions.js';

const projects = [
  ...['next', 'react-19', 'react-18', 'svelte', 'vue', 'solid', 'preact', 'vite', 'html'],
];

let browser: Browser;
let built: Readonly<Record<string, string | null>>;
const opened = new Map<string, FrameworkPage>();

beforeAll(async () => {
  browser = await launchBrowser();
  built = await buildFrameworks(projects);
}, SWEEP_MS);
afterAll(async () => {
  await browser.close();
  for (const { close } of opened.values()) await close();
});

const shopOf = async (project: string): Promise<FrameworkPage> => {
  const shop = opened.get(project) ?? (await openFrameworkPage(project));
  opened.set(project, shop);
  return shop;
};

const visit = async (project: string, file = '', options = {}) => {
  const shop = await shopOf(project);
  const opening = await visitPage(browser, `${shop.address}${file}`, options);
  return { ...opening, shop, booking: opening.page.locator('ally-booking') };
};

const wanted = (page: Page) => page.getByLabel('Book a home visit');
/** Status line in which the page's code shows the events that it received. */
const eventStatus = (page: Page) => page.locator('form > [role=status]');

const continueToPatient = async (page: Page): Promise<void> => {
  const booking = page.locator('ally-booking');
  await booking.getByRole('radio').first().check();
  await booking.getByRole('button', { name: 'Continue' }).click();
  await booking.getByLabel('Me', { exact: true }).check();
};

it.each(projects)('%s: its own tools build it and agree with its types', (project) => {
  expect(built[project]).toBeNull();
});

const journeys = [
  // `remembers`: the page puts the same element back, with its state. `forgets`: the framework creates a new element.
  ['HTML with the script tag', 'html', '', 'remembers'],
  ['npm and Vite', 'vite', '', 'remembers'],
  ['React 18', 'react-18', '', 'forgets'],
  ['React 18, rendered on a server', 'react-18', 'server.html', 'forgets'],
  ['React 19', 'react-19', '', 'forgets'],
  ['React 19, rendered on a server', 'react-19', 'server.html', 'forgets'],
  ['Next.js', 'next', '', 'forgets'],
  ['Preact', 'preact', '', 'forgets'],
  ['Vue', 'vue', '', 'forgets'],
  ['Svelte', 'svelte', '', 'forgets'],
  ['Solid', 'solid', '', 'forgets'],
] as const;

describe.each(inRing(journeys, ([name]) => name !== 'React 18, rendered on a server'))(
  '%s',
  (_, project, file, put) => {
    it('hears events, sets a property, takes it out and in, and sends what is booked', async () => {
      const { page, booking, shop, consoleMessages, context } = await visit(project, file);
      await checkPostcode(page, 'SW1A 1AA');
      await eventStatus(page).filter({ hasText: 'Step: window' }).waitFor();

      await wanted(page).uncheck();
      expect(await booking.count()).toBe(0);
      await wanted(page).check();
      await booking.waitFor();
      if (put === 'forgets') await checkPostcode(page, 'SW1A 1AA');

      await continueToPatient(page);
      expect(await booking.getByLabel('First name').inputValue()).toBe('Asha');
      await fillPatient(page);
      await booking.getByRole('button', { name: 'Continue' }).click();
      await eventStatus(page).filter({ hasText: 'Visit: ' }).waitFor();
      const startAt = (await eventStatus(page).textContent())?.replace('Visit: ', '');

      await page.getByRole('button', { name: 'Pay' }).click();
      await page.getByText('Thank you for your order').waitFor();
      const order = shop.orders.at(-1);
      expect(Object.keys(order?.fields ?? {})).toEqual(['appointment']);
      expect(order?.fields['appointment']).toMatch(/^sel_/);
      expect(order?.startAt).toBe(startAt);
      expect(consoleMessages).toEqual([]);
      await context.close();
    });
  },
);

describe.each([
  ['React 18', 'react-18', 'server.html'],
  ['React 19', 'react-19', 'server.html'],
  ['Next.js', 'next', ''],
])('%s on a server', (_, project, file) => {
  it('renders the element with its attributes and what stands in it', async () => {
    const { page, booking, context } = await visit(project, file, { javaScriptEnabled: false });
    expect(await booking.getAttribute('api-base')).toBe('/ally');
    expect(await booking.getAttribute('required')).not.toBeNull();
    expect(await page.getByText('Call us on 020 7946 0000').isVisible()).toBe(true);
    await context.close();
  });
});

it('one recipe serves React 18, React 19 and Next.js', () => {
  const recipe = (path: string): string =>
    readFileSync(`test/frameworks/${path}/checkout-by-ref.tsx`, 'utf8');
  expect(recipe('react-18/src')).toBe(recipe('react-19/src'));
  expect(recipe('next/app')).toBe(`'use client';\n\n${recipe('react-19/src')}`);
});

it('React 19 loses properties and events at hydration, so that the ref is needed', async () => {
  const { page, booking, context } = await visit('react-19', 'server-props.html');
  await checkPostcode(page, 'SW1A 1AA');
  await continueToPatient(page);
  expect(await booking.getByLabel('First name').inputValue()).toBe('');
  expect(await eventStatus(page).textContent()).toBe('');
  await context.close();
});

it('Next.js serves the relay, to its own pages alone', async () => {
  const { platform, base, close } = await servePlatform();
  const origin = 'https://shop.example';
  const next = await startNext('next', {
    ALLY_PLATFORM_KEY: 'test_larkspur',
    ALLY_SEALING_KID: '2026-11',
    ALLY_SEALING_SECRET: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    ALLY_MARK_KEY: 'Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA',
    ALLY_PLATFORM_BASE: base,
    // The relay of pages does not connect to it.
    DATABASE_URL: 'postgres://127.0.0.1:9/none',
    ALLY_WEBHOOK_SECRET: 'a-secret-of-webhooks',
    SHOP_ORIGIN: origin,
  });
  const requestFrom = (from: string): Promise<Response> =>
    fetch(`${next.address}/ally/coverage`, {
      method: 'POST',
      headers: { origin: from, 'content-type': 'application/json' },
      body: JSON.stringify({ taskId: 'tsk_blood', postcode: 'SW1A 1AA' }),
    });
  expect(await (await requestFrom(origin)).json()).toMatchObject({ covered: true });
  expect((await requestFrom('https://elsewhere.example')).status).toBe(403);
  expect(platform.requests[0]?.headers.get('authorization')).toBe('test_larkspur');
  await next.close();
  close();
});
