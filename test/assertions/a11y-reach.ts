/** Checks that a state can be read and used with common user settings, and by keyboard alone. */
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

/** Resizes the page, and lets the element fill its width as on a shop's page. */
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

/** User style sheet with the text spacing of WCAG 1.4.12. */
const spacing = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important
}
p { margin-block-end: 2em !important }`;

const enlarged = 'ally-booking, ally-appointment { font-size: 200% !important }';

const named = (name: string, faults: readonly string[]): string[] =>
  faults.map((fault) => `${name}: ${fault}`);

/** Presses a key, and waits until the page has rendered the result. */
const press = async (page: Page, key: string): Promise<void> => {
  await page.keyboard.press(key);
  await nextFrames(page);
};

/**
 * Moves through all controls by Tab, and back by Shift+Tab. The viewport has the size of a window of 1280 by 1024
 * pixels at 400%.
 */
const tabThrough = async (page: Page): Promise<string[]> => {
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
      if (!element.matches(':focus-visible')) faults.push('has no visible focus');
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
    const reached: number[] = [];
    let before: Awaited<ReturnType<typeof stop>> | null = null;
    for (let count = 0; count <= expected.length + 2; count += 1) {
      await press(page, key);
      const now = await stop();
      if (now.name === end) {
        const missed = expected.filter(({ at }) => !reached.includes(at)).map(({ name }) => name);
        return [...faults, ...missed.map((name) => `${name} is not reached`)];
      }
      if (now.at < 0) faults.push(`the keyboard is lost at “${now.name}”`);
      faults.push(...now.faults);
      if (before && (key === 'Tab' ? now.at <= before.at : now.at >= before.at))
        faults.push(`${now.name} comes out of order after ${before.name}`);
      const [upper, lower] = key === 'Tab' ? [before, now] : [now, before];
      if (upper && lower && (lower.bottom ?? 0) <= (upper.top ?? 0))
        faults.push(`${lower.name} stands above ${upper.name}, and is reached after it`);
      reached.push(now.at);
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

/** Checks that focus stays in the modal calendar. Escape closes it, as WCAG 2.1.2 requires. */
const tabThroughModal = async (page: Page): Promise<string[]> => {
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

/** Names of the checked user settings. They are the names of tests. */
export const userSettings = [
  'text spaced as in WCAG 1.4.12',
  'text of twice the size',
  'a page at 400%',
  'a wish for less motion',
  'the Tab key, there and back',
] as const;

/** Faults by user setting. */
export type ReachFaults = Readonly<Record<(typeof userSettings)[number], readonly string[]>>;

/** Checks a state with every user setting. Open dialogs are closed afterwards. */
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
  const keyboardFaults = isModal ? await tabThroughModal(page) : [];
  if (isModal) await press(page, 'Escape');
  keyboardFaults.push(...(await tabThrough(page)));
  return {
    'text spaced as in WCAG 1.4.12': spaced,
    'text of twice the size': large,
    'a page at 400%': zoomed,
    'a wish for less motion': still,
    'the Tab key, there and back': named(isModal ? 'after Escape' : '', keyboardFaults),
  };
};
