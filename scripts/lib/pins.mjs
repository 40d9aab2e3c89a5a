/** A version; under another name, with whose version it is before it. */
const exact = /^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/;

/** Packages that are asked for by a range: two people would get two versions. */
export const unpinned = ({ dependencies, devDependencies, overrides }) =>
  Object.entries({ ...dependencies, ...devDependencies, ...overrides })
    .filter(([, version]) => !exact.test(version))
    .map(([name]) => name);

/** Packages whose download address is locked: it may be out of reach where the lock is used. */
export const addressed = ({ packages }) =>
  Object.entries(packages)
    .filter(([, { resolved }]) => /^\w+(?:\+\w+)?:/.test(resolved ?? ''))
    .map(([path]) => path);
