/** How a state looks to people: in one look and colour scheme after another, without opening it again. */
import { createRequire } from 'node:module';
import Color from 'colorjs.io';
import type { Page } from 'playwright-core';
import { root } from '../../tools/process/run.mjs';
import type { Variant } from '../fixtures/variants.js';
import { applyLook } from '../fixtures/stage.js';
import type * as InPage from './a11y-page.js';

declare const axe: typeof import('axe-core');
declare const accessibility: typeof InPage;

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Makes the page able to say who can use it. */
export const loadMeasures = async (page: Page): Promise<void> => {
  await page.addScriptTag({ path: axeFile });
  const file = `/@fs${root}/test/assertions/a11y-page.ts`;
  // As text: what the test's own transformer would make of an import is unknown in the page.
  await page.evaluate(`import('${file}').then((seen) => { globalThis.accessibility = seen; })`);
};

const contrasts = new Map<string, number>();

/** How far apart two colours are, as WCAG counts it: 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const key = `${one} ${other}`;
  const known = contrasts.get(key);
  if (known !== undefined) return known;
  const counted = new Color(one).contrastWCAG21(other);
  contrasts.set(key, counted);
  return counted;
};

/** What can be otherwise only because of a style sheet; all other rules see what is in the page, not how it looks. */
const styleRules = ['link-in-text-block', 'scrollable-region-focusable', 'target-size'];

const tooClose = (pairs: readonly InPage.Pair[], least: number): string[] =>
  pairs.flatMap(({ what, colour, ground }) => {
    const ratio = contrast(colour, ground);
    return ratio < least ? [`${what}: ${colour} on ${ground} is ${ratio.toFixed(2)}:1`] : [];
  });

/**
 * Rules of axe that are broken, all of them or some. What axe leaves open fails too, but for words on what it
 * cannot see the ground of, which are measured here, and signs that are no words.
 */
export const axeFaults = async (page: Page, only?: readonly string[]): Promise<string[]> => {
  const { broken, open, words } = await page.evaluate(async (rules) => {
    const { violations, incomplete } = await axe.run('#stage', {
      ...(rules ? { runOnly: [...rules] } : {}),
      rules: {
        // The visit is a part of somebody's page: landmarks are the page's.
        region: { enabled: false },
        // Not among those that axe runs by itself.
        'target-size': { enabled: true },
        'label-content-name-mismatch': { enabled: true },
      },
      resultTypes: ['violations', 'incomplete'],
      elementRef: true,
    });
    const describe = (results: typeof violations, isMeant: (node: Element, id: string) => boolean) =>
      results.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ element }) => isMeant(element as Element, id))
          .map(
            ({ element, failureSummary = '' }) =>
              `${id}: ${accessibility.nameOf(element as Element)} ${failureSummary}`,
          ),
      );
    return {
      broken: describe(violations, () => true),
      open: describe(incomplete, (element, id) => {
        const isSign = id === 'label-content-name-mismatch' && !/\p{L}/u.test(element.textContent);
        return !isSign && id !== 'color-contrast';
      }),
      words: incomplete
        .filter(({ id }) => id === 'color-contrast')
        .flatMap(({ nodes }) =>
          nodes.map(({ element }) => accessibility.textColoursOf(element as Element)),
        ),
    };
  }, only);
  return [...broken, ...open, ...tooClose(words, 4.5)];
};

/** Edges and marks that are too close to what they stand on, and states that are told by colour alone. */
const shapeFaults = async (page: Page): Promise<string[]> => {
  const { shapes, states } = await page.evaluate(() => {
    const stage = document.querySelector('#stage') as Element;
    return { shapes: accessibility.shapesIn(stage), states: accessibility.stateMarksIn(stage) };
  });
  const colourOnly = states.flatMap(({ what, marks, colours }) => {
    // WCAG 1.4.1 counts a difference in lightness of 3:1 as more than one of colour.
    const isDistinct =
      marks.length > 0 || colours.some(({ colour, ground }) => contrast(colour, ground) >= 3);
    return isDistinct ? [] : [`${what}: its state is told by colour alone`];
  });
  return [...tooClose(shapes, 3), ...colourOnly];
};

/** What is shown, to be compared with what another look shows. */
export const shapeOf = (page: Page): Promise<string> =>
  page.evaluate(() => accessibility.shapeOf(document.querySelector('#stage') as Element));

/** Looks a state over as it is dressed. `shape` is what was shown in the first look. */
export const checkVariant = async (
  page: Page,
  { look, scheme }: Variant,
  shape: string,
): Promise<string[]> => {
  await applyLook(page, { look, scheme, width: 480 });
  const found = await page.evaluate((was) => {
    const stage = document.querySelector('#stage') as Element;
    const isOther = accessibility.shapeOf(stage) !== was;
    return [...(isOther ? ['shows something else'] : []), ...accessibility.smallTargets(stage)];
  }, shape);
  if (scheme !== 'forced')
    return [
      ...found,
      ...(await axeFaults(page, [...styleRules, 'color-contrast'])),
      ...(await shapeFaults(page)),
    ];
  // Browsers tell scripts the colours of words as they would be: what is painted is the person's own palette, but
  // for what opts out of it.
  const optedOut = await page.evaluate(() =>
    accessibility.forcedColourOptOuts(document.querySelector('#stage') as Element),
  );
  return [
    ...found,
    ...(await axeFaults(page, styleRules)),
    ...(await shapeFaults(page)),
    ...tooClose(optedOut, 4.5),
  ];
};

/** How a kind of control shows that the keyboard is on it: in pixels that change by 3:1 or more. */
export interface FocusMark {
  readonly kind: string;
  readonly changed: number;
  /** The area of an edge of 2 pixels around it: WCAG 2.4.13. */
  readonly around: number;
  readonly shortest: number;
}

/** Room for a ring around it. */
const margin = 8;

/** Measures each kind of control that has not been met in this dressing. */
export const focusMarks = async (page: Page, measured: Set<string>): Promise<FocusMark[]> => {
  const kinds = await page.evaluate(() => [
    ...accessibility.kindsIn(document.querySelector('#stage') as Element).keys(),
  ]);
  const found: FocusMark[] = [];
  for (const kind of kinds) {
    if (measured.has(kind)) continue;
    measured.add(kind);
    const box = await page.evaluate((wanted) => {
      const stage = document.querySelector('#stage') as Element;
      const control = accessibility.kindsIn(stage).get(wanted);
      if (!control) throw new Error(`${wanted} has gone.`);
      control.focus();
      control.scrollIntoView({ block: 'center' });
      control.blur();
      const target = control.closest('label.window') ?? control;
      const { x, y, width, height } = target.getBoundingClientRect();
      return { x, y, width, height };
    }, kind);
    const clip = {
      x: Math.max(0, Math.floor(box.x) - margin),
      y: Math.max(0, Math.floor(box.y) - margin),
      width: Math.ceil(box.width) + 2 * margin,
      height: Math.ceil(box.height) + 2 * margin,
    };
    const without = await page.screenshot({ clip, caret: 'hide' });
    await page.evaluate((wanted) => {
      const stage = document.querySelector('#stage') as Element;
      accessibility.kindsIn(stage).get(wanted)?.focus({ focusVisible: true, preventScroll: true });
    }, kind);
    const withFocus = await page.screenshot({ clip, caret: 'hide' });
    const pairs = await page.evaluate(
      async (pictures) => {
        accessibility.focusedIn()?.blur();
        const [one, other] = await Promise.all(
          pictures.map(async (picture) => {
            const image = new Image();
            image.src = `data:image/png;base64,${picture}`;
            await image.decode();
            const { width, height } = image;
            const pen = Object.assign(document.createElement('canvas'), {
              width,
              height,
            }).getContext('2d');
            pen?.drawImage(image, 0, 0);
            return new Uint32Array(pen?.getImageData(0, 0, width, height).data.buffer ?? []);
          }),
        );
        const counts = new Map<string, number>();
        const hex = (pixel = 0): string =>
          `#${[pixel, pixel >> 8, pixel >> 16].map((byte) => (byte & 255).toString(16).padStart(2, '0')).join('')}`;
        one?.forEach((pixel, index) => {
          const now = other?.[index] ?? 0;
          if (pixel === now) return;
          const key = `${hex(pixel)} ${hex(now)}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        });
        return [...counts];
      },
      [without, withFocus].map((picture) => picture.toString('base64')),
    );
    const changed = pairs.reduce((sum, [pair, count]) => {
      const [was = '', is = ''] = pair.split(' ');
      return contrast(was, is) >= 3 ? sum + count : sum;
    }, 0);
    const { width, height } = box;
    const [around, shortest] = [4 * (width + height) - 16, Math.min(width, height)];
    found.push({ kind, changed, around, shortest });
  }
  return found;
};
