export declare const testers: readonly ['vitest-browser', 'playwright', 'storybook'];

export interface TesterResult {
  /** What was printed by a run that failed. */
  readonly fault: string | null;
  readonly tests: readonly { readonly title: string; readonly passed: boolean }[];
}

export type TesterResults = Readonly<Record<(typeof testers)[number], TesterResult>> & {
  /** The version of msw that was used. */
  readonly msw: string;
  /** What the types say against the projects. */
  readonly types: string | null;
};

export declare const ensureTesters: () => Promise<void>;
export declare const runTesters: () => Promise<Readonly<Record<'2' | '3', TesterResults>>>;
