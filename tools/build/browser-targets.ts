/** The oldest engines that the project supports, in the forms that the build tools read. */
import { getCompatibleVersions } from 'baseline-browser-mapping';

/**
 * The day of the release, to be updated with each one. Features that were Baseline "widely available" on that day need
 * no fallback.
 */
export const baselineDay = '2026-11-26';

/** An engine by its name in Baseline's data. */
export type Engine =
  'chrome' | 'chrome_android' | 'edge' | 'firefox' | 'firefox_android' | 'safari' | 'safari_ios';

/** Names of an engine: in documents, and for the build. */
interface EngineNames {
  readonly title: string;
  readonly builder: string;
}

/** The oldest supported version of an engine, and its release date. */
export interface OldestEngine {
  readonly engine: Engine;
  readonly title: string;
  readonly version: string;
  readonly released: string;
}

const names: Readonly<Record<Engine, EngineNames>> = {
  chrome: { title: 'Chrome', builder: 'chrome' },
  chrome_android: { title: 'Chrome for Android', builder: 'chrome' },
  edge: { title: 'Edge', builder: 'edge' },
  firefox: { title: 'Firefox', builder: 'firefox' },
  firefox_android: { title: 'Firefox for Android', builder: 'firefox' },
  safari: { title: 'Safari', builder: 'safari' },
  safari_ios: { title: 'Safari on iOS', builder: 'ios' },
};

/** The oldest supported version of each engine. */
export const oldestEngines: readonly OldestEngine[] = getCompatibleVersions({
  widelyAvailableOnDate: baselineDay,
  // The warning asks for newer data, which changes nothing for a day in the past.
  suppressWarnings: true,
}).map(({ browser, version, release_date: released = '' }) => {
  // Other engines are listed only on request.
  const engine = browser as Engine;
  return { engine, title: names[engine].title, version, released };
});

const builders = [
  ...new Map(oldestEngines.map(({ engine, version }) => [names[engine].builder, version])),
];

/** The engines as Vite's `build.target`. */
export const buildTarget: string[] = builders.map(([name, version]) => name + version);

/** The engines as a query of browserslist, for es-check. */
export const enginesQuery: string = builders
  .map(([name, version]) => `${name === 'ios' ? 'ios_saf' : name} ${version}`)
  .join(', ');

const [major, minor, patch] = [16, 8, 0];

/** The engines as the `targets` of Lightning CSS: a number each, with one byte for each part of the version. */
export const styleTargets: Readonly<Record<string, number>> = Object.fromEntries(
  builders.map(([name, version]) => {
    const parts = version.split('.').map(Number);
    return [
      name === 'ios' ? 'ios_saf' : name,
      [major, minor, patch].reduce((sum, shift, at) => sum | ((parts[at] ?? 0) << shift), 0),
    ];
  }),
);
