import type { Part } from './uses-in-scripts.mjs';

export declare const usesInTypes: (
  files: readonly string[],
  folder: string,
) => {
  readonly newer: readonly { readonly part: Part; readonly at: string }[];
  readonly own: ReadonlySet<string>;
  readonly files: readonly string[];
};
