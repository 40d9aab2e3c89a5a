/** The name of a test runner. */
export type RunnerName = 'unit' | 'browser' | 'firefox' | 'webkit' | 'e2e';

/** The name of a ring: a set of tests of a certain size. */
export type Ring = 'quick' | 'whole' | 'wide';

/** Runners in lanes. The runners of a lane run one after another, and the lanes in parallel. */
export type Lanes = readonly (readonly RunnerName[])[];

/** The runners of each ring, in lanes that two CPU cores can run in parallel. */
export const rings: Readonly<Record<Ring, Lanes>> = {
  quick: [['unit', 'browser']],
  whole: [
    ['unit', 'browser', 'e2e'],
    ['firefox', 'webkit'],
  ],
  wide: [['unit', 'browser', 'firefox', 'webkit', 'e2e']],
};
