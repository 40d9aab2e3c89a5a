export declare const baselineDay: string;
export interface OldestEngine {
  readonly engine: string;
  readonly title: string;
  readonly version: string;
  readonly released: string;
}
export declare const oldestEngines: readonly OldestEngine[];
export declare const buildTarget: string[];
export declare const enginesQuery: string;
export declare const styleTargets: Readonly<Record<string, number>>;
