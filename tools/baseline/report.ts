/** Newer features in what is built, compared with the lists in `known-features.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesIn, scriptFiles } from '../build/dist.js';
import type { Part } from './features.js';
import { haveEnough, newerFeatures, othersNames } from './known-features.js';
import { root } from '../process/run.mjs';
import { usesInScript, type ScriptUse } from './scan-scripts.js';
import { usesInTypes } from './scan-types.js';

const src = join(root, 'src');

/** The entry points from which everything that runs in a shop's page is imported. */
const entryPoints = [
  ...['index', 'define', 'load'],
  ...['classic', 'module', 'module-loader', 'classic-loader'].map((name) => `entries/${name}`),
];

/** The newer features in use. */
export interface NewerInUse {
  /** The parts in use, by feature. */
  readonly features: ReadonlyMap<string, readonly Part[]>;
  /** Faults of the lists in `known-features.ts`, in words. */
  readonly faults: readonly string[];
  /** The paths of the package's modules. */
  readonly modules: readonly string[];
}

/** Finds every newer part in use, and compares its features with the lists. */
export const newerInUse = (): NewerInUse => {
  const ofTypes = usesInTypes(
    entryPoints.map((name) => join(src, `${name}.ts`)),
    src,
  );
  const modules = ofTypes.files
    .map((file) => join('dist', 'esm', file.replace(/ts$/, 'js')))
    // The loaders of the script tags are not in the package.
    .filter((file) => existsSync(join(root, file)));
  const names = [
    ...scriptFiles().map((file) => bytesIn(file).toString()),
    ...modules.map((file) => readFileSync(join(root, file), 'utf8')),
  ].flatMap(usesInScript);
  const excused = new Set<string>();
  const isNewerUse = ({ part, name }: ScriptUse): boolean => {
    if (name in othersNames) excused.add(name);
    // A member that only our types declare is ours. A global of that name is still the page's.
    const isOwn = ofTypes.own.has(name) && part.key.split('.').length > 2;
    return !(name in othersNames) && !isOwn;
  };
  const parts = new Map(
    [...ofTypes.newer, ...names.filter(isNewerUse)].map(({ part }) => [part.key, part]),
  );
  const faults: string[] = [];
  for (const name of Object.keys(othersNames))
    if (!excused.has(name)) faults.push(`nothing that is built has the name ${name} any more`);
  for (const key of Object.keys(haveEnough))
    if (!parts.delete(key)) faults.push(`${key} is not in use any more`);
  const features = new Map<string, readonly Part[]>();
  for (const part of parts.values())
    features.set(part.feature, [...(features.get(part.feature) ?? []), part]);
  for (const [feature, [first]] of features)
    if (first && !(feature in newerFeatures)) {
      const { key, lacking } = first;
      const where = lacking.map(({ title, version }) => `${title} ${version}`).join(', ');
      faults.push(`${key} (${feature}) is in use, is in no list, and is not in ${where}`);
    }
  for (const feature of Object.keys(newerFeatures))
    if (!features.has(feature))
      faults.push(`${feature} is not in use any more, or no longer newer`);
  return { features, faults, modules };
};
