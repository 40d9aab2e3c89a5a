/** The oldest engines that it is built for and checked against. */
import { getCompatibleVersions } from 'baseline-browser-mapping';

/** The day of the release: what was "Baseline widely available" on it may be used as it is. To be moved with each one. */
export const baselineDay = '2026-11-26';

/** The names that the data has, what a document calls them, and what the build does. */
const names = {
  chrome: ['Chrome', 'chrome'],
  chrome_android: ['Chrome for Android', 'chrome'],
  edge: ['Edge', 'edge'],
  firefox: ['Firefox', 'firefox'],
  firefox_android: ['Firefox for Android', 'firefox'],
  safari: ['Safari', 'safari'],
  safari_ios: ['Safari on iOS', 'ios'],
};

/** Each engine with its oldest version, and the day on which that was released. */
export const oldestEngines = getCompatibleVersions({
  widelyAvailableOnDate: baselineDay,
  // The day is fixed, and so is what was known on it.
  suppressWarnings: true,
}).map(({ browser, version, release_date }) => ({
  engine: browser,
  title: names[browser][0],
  version,
  released: release_date,
}));

const builders = [
  ...new Map(oldestEngines.map(({ engine, version }) => [names[engine][1], version])),
];

/** As Vite is told of them. */
export const buildTarget = builders.map(([name, version]) => name + version);

/** As es-check is told of them: a query of browserslist. */
export const enginesQuery = builders
  .map(([name, version]) => `${name === 'ios' ? 'ios_saf' : name} ${version}`)
  .join(', ');

const [whole, part, patch] = [16, 8, 0];

/** As Lightning CSS is told of them: a number with a byte for each part of a version. */
export const styleTargets = Object.fromEntries(
  builders.map(([name, version]) => {
    const parts = version.split('.').map(Number);
    return [
      name === 'ios' ? 'ios_saf' : name,
      [whole, part, patch].reduce((sum, shift, at) => sum | ((parts[at] ?? 0) << shift), 0),
    ];
  }),
);
