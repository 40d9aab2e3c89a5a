/** Whether a state can be read and reached as people have their browsers set, and by the keyboard alone. */
import type { Page } from 'playwright-core';
import { applyLook } from '../fixtures/stage.js';
import type * as InPage from './a11y-page.js';
import { nextFrames, resizePage } from '../harness/frames.js';

declare const accessibility: typeof InPage;

const plain = { look: 'plain', scheme: 'light', width: 480 } as const;

const unreadable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const stage = document.querySelector('#stage') as Element;
    return [...accessibility.cutOff(stage), ...accessibility.overlaps(stage)];
  });

/** As a shop's page would have it in a narrow window. */
const narrow = async (page: Page, size: { width: number; height: number }): Promise<void> => {
  await page.evaluate(() => {
    const stage = document.querySelector('#stage') as HTMLElement;
    stage.style.inlineSize = 'auto';
    stage.style.padding = '12px';
  });
  await resizePage(page, size);
};

const checkWithStyles = async (page: Page, css: string): Promise<string[]> => {
  await page.evaluate((sheet) => {
    const stage = document.querySelector('#stage') as Element;
    Object.assign(globalThis, { undress: accessibility.applyStyleSheet(stage, sheet) });
  }, css);
  await nextFrames(page);
  const found = await unreadable(page);
  await page.evaluate(() => {
    (globalThis as unknown as { undress: () => void }).undress();
  });
  return found;
};

/** WCAG 1.4.12, as a person's own style sheet sets it, wherever it reaches: here everywhere. */
const spacing = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important
}
p { margin-block-end: 2em !important }`;

const enlarged = 'ally-booking, ally-appointment { font-size: 200% !important }';

const named = (name: string, faults: readonly string[]): string[] =>
  faults.map((fault) => `${name}: ${fault}`);

/** Presses a key, and lets the page draw what comes of it. */
const press = async (page: Page, key: string): Promise<void> => {
  await page.keyboard.press(key);
  await nextFrames(page);
};

/** Walks through every control by the Tab key, in a window of 1280 by 1024 at 400%, there and back. */
const walk = async (page: Page): Promise<string[]> => {
  await page.evaluate(() => {
    const stage = document.querySelector('#stage') as Element;
    for (const place of ['before', 'after'] as const) {
      const button = document.createElement('button');
      button.id = place;
      button.textContent = place;
      stage[place](button);
    }
    document.getElementById('before')?.focus();
  });
  const stop = () =>
    page.evaluate(() => {
      const stage = document.querySelector('#stage') as Element;
      const element = accessibility.focusedIn();
      if (!element) return { at: -1, name: '', faults: [] };
      if (!stage.contains(element) && element.getRootNode() === document)
        return { at: -1, name: element.id, faults: [] };
      const controls = accessibility.controlsIn(stage);
      const { top, bottom } = element.getBoundingClientRect();
      const faults = accessibility.hiddenFocus(element);
      if (!element.matches(':focus-visible')) faults.push('is not seen to have focus');
      return {
        at: controls.indexOf(element),
        name: accessibility.nameOf(element),
        top: top + scrollY,
        bottom: bottom + scrollY,
        faults,
      };
    });
  const expected = await page.evaluate(() =>
    accessibility.stopsIn(document.querySelector('#stage') as Element),
  );
  const go = async (key: string, end: string): Promise<string[]> => {
    const faults: string[] = [];
    const met: number[] = [];
    let before: Awaited<ReturnType<typeof stop>> | null = null;
    for (let count = 0; count <= expected.length + 2; count += 1) {
      await press(page, key);
      const now = await stop();
      if (now.name === end) {
        const missed = expected.filter(({ at }) => !met.includes(at)).map(({ name }) => name);
        return [...faults, ...missed.map((name) => `${name} is not reached`)];
      }
      if (now.at < 0) faults.push(`the keyboard is lost at “${now.name}”`);
      faults.push(...now.faults);
      if (before && (key === 'Tab' ? now.at <= before.at : now.at >= before.at))
        faults.push(`${now.name} comes out of order after ${before.name}`);
      const [upper, lower] = key === 'Tab' ? [before, now] : [now, before];
      if (upper && lower && (lower.bottom ?? 0) <= (upper.top ?? 0))
        faults.push(`${lower.name} stands above ${upper.name}, and is reached after it`);
      met.push(now.at);
      before = now;
    }
    return [...faults, `the keyboard does not get out by ${key}`];
  };
  const found = [...(await go('Tab', 'after')), ...(await go('Shift+Tab', 'before'))];
  await page.evaluate(() => {
    document.getElementById('before')?.remove();
    document.getElementById('after')?.remove();
  });
  return found;
};

/** A modal calendar keeps the keyboard until it is closed, by Escape at the latest: WCAG 2.1.2. */
const walkModal = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  const inDialog = () =>
    page.evaluate(() => {
      const element = accessibility.focusedIn();
      return {
        inside: element?.closest('[role=dialog]') !== null,
        faults: element ? accessibility.hiddenFocus(element) : ['nothing has focus'],
      };
    });
  await page.evaluate(() => {
    const stage = document.querySelector('#stage') as Element;
    accessibility
      .controlsIn(stage)
      .find((element) => element.matches('[role=dialog] [tabindex="0"]'))
      ?.focus();
  });
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab']) {
    await press(page, key);
    const { inside, faults } = await inDialog();
    found.push(...faults, ...(inside ? [] : [`${key} leaves the dialog`]));
  }
  return found;
};

/** What a person may have set or use; nothing may be lost to it. */
export const userSettings = [
  'text spaced as in WCAG 1.4.12',
  'text of twice the size',
  'a page at 400%',
  'a wish for less motion',
  'the Tab key, there and back',
] as const;

/** What is lost to whom, by what they have set or use. */
export type ReachFaults = Readonly<Record<(typeof userSettings)[number], readonly string[]>>;

/** Takes the state through all of it; what was open in it is closed then. */
export const checkReach = async (page: Page): Promise<ReachFaults> => {
  await applyLook(page, plain);
  await narrow(page, { width: 320, height: 900 });
  const spaced = await checkWithStyles(page, spacing);
  const large = await checkWithStyles(page, enlarged);
  await narrow(page, { width: 320, height: 256 });
  const zoomed = await unreadable(page);
  const still = await page.evaluate(() => {
    const stage = document.querySelector('#stage') as Element;
    return [...accessibility.longAnimations(stage), ...accessibility.transitions(stage)];
  });
  const isModal = await page.evaluate(() =>
    accessibility
      .shownElements(document.querySelector('#stage') as Element)
      .some(({ ariaModal }) => ariaModal === 'true'),
  );
  const walked = isModal ? await walkModal(page) : [];
  if (isModal) await press(page, 'Escape');
  walked.push(...(await walk(page)));
  return {
    'text spaced as in WCAG 1.4.12': spaced,
    'text of twice the size': large,
    'a page at 400%': zoomed,
    'a wish for less motion': still,
    'the Tab key, there and back': named(isModal ? 'after Escape' : '', walked),
  };
};
