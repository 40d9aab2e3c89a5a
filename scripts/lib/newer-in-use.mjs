/** What of what is built the oldest engines do not all have. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesIn, scriptFiles } from './dist.mjs';
import { haveEnough, newerFeatures, othersNames } from './newer-features.mjs';
import { root } from './run.mjs';
import { usesInScript } from './uses-in-scripts.mjs';
import { usesInTypes } from './uses-in-types.mjs';

const src = join(root, 'src');

/** The doors that lead to everything that runs in a shop's page. */
const doors = [
  ...['index', 'define', 'load'],
  ...['classic', 'module', 'module-loader', 'classic-loader'].map((name) => `entries/${name}`),
];

/** Every part of a feature that is in use, by the feature; what is wrong with the list; and the package's modules. */
export const newerInUse = () => {
  const ofTypes = usesInTypes(
    doors.map((door) => join(src, `${door}.ts`)),
    src,
  );
  const modules = ofTypes.files
    .map((file) => join('dist', 'esm', file.replace(/ts$/, 'js')))
    // What the scripts begin with is no part of the package.
    .filter((file) => existsSync(join(root, file)));
  const names = [
    ...scriptFiles().map((file) => bytesIn(file).toString()),
    ...modules.map((file) => readFileSync(join(root, file), 'utf8')),
  ].flatMap(usesInScript);
  const excused = new Set();
  const isMeant = ({ part, name }) => {
    if (name in othersNames) excused.add(name);
    // A name of the page itself is the page's, though our types spell it out.
    const isOwn = ofTypes.own.has(name) && part.key.split('.').length > 2;
    return !(name in othersNames) && !isOwn;
  };
  const parts = new Map(
    [...ofTypes.newer, ...names.filter(isMeant)].map(({ part }) => [part.key, part]),
  );
  const faults = [];
  for (const name of Object.keys(othersNames))
    if (!excused.has(name)) faults.push(`nothing that is built has the name ${name} any more`);
  for (const key of Object.keys(haveEnough))
    if (!parts.delete(key)) faults.push(`${key} is not in use any more`);
  const features = new Map();
  for (const part of parts.values())
    features.set(part.feature, [...(features.get(part.feature) ?? []), part]);
  for (const [feature, [{ key, lacking }]] of features)
    if (!(feature in newerFeatures)) {
      const where = lacking.map(({ title, version }) => `${title} ${version}`).join(', ');
      faults.push(`${key} (${feature}) is in use, is in no list, and is not in ${where}`);
    }
  for (const feature of Object.keys(newerFeatures))
    if (!features.has(feature))
      faults.push(`${feature} is not in use any more, or no longer newer`);
  return { features, faults, modules };
};
