import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { allStates, variants } from '../fixtures/variants.js';
import { openContext, openState } from '../fixtures/stage.js';
import { SWEEP_MS } from '../harness/limits.js';
import { inRing, isWide } from '../harness/ring.js';
import {
  axeFaults,
  loadMeasures,
  focusMarks,
  checkVariant,
  shapeOf,
  type FocusMark,
} from '../assertions/a11y-looks.js';
import { userSettings, checkReach, type ReachFaults } from '../assertions/a11y-reach.js';
import { launchBrowser } from '../harness/browser.js';

/** The whole ring checks every colour scheme, the default look and one theme. The wide ring checks all variants. */
const shownIn = inRing(variants, ({ name }) =>
  ['plain, light', 'luxury, dark', 'plain, forced'].includes(name),
);

/** Returns the variants in which a state is checked: all in the wide ring, and one in the whole ring, in rotation. */
const variantsOf = (name: string): typeof shownIn => {
  const turn = allStates.findIndex((state) => state.name === name) % shownIn.length;
  return inRing(shownIn, (one) => one === shownIn[turn]);
};

/** Returns true for looks whose focus indicator has the size of WCAG 2.4.13 (AAA). The others must only meet AA. */
const hasLargeFocusMarks = (look: string): boolean => look !== 'civic';

/** Number of states that are open at the same time. The machine that runs the tests has two cores. */
const concurrency = 3;

/** Faults of a state. */
interface StateFaults {
  /** Violations of all rules of axe in the default look. */
  readonly axe: readonly string[];
  /** Faults by the name of the variant. */
  readonly variants: ReadonlyMap<string, readonly string[]>;
  readonly reach: ReachFaults;
}

const found = new Map<string, StateFaults>();
const broken: string[] = [];
const marks = new Map(shownIn.map(({ name }) => [name, [] as FocusMark[]]));
const met = new Map(shownIn.map(({ name }) => [name, new Set<string>()]));

let browser: Browser;

const checkState = async (page: Page, state: string): Promise<StateFaults> => {
  await loadMeasures(page);
  const axe = await axeFaults(page);
  const shape = await shapeOf(page);
  const faults = new Map<string, readonly string[]>();
  for (const variant of variantsOf(state)) {
    const { name } = variant;
    faults.set(name, await checkVariant(page, variant, shape));
    marks.get(name)?.push(...(await focusMarks(page, met.get(name) ?? new Set())));
  }
  return { axe, variants: faults, reach: await checkReach(page) };
};

beforeAll(async () => {
  const started = performance.now();
  browser = await launchBrowser();
  const left = [...allStates];
  const work = async (): Promise<void> => {
    const context = await openContext(browser);
    for (let one = left.shift(); one; one = left.shift())
      try {
        const page = await openState(browser, inject('shop'), one.state, context);
        found.set(one.name, await checkState(page, one.name));
        await page.close();
      } catch (error) {
        broken.push(`${one.name}: ${String(error)}`);
      }
    await context.close();
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${String(found.size)} states in ${String(shownIn.length)} variants in ${String(seconds)} seconds`,
  );
}, SWEEP_MS);
afterAll(() => browser.close());

/**
 * Returns the faults of all states, or of the states that were checked in a variant. Each begins with the name of its
 * state.
 */
const faultsBy = (
  faultsOf: (one: StateFaults) => readonly string[] | undefined,
  variant?: string,
): string[] =>
  [...found].flatMap(([name, one]) => {
    if (variant !== undefined && !variantsOf(name).some((shown) => shown.name === variant))
      return [];
    return (faultsOf(one) ?? ['was not checked']).map((fault) => `${name}: ${fault}`);
  });

describe('every state of every step', () => {
  it('was opened, and none left out', () => {
    expect(broken).toEqual([]);
    expect([...found.keys()].sort()).toEqual(allStates.map(({ name }) => name).sort());
    expect(new Set(allStates.map(({ name }) => name)).size).toBe(allStates.length);
  });

  it('keeps every rule of axe', () => {
    expect(faultsBy(({ axe }) => axe)).toEqual([]);
  });

  it.each(shownIn.map(({ name }) => name))('is seen, read and pressed by everybody: %s', (name) => {
    expect(faultsBy(({ variants }) => variants.get(name), name)).toEqual([]);
  });

  it.each(userSettings)('loses nothing to %s', (name) => {
    expect(faultsBy(({ reach }) => reach[name])).toEqual([]);
  });
});

describe('a fault is noticed', () => {
  const shopVariant = { look: 'shop', scheme: 'light', name: 'shop, light' } as const;
  const open = async (name: string): Promise<Page> => {
    const one = allStates.find((state) => state.name === name);
    if (!one) throw new Error(`There is no state ${name}.`);
    const page = await openState(browser, inject('shop'), one.state);
    await loadMeasures(page);
    return page;
  };

  it.each([
    ['small', 'part(button) { min-block-size: 0; block-size: 43px }', / by 43\.0$/m],
    ['faint words', 'part(legend) { color: #bbb }', /color-contrast: /],
    ['told by colour', 'part(button) { border: 0; box-shadow: none }', /by colour alone$/m],
    ['hidden in one look', 'part(window-list) { display: none }', /^shows something else$/m],
  ])('in a look: %s', async (_, css, message) => {
    const page = await open('window: free times');
    const shape = await shapeOf(page);
    expect(await checkVariant(page, shopVariant, shape)).toEqual([]);
    await page.addStyleTag({ content: `ally-booking::${css}` });
    expect((await checkVariant(page, shopVariant, shape)).join('\n')).toMatch(message);
    await page.context().close();
  });

  it('in an edge, and where the keyboard is not seen', async () => {
    const page = await open('postcode: nothing entered');
    const shape = await shapeOf(page);
    expect(await checkVariant(page, shopVariant, shape)).toEqual([]);
    const ofField = async (): Promise<FocusMark | undefined> =>
      (await focusMarks(page, new Set())).find(({ kind }) => kind.startsWith('input'));
    const field = await ofField();
    expect(field?.changed).toBeGreaterThan(field?.around ?? 0);
    await page.addStyleTag({
      content:
        'ally-booking::part(input) { border-color: #ddd !important; outline: none !important; box-shadow: none !important }',
    });
    expect((await checkVariant(page, shopVariant, shape)).join()).toMatch(/the edge of input/);
    expect(await ofField()).toMatchObject({ kind: field?.kind, changed: 0 });
    await page.context().close();
  });

  it('in what it says, in forced colours too', async () => {
    const page = await open('postcode: empty');
    expect(await axeFaults(page)).toEqual([]);
    await page.evaluate(() => {
      const [button] =
        document
          .querySelector('ally-booking')
          ?.shadowRoot?.querySelector('ally-coverage-check')
          ?.shadowRoot?.querySelectorAll('button') ?? [];
      button?.setAttribute('aria-label', 'Go');
    });
    expect((await axeFaults(page)).join()).toMatch(/^label-content-name-mismatch: button/);
    const shape = await shapeOf(page);
    await page.addStyleTag({
      content: 'ally-booking::part(label) { forced-color-adjust: none; color: #eee }',
    });
    const forced = { look: 'shop', scheme: 'forced', name: 'shop, forced' } as const;
    expect((await checkVariant(page, forced, shape)).join()).toMatch(/#eeeeee on #ffffff is 1\.\d/);
    await page.context().close();
  });

  it('in what people have set, and by the keyboard', async () => {
    const page = await open('postcode: nothing entered');
    expect(Object.values(await checkReach(page)).flat()).toEqual([]);
    await page.evaluate(() => {
      const stage = document.querySelector('#stage');
      stage?.insertAdjacentHTML(
        'beforeend',
        '<div style="position: fixed; inset: 0 0 auto; block-size: 250px"></div>' +
          '<p style="inline-size: 600px">Wide</p><button tabindex="1">First</button>',
      );
      stage?.animate([{ opacity: 1 }, { opacity: 0.9 }], { duration: 99_000 });
    });
    const reach = await checkReach(page);
    for (const [name, message] of [
      ['text spaced as in WCAG 1.4.12', /sticks out: p “Wide”/],
      ['text of twice the size', /sticks out: p “Wide”/],
      ['a page at 400%', /the page is \d+ px wide in 320/],
      ['a wish for less motion', /div#stage .*: 99000 ms/],
      ['the Tab key, there and back', /is covered[\s\S]*“First” is not reached/],
    ] as const)
      expect(reach[name].join('\n')).toMatch(message);
    await page.context().close();
  });
});

describe('where the keyboard is', () => {
  it('is looked at in each kind of control, in the wide ring as many in each look', () => {
    const counts = shownIn.map(({ name }) => marks.get(name)?.length ?? 0);
    if (isWide) expect(new Set(counts).size).toBe(1);
    expect(Math.min(...counts)).toBeGreaterThan(5);
    const kinds = new Set([...marks.values()].flat().map(({ kind }) => kind));
    expect(kinds.size).toBeGreaterThan(10);
  });

  it.each(shownIn)('is seen: $name', ({ name, look }) => {
    const small = (marks.get(name) ?? []).filter(({ changed, around, shortest }) => {
      // Boxes are laid out at fractions of a pixel, so the measured area may be a little smaller.
      return changed < (hasLargeFocusMarks(look) ? around * 0.98 : 2 * shortest);
    });
    expect(small).toEqual([]);
  });
});
