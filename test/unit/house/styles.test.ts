import { expect, it } from 'vitest';
import { sourceFiles } from './plan.js';

/** What names a side of the screen, where a page that is read from the right has another one. */
const physical =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin)-(?:left|right)|(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)/g;

const sheetsIn = (text: string): string[] =>
  [...text.matchAll(/\bcss`([^`]*)`/g)].map(([, sheet = '']) => sheet);

it('styles name where a line begins and ends, never left and right', () => {
  const sheets = sourceFiles().flatMap(({ text }) => sheetsIn(text));
  expect(sheets.length).toBeGreaterThan(8);
  expect(sheets.flatMap((sheet) => sheet.match(physical) ?? [])).toEqual([]);
});

it.each(['margin-left: 1px', 'left: 0', 'text-align: right', 'border-top-left-radius: 0'])(
  '%s names a side',
  (line) => {
    expect(line.match(physical)).not.toBe(null);
  },
);
