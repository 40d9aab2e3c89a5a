import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

const side = '(?:left|right)';

/** A property that names a side of the screen, or a value that does. */
const sided = new RegExp(
  [
    `^(?:[\\w-]+-)?${side}(?:-[\\w-]+)?\\s*:`,
    `^(?:float|clear|text-align(?:-last)?|justify-[\\w-]+|background-position[\\w-]*|transform-origin|object-position)\\s*:[^;]*\\b${side}\\b`,
    '^(?:transform\\s*:[^;]*\\btranslate(?:X|3d)?\\(|translate\\s*:\\s*[^0;])',
  ].join('|'),
);

/** Four values go round by the sides of the screen: they are alike at its left and right, or name sides. */
const isLopsided = (declaration: string): boolean => {
  const [, values = ''] =
    /^(?:margin|padding|inset|border-(?:width|style|color)|scroll-(?:margin|padding))\s*:(.*)$/.exec(
      declaration,
    ) ?? [];
  const [, right, , left] =
    values.trim().match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s(])+/g) ?? [];
  return left !== undefined && left !== right;
};

/** Every declaration of a style sheet that means the same side in every direction. */
const physicalIn = (css: string): string[] =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/[{};]/)
    .map((part) => part.trim())
    .filter((part) => sided.test(part) || isLopsided(part));

const sheets = sourceFiles().flatMap(({ path, text }) =>
  [...text.matchAll(/\bcss`([^`]*)`/g)].map(([, css = '']) => ({ path, css })),
);

/**
 * The library that places the calendar counts from the screen's corner, and knows the direction itself. Words from left
 * to right end at the right on a page from right to left: that is a rule for such pages alone.
 */
const placed: Readonly<Record<string, readonly string[]>> = {
  'components/internal/styles/base.styles.ts': ['text-align: right'],
  'components/window-picker/calendar/popover.ts': [],
  'components/window-picker/calendar/calendar.styles.ts': ['inset: 0 auto auto 0'],
};

describe('no style names a side of the screen: what begins a line is at either', () => {
  it.each(sheets)('$path', ({ path, css }) => {
    expect(css.length).toBeGreaterThan(20);
    expect(physicalIn(css)).toEqual(placed[path] ?? []);
  });

  it('nor does code', () => {
    expect(sheets.length).toBeGreaterThan(8);
    const found = sourceFiles().filter(
      ({ path, text }) =>
        /\.style\.(?:\w*Left|\w*Right|left|right)\b/.test(text) && !(path in placed),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    'margin-left: 1px',
    'padding-right: calc(var(--_space) * 2)',
    'border-left: 1px solid',
    'border-top-left-radius: 2px',
    'left: 0',
    'right: auto',
    'scroll-margin-left: 1px',
    'text-align: right',
    'float: left',
    'justify-content: left',
    'background-position: right 4px center',
    'transform: translateX(4px)',
    'transform: translate(1px, 2px)',
    'margin: 0 1px 0 2px',
    'padding: 0 calc(var(--_space) * 2) 0 4px',
    'inset: 0 auto 0 0',
  ])('finds %s', (declaration) => {
    expect(physicalIn(`a { color: red; ${declaration}; }`)).toEqual([declaration]);
  });

  it.each([
    'margin-inline-start: 1px',
    'inset-inline-end: 0',
    'border-start-start-radius: 2px',
    'text-align: start',
    'margin: 0 1px',
    'padding: 0 calc(var(--_space) * 2) 4px calc(var(--_space) * 2)',
    'transform: rotate(45deg)',
    'outline-offset: 2px',
    '--_left: 1px',
  ])('lets %s pass', (declaration) => {
    expect(physicalIn(`a { ${declaration} }`)).toEqual([]);
  });
});
