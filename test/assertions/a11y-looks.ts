/**
 * Checks how accessible a state looks in each variant. The page stays open while the look and the colour scheme change.
 */
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

/** Loads axe and the measures of `a11y-page.ts` into the page, as the globals `axe` and `accessibility`. */
export const loadMeasures = async (page: Page): Promise<void> => {
  await page.addScriptTag({ path: axeFile });
  const file = `/@fs${root}/test/assertions/a11y-page.ts`;
  // The code is a string, because Vitest would transform an `import()` in a function to code that the page does not
  // know.
  await page.evaluate(`import('${file}').then((module) => { globalThis.accessibility = module; })`);
};

const contrasts = new Map<string, number>();

/** Returns the contrast ratio of two colours by WCAG 2.1, from 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const key = `${one} ${other}`;
  const known = contrasts.get(key);
  if (known !== undefined) return known;
  const ratio = new Color(one).contrastWCAG21(other);
  contrasts.set(key, ratio);
  return ratio;
};

/**
 * axe rules whose result depends on the style sheet. The other rules check the DOM, which is the same in every variant.
 */
const styleRules = ['link-in-text-block', 'scrollable-region-focusable', 'target-size'];

const lowContrast = (pairs: readonly InPage.Pair[], least: number): string[] =>
  pairs.flatMap(({ what, colour, ground }) => {
    const ratio = contrast(colour, ground);
    return ratio < least ? [`${what}: ${colour} on ${ground} is ${ratio.toFixed(2)}:1`] : [];
  });

/**
 * Returns the violations of axe's rules, or of the rules in `only`. Incomplete results count as violations, with two
 * exceptions: contrast with a background that axe cannot determine is measured here, and text without letters may
 * differ from the label.
 */
export const axeFaults = async (page: Page, only?: readonly string[]): Promise<string[]> => {
  const { broken, incomplete, texts } = await page.evaluate(async (rules) => {
    const results = await axe.run('#stage', {
      ...(rules ? { runOnly: [...rules] } : {}),
      rules: {
        // The element is a part of the merchant's page, which has the landmarks.
        region: { enabled: false },
        // axe does not run these rules by default.
        'target-size': { enabled: true },
        'label-content-name-mismatch': { enabled: true },
      },
      resultTypes: ['violations', 'incomplete'],
      elementRef: true,
    });
    const describe = (
      list: typeof results.violations,
      isIncluded: (node: Element, id: string) => boolean,
    ) =>
      list.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ element }) => isIncluded(element as Element, id))
          .map(
            ({ element, failureSummary = '' }) =>
              `${id}: ${accessibility.nameOf(element as Element)} ${failureSummary}`,
          ),
      );
    return {
      broken: describe(results.violations, () => true),
      incomplete: describe(results.incomplete, (element, id) => {
        const isSign = id === 'label-content-name-mismatch' && !/\p{L}/u.test(element.textContent);
        return !isSign && id !== 'color-contrast';
      }),
      texts: results.incomplete
        .filter(({ id }) => id === 'color-contrast')
        .flatMap(({ nodes }) =>
          nodes.map(({ element }) => accessibility.textColoursOf(element as Element)),
        ),
    };
  }, only);
  return [...broken, ...incomplete, ...lowContrast(texts, 4.5)];
};

/** Finds edges and marks with too little contrast to their background, and states that are shown by colour alone. */
const nonTextFaults = async (page: Page): Promise<string[]> => {
  const { shapes, states } = await page.evaluate(() => {
    const stage = document.querySelector('#stage') as Element;
    return { shapes: accessibility.shapesIn(stage), states: accessibility.stateMarksIn(stage) };
  });
  const colourOnly = states.flatMap(({ what, marks, colours }) => {
    // By WCAG 1.4.1 a contrast of 3:1 between two colours is more than a difference in colour.
    const isDistinct =
      marks.length > 0 || colours.some(({ colour, ground }) => contrast(colour, ground) >= 3);
    return isDistinct ? [] : [`${what}: its state is shown by colour alone`];
  });
  return [...lowContrast(shapes, 3), ...colourOnly];
};

/** Returns a description of the shown elements, for comparison with another variant. */
export const shapeOf = (page: Page): Promise<string> =>
  page.evaluate(() => accessibility.shapeOf(document.querySelector('#stage') as Element));

/** Runs the checks of a variant on the open state. `shape` is the result of `shapeOf` in the default look. */
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
      ...(await nonTextFaults(page)),
    ];
  // In forced colours, computed text colours are those of the page, and not the user's palette that is painted. Only
  // elements that opt out of forced colours can be measured.
  const optedOut = await page.evaluate(() =>
    accessibility.forcedColourOptOuts(document.querySelector('#stage') as Element),
  );
  return [
    ...found,
    ...(await axeFaults(page, styleRules)),
    ...(await nonTextFaults(page)),
    ...lowContrast(optedOut, 4.5),
  ];
};

/** Focus indicator of a kind of control. */
export interface FocusMark {
  readonly kind: string;
  /** Number of pixels whose contrast between the focused and the unfocused state is at least 3:1. */
  readonly changed: number;
  /** Area of a perimeter of the control that is 2 CSS pixels thick: the minimum of WCAG 2.4.13. */
  readonly around: number;
  /** Length of the control's shorter side. */
  readonly shortest: number;
}

/** Space around the control in screenshots, for the focus indicator, in pixels. */
const margin = 8;

/** Measures the focus indicator of each kind of control that is not in `measured`, and adds the kind to it. */
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
      if (!control) throw new Error(`There is no ${wanted}.`);
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
