import type { State } from './stage.mjs';

type Steps = Readonly<
  Record<string, readonly (State & { readonly act?: (visit: unknown) => Promise<unknown> })[]>
>;

export declare const needsBuild: (state: State) => boolean;
export declare const states: Steps;
export declare const everyState: Steps;
