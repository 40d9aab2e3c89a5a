import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counts, withCounts } from '../../../tools/docs/accessibility-page.js';
import { allStates, variants, looks } from '../../fixtures/variants.js';

const page = readFileSync('docs/accessibility.md', 'utf8');

/** Every row of the tables: what holds, its criteria and levels, and its test as a file and a name. */
const rows = [...page.matchAll(/^\|(.+)\|(.+)\|(.+)\| \[([\w-]+)\]\(([^)]+)\) “(.+)” *\|$/gm)].map(
  ([, what = '', criteria = '', levels = '', label = '', file = '', name = '']) => ({
    what: what.trim(),
    criteria: criteria.trim(),
    levels: levels.trim(),
    label,
    file: join('docs', file),
    name,
  }),
);

/** Of WCAG 2.2, those that are named here, with their levels: https://www.w3.org/TR/WCAG22/ */
const levels: Readonly<Record<string, string>> = {
  '1.1.1': 'A',
  '1.3.1': 'A',
  '1.3.2': 'A',
  '1.3.5': 'AA',
  '1.4.1': 'A',
  '1.4.3': 'AA',
  '1.4.4': 'AA',
  '1.4.10': 'AA',
  '1.4.11': 'AA',
  '1.4.12': 'AA',
  '2.1.1': 'A',
  '2.1.2': 'A',
  '2.1.3': 'AAA',
  '2.2.1': 'A',
  '2.3.3': 'AAA',
  '2.4.3': 'A',
  '2.4.6': 'AA',
  '2.4.7': 'AA',
  '2.4.11': 'AA',
  '2.4.12': 'AAA',
  '2.4.13': 'AAA',
  '2.5.3': 'A',
  '2.5.5': 'AAA',
  '2.5.8': 'AA',
  '3.1.1': 'A',
  '3.1.2': 'AA',
  '3.2.1': 'A',
  '3.2.2': 'A',
  '3.2.5': 'AAA',
  '3.3.1': 'A',
  '3.3.2': 'A',
  '3.3.3': 'AA',
  '3.3.4': 'AA',
  '3.3.6': 'AAA',
  '3.3.7': 'A',
  '4.1.2': 'A',
  '4.1.3': 'AA',
};

describe('the page on accessibility', () => {
  it('names a test for each thing that holds, and the test is there', () => {
    const lines = page.split('\n').filter((line) => /^\| (?!---|what holds|engine)/.test(line));
    const counted = lines.filter((line) => /\.test\.ts/.test(line));
    expect(rows).toHaveLength(counted.length);
    expect(rows.length).toBeGreaterThan(40);
    for (const { file, name, label, what } of rows) {
      const code = readFileSync(file, 'utf8');
      expect(file, what).toContain(`/${label}.test.ts`);
      // As a name is written: of a test, or of a scenario that a test takes by its name.
      const isNamed = [`'${name}`, `\`${name}`].some((start) => code.includes(start));
      expect(isNamed, `${file} has no test “${name}”`).toBe(true);
    }
  });

  it('names criteria with their levels', () => {
    for (const { criteria, levels: said, what } of rows) {
      const meant = new Set(criteria.split(', ').map((one) => levels[one] ?? `no ${one}`));
      expect(said.split(', ').sort(), what).toEqual([...meant].sort());
    }
  });

  it('counts what the tests go through, by their own lists', () => {
    expect(looks).toContain('plain');
    expect(counts.chromium).toBe(allStates.length * looks.length * 3);
    expect(variants).toHaveLength(looks.length * 3);
    expect(withCounts(page).replaceAll(/[ -]+/g, ' ')).toBe(page.replaceAll(/[ -]+/g, ' '));
  });
});
