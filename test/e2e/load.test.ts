import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, reserved, type PlainShop } from '../fixtures/plain-page.js';

const ours = `<script type="module" src="${folder}/ally-booking.js"></script>`;
const booking =
  '<form><ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"><span>Call us.</span></ally-booking></form><p>What comes below</p>';

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    '/': { head: ours, body: booking },
    '/empty': { head: ours, body: '<main></main>' },
  });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

interface Shift extends PerformanceEntry {
  readonly value: number;
}

/** Returns the cumulative layout shift of the page. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Shift[]) sum += entry.value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // A layout shift is reported after the frame in which it happens.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            setTimeout(() => {
              for (const entry of observer.takeRecords() as Shift[]) sum += entry.value;
              resolve(sum);
            });
          }),
        );
      }),
  );

/** Opens the page with a live Task, which has no test mode notice. */
const visitLive = async (width: number, height: string) => {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  await page.route('**/ally/tasks/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      json: { ...((await response.json()) as object), testMode: false },
    });
  });
  await page.route('**/shop.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: reserved(height) }),
  );
  // Delays the script until the content below the element has been painted.
  await page.route('**/chunks/booking.js', async (route) => {
    await page.getByText('What comes below').waitFor();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await route.continue();
  });
  await page.goto(shop.address);
  await page.getByText('About 30 minutes').waitFor();
  return { context, page };
};

it.each(inRing([320, 480, 900], (width) => width === 320))(
  'at %i px nothing moves at load with the documented line',
  async (width) => {
    const documentedHeight =
      /min-block-size: (\d+rem)/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const { context, page } = await visitLive(width, documentedHeight);
    expect(await shiftOf(page)).toBe(0);
    await context.close();
    const unreserved = await visitLive(width, '0');
    expect(await shiftOf(unreserved.page), 'without the line it does').toBeGreaterThan(0);
    await unreserved.context.close();
  },
);

/** Returns the heap size and the numbers of DOM nodes and listeners after garbage collection. */
const memoryUse = async (client: CDPSession) => {
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
  return { usedSize, nodes, jsEventListeners };
};

it('put in and taken out fifty times leaves nothing behind', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${shop.address}/empty`);
  await page.waitForFunction(() => customElements.get('ally-booking'));
  const client = await context.newCDPSession(page);
  const mount = (times: number) =>
    page.evaluate(async (count) => {
      const loaded = (element: Element) =>
        new Promise((resolve) => {
          const check = (): void => {
            if (element.matches(':state(loading)')) requestAnimationFrame(check);
            else resolve(undefined);
          };
          check();
        });
      const main = document.querySelector('main');
      for (let i = 0; i < count; i += 1) {
        const element = document.createElement('ally-booking');
        element.setAttribute('api-base', '/ally');
        element.setAttribute('task-id', 'tsk_blood');
        main?.append(element);
        await element.ready;
        await loaded(element);
        element.remove();
      }
    }, times);
  // The first round loads code and fills caches. Later the engine's compiler uses memory in some rounds, but a leak
  // grows in
  // every round, so the minimum of the rounds counts.
  await mount(50);
  const grown = { usedSize: Infinity, nodes: Infinity, jsEventListeners: Infinity };
  for (let round = 0; round < 5; round += 1) {
    const before = await memoryUse(client);
    await mount(50);
    const after = await memoryUse(client);
    for (const what of ['usedSize', 'nodes', 'jsEventListeners'] as const)
      grown[what] = Math.min(grown[what], after[what] - before[what]);
  }
  expect(grown.nodes).toBeLessThanOrEqual(0);
  expect(grown.jsEventListeners).toBeLessThanOrEqual(0);
  expect(grown.usedSize / 50).toBeLessThan(500);
  await context.close();
});
