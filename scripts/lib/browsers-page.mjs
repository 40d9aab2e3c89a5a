/** The tables of `docs/browsers.md`. */
import { baselineDay, oldestEngines } from './engines.mjs';
import { titleOf } from './newer.mjs';
import { newerFeatures } from './newer-features.mjs';

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const wordsOf = (day, { short = false } = {}) =>
  new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', {
    ...(short ? {} : { day: 'numeric' }),
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** A part as it is written in code. */
const codeOf = (key) => {
  const [, kind, ...names] = key.split('.');
  const last = names.at(-1) ?? kind;
  if (kind === 'properties') return names.join(': ');
  if (last === 'relative_syntax') return `${names.at(-2)}(from …)`;
  return last.replace(/^(?:options|init)_(\w+)_parameter$/, '$1');
};

/** The engines that lack any of a feature's parts, and since when they have all. */
const whereOf = (parts) => {
  const titles = new Map();
  for (const { lacking, support } of parts)
    for (const { engine, title } of lacking) {
      const said = support[engine] === undefined ? title : `${title} before ${support[engine]}`;
      if (titles.get(title) !== title) titles.set(title, said);
    }
  return [...titles.values()].join(', ');
};

/** The page with its tables between their marks. */
export const withTables = (page, features) => {
  const made = {
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
    (_, open, name, close) => `${open}\n\n${made[name]}\n\n${close}`,
  );
};
