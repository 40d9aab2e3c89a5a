type Versions = Readonly<Record<string, string>>;

/** The part of a `package.json` that is used. */
export interface PackageManifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly overrides?: Versions;
}

/** A package in a lock file. */
export interface LockedPackage {
  /** Its download address. */
  readonly resolved?: string;
}

/** The part of a `package-lock.json` that is used. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Matches an exact version, or an alias of a package with one: `npm:name@1.2.3`. */
const exact = /^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/;

/** Lists the packages that are requested by a range of versions: two installations could differ. */
export const unpinned = ({ dependencies, devDependencies, overrides }: PackageManifest): string[] =>
  Object.entries({ ...dependencies, ...devDependencies, ...overrides })
    .filter(([, version]) => !exact.test(version))
    .map(([name]) => name);

/**
 * Lists the packages with a download address in the lock file: the address may not be reachable from another network.
 */
export const addressed = ({ packages }: LockFile): string[] =>
  Object.entries(packages)
    .filter(([, { resolved }]) => /^\w+(?:\+\w+)?:/.test(resolved ?? ''))
    .map(([path]) => path);
