export declare const testers: readonly ['vitest-browser', 'playwright', 'storybook'];

export interface TesterResult {
  /** What was printed by a run that failed. */
  readonly fault: string | null;
  readonly tests: readonly { readonly title: string; readonly passed: boolean }[];
}

export type Tester = (typeof testers)[number];

/** Of those testers that were run. */
export type TesterResults = Readonly<Partial<Record<Tester, TesterResult>>> & {
  /** The version of msw that was used. */
  readonly msw: string;
  /** What the types say against the projects. */
  readonly types: string | null;
};

export declare const ensureTesters: () => Promise<void>;
/** `chosen` says which testers run with each major version of msw. */
export declare const runTesters: (
  chosen: Readonly<Record<'2' | '3', readonly Tester[]>>,
) => Promise<Readonly<Record<'2' | '3', TesterResults>>>;
