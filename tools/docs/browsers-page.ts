/** The tables of `docs/browsers.md`. */
import { baselineDay, oldestEngines } from '../build/browser-targets.js';
import { titleOf, type Part } from '../baseline/features.js';
import { newerFeatures } from '../baseline/known-features.js';

/** Options for writing a day. */
interface DayFormat {
  /** Whether the day of the month is left out. */
  readonly short?: boolean;
}

/** The tables, by the names of their markers in the page. */
interface Tables {
  readonly engines: string;
  readonly newer: string;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const wordsOf = (day: string, { short = false }: DayFormat = {}): string =>
  new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', {
    ...(short ? {} : { day: 'numeric' }),
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** Returns the name of a part as code spells it. */
const codeOf = (key: string): string => {
  const [, kind = '', ...names] = key.split('.');
  const last = names.at(-1) ?? kind;
  if (kind === 'properties') return names.join(': ');
  if (last === 'relative_syntax') return `${names.at(-2) ?? ''}(from …)`;
  return last.replace(/^(?:options|init)_(\w+)_parameter$/, '$1');
};

/** Lists the engines that lack any of a feature's parts, each with the version that adds it. */
const whereOf = (parts: readonly Part[]): string => {
  const titles = new Map<string, string>();
  for (const { lacking, support } of parts)
    for (const { engine, title } of lacking) {
      const since = support[engine];
      const text = since === undefined ? title : `${title} before ${since}`;
      if (titles.get(title) !== title) titles.set(title, text);
    }
  return [...titles.values()].join(', ');
};

/** Returns the page with the tables between their markers replaced. */
export const withTables = (
  page: string,
  features: ReadonlyMap<string, readonly Part[]>,
): string => {
  const made: Tables = {
    engines: [
      `For what was Baseline “widely available” on ${wordsOf(baselineDay)}:`,
      table(
        ['engine', 'oldest version', 'of'],
        oldestEngines.map(({ title, version, released }) => [
          title,
          version,
          wordsOf(released, { short: true }),
        ]),
      ),
    ].join('\n\n'),
    newer: table(
      ['feature', 'in code', 'not in', 'told by', 'without it'],
      Object.entries(newerFeatures).map(([feature, { detected, without }]) => {
        const parts = features.get(feature) ?? [];
        const codes = [...new Set(parts.map(({ key }) => `\`${codeOf(key)}\``))];
        return [titleOf(feature), codes.join(', '), whereOf(parts), detected, without];
      }),
    ),
  };
  return page.replace(
    /(<!-- (engines|newer) -->)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, open: string, name: keyof Tables, close: string) => `${open}\n\n${made[name]}\n\n${close}`,
  );
};
