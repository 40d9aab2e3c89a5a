export interface Failure {
  readonly file: string;
  readonly test: string;
}
export interface RunnerResult {
  readonly passed: number;
  readonly failed: number;
  readonly notDriven: readonly { readonly test: string; readonly reason: string }[];
  readonly failures: readonly Failure[];
  readonly files: readonly { readonly file: string; readonly milliseconds: number }[];
  readonly seconds: number;
}
export type Results = Readonly<Record<string, RunnerResult>>;
export const resultsFolder: string;
export const runLanes: (
  lanes: readonly (readonly string[])[],
  options: {
    readonly ring: string;
    readonly tag?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly missing?: Readonly<Record<string, string>>;
  },
) => Promise<Results>;
export const printResults: (results: Results) => number;
export const printFailures: (runs: Readonly<Record<string, Results>>) => number;
