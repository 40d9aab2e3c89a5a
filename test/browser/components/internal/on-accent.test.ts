import { expect } from '@open-wc/testing';
import Color from 'colorjs.io';
import type { AllyCoverageCheck } from '../../../../src/index.js';
import '../../../../src/define.js';
import { isWide } from '../../../harness/ring.js';
import { movePointer } from '../../../harness/input.js';
import { button } from '../../../harness/queries.js';
import { place } from '../../../harness/place-element.js';

/** As a screen shows it: within sRGB, and as contrast is measured (WCAG 2, 1.4.3). */
const contrast = (one: string, other: string): number => {
  const [a, b] = [one, other].map((text) =>
    new Color(text).to('srgb').toGamut({ space: 'srgb', method: 'clip' }),
  ) as [Color, Color];
  return a.contrastWCAG21(b);
};

const steps = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));

const hues = steps(0, 330, 12).map(String);

/** Every way in which a shop may write its accent. */
const accents: Readonly<Record<string, readonly string[]>> = {
  'greys, each of them': steps(0, 255, 256)
    .map(String)
    .map((grey) => `rgb(${grey} ${grey} ${grey})`),
  'oklch, its whole range': steps(0, 1, isWide ? 26 : 9).flatMap((lightness) =>
    ['0.05', '0.12', '0.2', '0.3'].flatMap((chroma) =>
      hues.map((hue) => `oklch(${String(lightness)} ${chroma} ${hue})`),
    ),
  ),
  hsl: steps(4, 96, isWide ? 12 : 6).flatMap((lightness) =>
    ['30%', '70%', '100%'].flatMap((saturation) =>
      hues.map((hue) => `hsl(${hue} ${saturation} ${String(lightness)}%)`),
    ),
  ),
  names: 'rebeccapurple tomato gold teal crimson orange dodgerblue hotpink slategray lime'.split(
    ' ',
  ),
  'light-dark()': [
    'light-dark(#7a2f63, #e3a1cd)',
    'light-dark(orange, navy)',
    'light-dark(oklch(0.6 0.2 20), hsl(200 80% 45%))',
  ],
  'wider than sRGB': [
    'color(display-p3 1 0 0)',
    'color(display-p3 0 1 0)',
    'color(display-p3 0.2 0.4 1)',
  ],
  mixes: ['color-mix(in oklab, teal 70%, white)', 'color-mix(in srgb, crimson, black)'],
  'a page’s own property': ['var(--shop-colour)'],
};

describe('the text on the accent, where the shop names none', () => {
  let room: AllyCoverageCheck;
  let pressed: HTMLElement;

  /** The accents on which the button's words are hard to read. */
  const hardToRead = (list: readonly string[]): string[] =>
    ['light', 'dark'].flatMap((scheme) => {
      document.documentElement.style.colorScheme = scheme;
      return list.flatMap((accent) => {
        room.style.setProperty('--ally-accent', accent);
        const { color, backgroundColor } = getComputedStyle(pressed);
        const ratio = contrast(color, backgroundColor);
        return ratio >= 4.5 ? [] : [`${accent}, ${scheme}: ${ratio.toFixed(2)}`];
      });
    });

  // At once: what is measured is a colour, not the way there.
  const still = document.createElement('style');
  still.textContent = 'ally-coverage-check::part(button) { transition: none }';

  before(() => {
    document.head.append(still);
  });
  beforeEach(async () => {
    document.documentElement.style.setProperty('--shop-colour', 'rgb(118 118 118)');
    room = await place('ally-coverage-check', {});
    pressed = await button(room.renderRoot, 'Check postcode');
  });
  afterEach(async () => {
    await movePointer(0, 0);
    document.documentElement.removeAttribute('style');
  });
  after(() => {
    still.remove();
  });

  for (const [kind, list] of Object.entries(accents)) {
    it(`can be read: ${kind}`, () => {
      expect(hardToRead(list)).to.deep.equal([]);
    });
    it(`can be read under the pointer: ${kind}`, async () => {
      const { x, y, width, height } = pressed.getBoundingClientRect();
      await movePointer(x + width / 2, y + height / 2);
      expect(pressed.matches(':hover')).to.equal(true);
      expect(hardToRead(list)).to.deep.equal([]);
    });
  }

  it('is whole where the accent lets the ground through', () => {
    room.style.setProperty('--ally-accent', 'rgb(13 92 99 / 80%)');
    expect(new Color(getComputedStyle(pressed).color).alpha).to.equal(1);
  });

  it('is the shop’s own where it names one', () => {
    room.style.setProperty('--ally-on-accent', 'rgb(1 2 3)');
    expect(getComputedStyle(pressed).color).to.equal('rgb(1, 2, 3)');
  });
});
