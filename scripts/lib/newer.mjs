/** What of the web's features the oldest engines do not all have, by the data that Baseline itself is made from. */
import { createRequire } from 'node:module';
import { oldestEngines } from './engines.mjs';

const { features } = createRequire(import.meta.url)('web-features/data.json');

const numberOf = (version) => {
  const [major, minor = 0] = version.replace('≤', '').split('.').map(Number);
  return major * 1000 + minor;
};

/** Those of the oldest engines that lack something. */
const lackingOf = (support) =>
  oldestEngines.filter(
    ({ engine, version }) =>
      support[engine] === undefined || numberOf(support[engine]) > numberOf(version),
  );

/** Everything that is part of a feature, such as `api.HTMLElement.popover`: whose it is, and which engines lack it. */
const parts = new Map(
  Object.entries(features).flatMap(([feature, { status }]) =>
    Object.entries(status?.by_compat_key ?? {}).map(([key, { support }]) => [
      key,
      { key, feature, support, lacking: lackingOf(support) },
    ]),
  ),
);

/** What people call a feature. */
export const titleOf = (feature) => features[feature].name;

const isNewer = ({ lacking }) => lacking.length > 0;

/** An interface that is itself newer is met where something gives one: its members need no look of their own. */
const ownerOf = (key) => {
  const names = key.split('.');
  const depth = names[0] === 'javascript' ? 3 : 2;
  return names.length > depth ? parts.get(names.slice(0, depth).join('.')) : undefined;
};

/** What each name may mean: members and globals, and what functions take as options. */
const members = new Map();
const options = new Map();
for (const [key, part] of parts) {
  const owner = ownerOf(key);
  if (!/^(?:api|javascript\.builtins)\./.test(key) || (owner && isNewer(owner))) continue;
  const depth = key.split('.').length;
  const end = key.slice(key.lastIndexOf('.') + 1);
  // Deeper than a member stand the options that it takes, and what it does with them.
  const isOption =
    /^(?:options|init)_\w+_parameter$/.test(end) || /\.options_parameter\.\w+$/.test(key);
  const isCallback = end.endsWith('_lifecycle_callback');
  if (depth > (key.startsWith('api') ? 3 : 4) && !isOption && !isCallback) continue;
  const name = end.replace(/^(?:options|init)_(\w+)_parameter$/, '$1').replace(/_static$/, '');
  const names = isOption ? options : members;
  names.set(name, [...(names.get(name) ?? []), part]);
}

/** What a name means that means nothing which the oldest engines have: else it is taken for that. */
const newerIn = (names, name) => {
  const meant = names.get(name) ?? [];
  return meant.every(isNewer) ? meant : [];
};

/** What a member means where it is not known whose it is. */
export const newerCalled = (name) => newerIn(members, name);

/** What a member means: exactly, where data knows its interface; else, as for an option or a mixin, by its name. */
export const newerMember = (owner, name) => {
  const exact = [
    `api.${owner}.${name}`,
    `api.${owner}.${name}_static`,
    `javascript.builtins.${owner}.${name}`,
  ].flatMap((key) => parts.get(key) ?? []);
  if (exact.length > 0) return exact.filter(isNewer);
  return options.has(name) ? newerIn(options, name) : newerCalled(name);
};

/** What something means that stands in no other. */
export const newerGlobal = (name) =>
  [`api.${name}`, `api.Window.${name}`, `javascript.builtins.${name}`]
    .flatMap((key) => parts.get(key) ?? [])
    .filter(isNewer);

const newer = [...parts.values()].filter(isNewer);
const matched = new Map();

/** Everything whose whole name is so. */
export const newerMatching = (pattern) => {
  const { source } = pattern;
  if (!matched.has(source))
    matched.set(
      source,
      newer.filter(({ key }) => pattern.test(key)),
    );
  return matched.get(source);
};
