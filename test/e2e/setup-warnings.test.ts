import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRing } from '../harness/ring.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, visitPage, type PlainShop } from '../fixtures/plain-page.js';
import { goToReview, markers } from '../harness/checkout-actions.js';

const script = `<script type="module" src="${folder}/ally-booking.js"></script>`;

/** Returns a correct page. Tests change parts of it. */
const shopPage = (
  attributes: string,
  inside = '',
  around = (element: string) => `<form>${element}</form>`,
) => around(`<ally-booking ${attributes}>${inside}</ally-booking>`);
const right = 'name="appointment" api-base="/ally" task-id="tsk_blood"';

/** Incorrect pages by cause, with the warning for each, without the element's name. */
const faults: Record<string, readonly [body: string, warning: string, head?: string]> = {
  'no-task-id': [
    shopPage('name="appointment" api-base="/ally"'),
    'has no task-id: nothing is booked, and it is empty. Name the Task.',
  ],
  'no-api-base': [
    shopPage('name="appointment" task-id="tsk_blood"'),
    'has no api-base: name your relay, such as api-base="/ally".',
  ],
  'unknown-value': [
    shopPage(`${right} mode="instantly"`),
    'has mode="instantly": it may be "checkout" or "instant".',
  ],
  'unknown-value: when-unavailable': [
    shopPage(`${right} when-unavailable="always"`),
    'has when-unavailable="always": it may be "allow" or "block".',
  ],
  'unknown-value: heading-level': [
    shopPage(`${right} heading-level="h2"`),
    'has heading-level="NaN": it may be a number from 1 to 6.',
  ],
  'unknown-value: notify': [
    shopPage(`${right} notify="false"`),
    'has notify="false": it may be there or not: leave it out to turn it off.',
  ],
  'unknown-attribute': [
    shopPage(`${right} whenUnavailable="block"`),
    'has whenunavailable: write when-unavailable.',
  ],
  'unknown-slot': [
    shopPage(right, '<p slot="not_covered">Come to our shop.</p>'),
    'has no slot "not_covered": what you gave for it is not shown.',
  ],
  'no-form': [
    shopPage(right, '', (element) => element),
    'has a name and no form: its value is not sent. Move it into your form.',
  ],
  'in-a-shadow-root': [
    `<form><div><template shadowrootmode="open">${shopPage(right, '', (element) => element)}</template></div></form>`,
    'stands in a shadow root: a form outside of it cannot see it. Use mirror-name.',
  ],
  'no-name': [
    shopPage('api-base="/ally" task-id="tsk_blood"'),
    'has no name: its value is not sent with the form. Give it one.',
  ],
  'same-mirror-name': [
    shopPage(`${right} mirror-name="appointment"`),
    'has "appointment" as name and as mirror-name: they must differ.',
  ],
  'selector-finds-nothing': [
    shopPage(`${right} postcode-from="#postcode"`),
    'has postcode-from="#postcode", which finds nothing.',
  ],
  'selector-finds-nothing: prefill-from': [
    shopPage(`${right} prefill-from="#checkout"`),
    'has prefill-from="#checkout", which finds nothing.',
  ],
  'selector-finds-nothing: no selector': [
    shopPage(`${right} postcode-from="##"`),
    'has postcode-from="##", which finds nothing.',
  ],
  'duplicate-id': [
    shopPage(`${right} id="visit"`, '', (element) => `<form>${element}</form><p id="visit"></p>`),
    'has the id "visit", and so has something else: change one.',
  ],
  'no-privacy-link': [
    shopPage(right),
    'has no privacy link: give the Task one, or fill the slot "privacy".',
  ],
  'unknown-token': [
    shopPage(right),
    'has no token --ally-acent: it changes nothing.',
    '<link rel="stylesheet" href="/token.css" />',
  ],
  'unknown-part': [
    shopPage(right),
    'has no part "buton": a rule for it changes nothing.',
    '<link rel="stylesheet" href="/part.css" />',
  ],
};
const styles: Record<string, string> = {
  '/token.css': '@media all { ally-booking { --ally-acent: #0a4a7b; --ally-radius: 4px } }',
  '/part.css': 'ally-booking::part(buton primary) { border-radius: 99px }',
};

let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openPlainShop({
    ...Object.fromEntries(
      Object.entries(faults).map(([cause, [body, , head = '']]) => [
        `/${cause.replace(/\W+/g, '-')}`,
        { head: script + head, body },
      ]),
    ),
    '/right': {
      head: script,
      body: shopPage(
        `${right} postcode-from="#postcode" required id="visit"`,
        '',
        (element) => `<form><input id="postcode">${element}</form>`,
      ),
    },
    '/classic': {
      head: `<script defer src="${folder}/ally-booking.classic.js"></script><link rel="stylesheet" href="/part.css" />`,
      body: shopPage(`${right} heading-level="9" prefill-from="#checkout"`),
    },
    '/wrong': { head: script, body: shopPage(`${right} mode="x" heading-level="9" required`) },
  });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Opens a page, and records its console messages. `task` overrides properties of the Task. */
const visit = async (path: string, task: object = {}) => {
  const opened = await visitPage(browser, 'about:blank');
  const { page } = opened;
  for (const [file, body] of Object.entries(styles))
    await page.route(`**${file}`, (route) => route.fulfill({ contentType: 'text/css', body }));
  await page.route('**/ally/tasks/*', async (route) => {
    const response = await route.fetch();
    const original = (await response.json()) as object;
    await route.fulfill({ response, json: { ...original, ...task } });
  });
  await page.goto(shop.address + path);
  return opened;
};

/** Closes a page when its requests are completed. A route handler fails if its page is closed before it responds. */
const leave = async (page: Page): Promise<void> => {
  await page.unrouteAll({ behavior: 'wait' });
  await page.context().close();
};

/** Returns true if the page has loaded the chunk with the warnings. */
const hasLoadedWarnings = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('test-mode')),
  );

/** Returns the console messages that link to a section of the documentation. */
const warningsIn = (consoleMessages: readonly string[]): string[] =>
  consoleMessages.filter((line) => line.includes('docs/'));

describe('F105: in test mode the console says, once', () => {
  // The whole ring tests each cause once.
  const shown = inRing(Object.keys(faults), (name) => !name.includes(':'));

  it.concurrent.for(shown)('%s', async (name, { expect }) => {
    const [cause = ''] = name.split(':');
    const { page, consoleMessages } = await visit(
      `/${name.replace(/\W+/g, '-')}`,
      cause === 'no-privacy-link' ? { privacyUrl: undefined } : {},
    );
    const words = faults[name]?.[1] ?? '';
    await expect
      .poll(() => warningsIn(consoleMessages))
      .toEqual([`<ally-booking> ${words} See docs/embedding.md#${cause}`]);
    // Restarts the journey. The warning must not be repeated.
    await page.evaluate(() => {
      const root = document.querySelector('div')?.shadowRoot ?? document;
      for (const base of ['/other', '/ally'])
        root.querySelector('ally-booking')?.setAttribute('api-base', base);
    });
    await page
      .getByText('About 30 minutes')
      .waitFor({ state: cause === 'no-task-id' ? 'hidden' : 'visible' });
    // Waits until the Task has loaded again and is rendered.
    await page.unrouteAll({ behavior: 'wait' });
    await page.waitForFunction(() =>
      (document.querySelector('div')?.shadowRoot ?? document)
        .querySelector('ally-booking')
        ?.matches(':not(:state(loading))'),
    );
    expect(warningsIn(consoleMessages)).toHaveLength(1);
    await leave(page);
  });

  it('the same by the classic script, which loads what tells it, and that with its hash', async () => {
    const { page, consoleMessages } = await visit('/classic');
    const causes = () => warningsIn(consoleMessages).map((line) => line.split('#').at(-1));
    await expect.poll(causes).toEqual(['unknown-value', 'selector-finds-nothing', 'unknown-part']);
    const link = page.locator('link[rel=modulepreload][href$="/chunks/test-mode.js"]');
    expect(await link.getAttribute('integrity')).toMatch(/^sha256-/);
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    await leave(page);
  });

  it('nothing, by the classic script, of a page that sells', async () => {
    const { page, consoleMessages } = await visit('/classic', { testMode: false });
    await page.getByText('About 30 minutes').waitFor();
    expect(consoleMessages).toEqual([]);
    expect(await hasLoadedWarnings(page)).toBe(false);
    await leave(page);
  });

  it('nothing of a page that is set up as it should be', async () => {
    const { page, consoleMessages } = await visit('/right');
    await page.getByText('About 30 minutes').waitFor();
    await expect.poll(() => hasLoadedWarnings(page)).toBe(true);
    // Importing the chunk again resolves after it has run, so all warnings have been logged.
    const file = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .find((name) => name.includes('test-mode')),
    );
    // The code is a string, because Vitest would transform an `import()` in a function.
    await page.evaluate(`import('${String(file)}').then(() => undefined)`);
    expect(consoleMessages).toEqual([]);
    await leave(page);
  });

  it('nothing, and loads nothing for it, of a page that sells', async () => {
    const { page, consoleMessages } = await visit('/wrong', { testMode: false });
    await goToReview(page);
    expect(consoleMessages).toEqual([]);
    expect(await hasLoadedWarnings(page)).toBe(false);
    await leave(page);
  });

  it('nothing personal', async () => {
    const { page, consoleMessages } = await visit('/no-name', { privacyUrl: undefined });
    await goToReview(page);
    await page.evaluate(() => {
      document.querySelector('ally-booking')?.setAttribute('api-base', '/ally/');
    });
    await expect.poll(() => warningsIn(consoleMessages).length).toBe(2);
    for (const marker of [...Object.values(markers), 'SW1A', '1984'])
      expect(consoleMessages.join('\n')).not.toContain(marker);
    await leave(page);
  });
});

it('F105: each cause has its section in the documents, and each section its cause', () => {
  const [, documented = ''] = readFileSync('docs/embedding.md', 'utf8').split(
    '## What the console says in test mode',
  );
  const sections = [...documented.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
  expect(sections.sort()).toEqual(
    [...new Set(Object.keys(faults).map((name) => name.split(':')[0]))].sort(),
  );
  const source =
    readFileSync('src/components/booking/dev/dev-warnings.ts', 'utf8') +
    readFileSync('src/components/booking/dev/stylesheet-warnings.ts', 'utf8');
  const causes = [...source.matchAll(/\[?'([a-z]+(?:-[a-z]+)+)',\s*[`'](?:has|stands)/g)].map(
    ([, name]) => name,
  );
  expect(sections).toEqual(expect.arrayContaining([...new Set(causes)]));
});
