import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { setLanguage } from '../fixtures/languages.js';
import { applyLook, openState } from '../fixtures/stage.js';
import { states, type StepState } from '../fixtures/states.js';
import { themeStates } from '../fixtures/themes.js';
import { behaviours } from '../../src/mocks/scenarios/behaviours.js';
import { defaultTask } from '../../src/mocks/scenarios/tasks.js';
import { inRing } from '../harness/ring.js';
import { boxesOf, overflowing, type Box } from '../assertions/boxes.js';
import { launchBrowser } from '../harness/browser.js';
import { notMirrored } from '../assertions/mirrored.js';
import { misreadTexts } from '../assertions/reading-order.js';
import { textsIn, untranslated } from '../assertions/untranslated.js';

/** Texts that are not translated: those of the clinic, of the shop's address lookup, and of the user. */
const given = [
  ...[defaultTask, ...Object.values(behaviours).map(({ task }) => ({ ...defaultTask, ...task }))]
    .flatMap(({ name, preparation = '', consents }) => [
      ...[name, preparation],
      ...consents.map(({ text }) => text),
    ])
    .filter((text) => text !== ''),
  ...['SW1A\u00a01AA', 'SW1A 1AA', 'SW1A', '1AA', 'asha@example.com', 'asha@gmail.com'],
  ...['Asha', 'Example Street', 'Example', 'Flat', 'London'],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const inPage = <Result>(page: Page, look: (host: Element) => Result): Promise<Result> =>
  page.locator('ally-booking').evaluate(look);

/** Changes the direction of the page, and returns the boxes of the element. */
const boxesIn = async (page: Page, dir: 'ltr' | 'rtl'): Promise<readonly Box[]> => {
  await page.evaluate(async (direction) => {
    document.documentElement.dir = direction;
    // Popovers are positioned beside their buttons a frame after the buttons have moved.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }, dir);
  return inPage(page, boxesOf);
};

type Fault = 'untranslated' | 'does not fit' | 'hard to read' | 'not mirrored';

/** Returns the faults of a page, by kind. */
const faultsOn = async (page: Page): Promise<Record<Fault, readonly string[]>> => {
  const fromRight = await boxesIn(page, 'rtl');
  const turned = {
    small: await inPage(page, overflowing),
    misread: await inPage(page, misreadTexts),
  };
  const fromLeft = await boxesIn(page, 'ltr');
  return {
    untranslated: untranslated(await inPage(page, textsIn), given),
    // Content that is too wide overflows at the end of the line, so it is measured in both directions.
    'does not fit': [...turned.small, ...(await inPage(page, overflowing))],
    'hard to read': turned.misread,
    'not mirrored': notMirrored(fromLeft, fromRight),
  };
};

const none = { untranslated: [], 'does not fit': [], 'hard to read': [], 'not mirrored': [] };

const open = async (state: StepState, width: number): Promise<Page> => {
  const page = await openState(browser, inject('shop'), state);
  await applyLook(page, { look: 'plain', width, scheme: 'light' });
  return page;
};

const all = Object.entries(states).flatMap(([step, list]) =>
  list.map((state) => [`${step}: ${state.name}`, state] as const),
);

/** The whole ring opens only the states that show nearly every part between them. */
const shown = inRing(all, ([, state]) => themeStates.includes(state));

// The tests are concurrent, because they wait for their clinic most of the time.
describe.concurrent('in Welsh, and in a language that nobody speaks from right to left', () => {
  it.for(shown)('%s', async ([, state], { expect }) => {
    const page = await open(state, 320);
    await setLanguage(page, 'cy');
    expect(await inPage(page, overflowing), 'Welsh that does not fit').toEqual([]);
    expect(await inPage(page, misreadTexts), 'Welsh that is hard to read').toEqual([]);
    await setLanguage(page, 'pseudo');
    expect(await inPage(page, (host) => host.shadowRoot?.textContent)).toContain('[');
    expect((await boxesIn(page, 'rtl')).length).toBeGreaterThan(5);
    expect(await faultsOn(page)).toEqual(none);
    await applyLook(page, { look: 'plain', width: 900, scheme: 'light' });
    expect(await faultsOn(page)).toEqual(none);
    await page.context().close();
  });

  it('what is wrong is noticed', async ({ expect }) => {
    const [, state] = all.find(([name]) => name === 'window: few') ?? [];
    if (!state) throw new Error('There is no such state.');
    const page = await open(state, 320);
    await setLanguage(page, 'pseudo');
    expect(await faultsOn(page)).toEqual(none);
    const faultsWith = async (fault: Fault, css: string) => {
      const sheet = await page.addStyleTag({ content: `ally-booking::part(${css} }` });
      const faults = await faultsOn(page);
      await sheet.evaluate((element) => element.parentNode?.removeChild(element));
      return faults[fault].join('\n');
    };
    const narrow = 'heading) { max-inline-size: 2em; overflow-wrap: normal';
    expect(await faultsWith('does not fit', narrow)).toContain(
      'is too narrow: <div part="heading"',
    );
    const low = 'button) { block-size: 20px; min-block-size: 0';
    expect(await faultsWith('does not fit', low)).toContain('is too low: <button');
    expect(await faultsWith('hard to read', 'hint) { unicode-bidi: normal')).toContain(
      'out of order: [Ẇḗ',
    );
    expect(await faultsWith('not mirrored', 'heading) { margin-left: 9px')).toContain(
      '<div class="heading">: ',
    );
    await page.locator('ally-booking').evaluate((booking) => {
      Object.assign(booking, {
        strings: { ...(booking as unknown as { strings: object }).strings, continue: 'Go on' },
      });
    });
    expect((await faultsOn(page)).untranslated).toEqual(['Go on']);
    await page.context().close();
  });
});
