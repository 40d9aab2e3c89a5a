/** Newer features of the web: those that the oldest supported engines do not all have, by the data behind Baseline. */
import { features } from 'web-features';
import { oldestEngines, type Engine, type OldestEngine } from '../build/browser-targets.js';

/** The first version of each engine that has a part. An engine without it is absent. */
export type Support = Readonly<Partial<Record<Engine, string>>>;

/** A part of a feature, such as one method of an interface. */
export interface Part {
  /** Its path in the compatibility data, such as `api.HTMLElement.popover`. */
  readonly key: string;
  /** The name of its feature in Baseline's data. */
  readonly feature: string;
  readonly support: Support;
  /** The oldest supported engines that do not have it. */
  readonly lacking: readonly OldestEngine[];
}

const numberOf = (version: string): number => {
  const [major = 0, minor = 0] = version.replace('≤', '').split('.').map(Number);
  return major * 1000 + minor;
};

/** Returns the oldest supported engines that lack a part. */
const lackingOf = (support: Support): readonly OldestEngine[] =>
  oldestEngines.filter(({ engine, version }) => {
    const since = support[engine];
    return since === undefined || numberOf(since) > numberOf(version);
  });

/** Every part of every feature, by its key. */
const parts: ReadonlyMap<string, Part> = new Map(
  Object.entries(features).flatMap(([feature, data]) =>
    // A feature that was moved or split has no parts of its own.
    Object.entries(data.kind === 'feature' ? (data.status.by_compat_key ?? {}) : {}).map(
      ([key, { support }]): [string, Part] => [
        key,
        { key, feature, support, lacking: lackingOf(support) },
      ],
    ),
  ),
);

/** Returns the title of a feature for readers. */
export const titleOf = (feature: string): string => {
  const data = features[feature];
  if (data?.kind !== 'feature') throw new Error(`There is no feature named ${feature}.`);
  return data.name;
};

const isNewer = ({ lacking }: Part): boolean => lacking.length > 0;

/**
 * Returns the interface that a member belongs to, or undefined for anything else. The members of a newer interface need
 * no check: a script gets an object of it only by way of the interface itself or of another newer member.
 */
const ownerOf = (key: string): Part | undefined => {
  const names = key.split('.');
  const depth = names[0] === 'javascript' ? 3 : 2;
  return names.length > depth ? parts.get(names.slice(0, depth).join('.')) : undefined;
};

/** Members and globals by their name in code. One name can stand for parts of several interfaces. */
const members = new Map<string, readonly Part[]>();
/** Options of functions, by their name in code. */
const options = new Map<string, readonly Part[]>();
for (const [key, part] of parts) {
  const owner = ownerOf(key);
  if (!/^(?:api|javascript\.builtins)\./.test(key) || (owner && isNewer(owner))) continue;
  const depth = key.split('.').length;
  const end = key.slice(key.lastIndexOf('.') + 1);
  // Below a member the data lists its options, which code names, and details of its behaviour, which code does not.
  const isOption =
    /^(?:options|init)_\w+_parameter$/.test(end) || /\.options_parameter\.\w+$/.test(key);
  const isCallback = end.endsWith('_lifecycle_callback');
  if (depth > (key.startsWith('api') ? 3 : 4) && !isOption && !isCallback) continue;
  const name = end.replace(/^(?:options|init)_(\w+)_parameter$/, '$1').replace(/_static$/, '');
  const names = isOption ? options : members;
  names.set(name, [...(names.get(name) ?? []), part]);
}

/**
 * Returns the parts that a name stands for, if all are newer. A name that can stand for an older part is taken for that
 * one.
 */
const newerIn = (names: ReadonlyMap<string, readonly Part[]>, name: string): readonly Part[] => {
  const found = names.get(name) ?? [];
  return found.every(isNewer) ? found : [];
};

/** Returns the newer parts that the name of a member stands for, where its interface is unknown. */
export const newerCalled = (name: string): readonly Part[] => newerIn(members, name);

/**
 * Returns the newer parts that a member of an interface stands for. Options and members of mixins are found by name
 * alone.
 */
export const newerMember = (owner: string, name: string): readonly Part[] => {
  const exact = [
    `api.${owner}.${name}`,
    `api.${owner}.${name}_static`,
    `javascript.builtins.${owner}.${name}`,
  ].flatMap((key) => parts.get(key) ?? []);
  if (exact.length > 0) return exact.filter(isNewer);
  return options.has(name) ? newerIn(options, name) : newerCalled(name);
};

/** Returns the newer parts that the name of a global stands for. */
export const newerGlobal = (name: string): readonly Part[] =>
  [`api.${name}`, `api.Window.${name}`, `javascript.builtins.${name}`]
    .flatMap((key) => parts.get(key) ?? [])
    .filter(isNewer);

const newer = [...parts.values()].filter(isNewer);
const matched = new Map<string, readonly Part[]>();

/** Returns the newer parts whose key matches a pattern. */
export const newerMatching = (pattern: RegExp): readonly Part[] => {
  const known = matched.get(pattern.source);
  if (known) return known;
  const found = newer.filter(({ key }) => pattern.test(key));
  matched.set(pattern.source, found);
  return found;
};
