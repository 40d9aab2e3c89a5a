import type { State } from './stage.mjs';

export interface Dressing {
  readonly look: string;
  readonly scheme: 'light' | 'dark' | 'forced';
  readonly name: string;
}

export interface NamedState {
  readonly step: string;
  readonly state: State;
  readonly name: string;
}

export declare const looks: readonly string[];
export declare const dressings: readonly Dressing[];
export declare const allStates: readonly NamedState[];
