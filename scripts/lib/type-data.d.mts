import type { Manifest } from './manifest.mjs';

export interface EditorData {
  readonly tags: readonly {
    readonly name: string;
    readonly description: { readonly value: string };
    readonly attributes: readonly {
      readonly name: string;
      readonly description: string;
      readonly valueSet?: string;
      readonly values?: readonly { readonly name: string }[];
    }[];
  }[];
}

export interface WebTypes {
  readonly version: string;
  readonly contributions: {
    readonly html: {
      readonly elements: readonly {
        readonly name: string;
        readonly attributes: readonly {
          readonly name: string;
          readonly value: { readonly type: string };
        }[];
        readonly js: {
          readonly properties: readonly { readonly name: string }[];
          readonly events: readonly { readonly name: string }[];
        };
      }[];
    };
  };
}

export declare const editorData: (manifest: Manifest) => EditorData;
export declare const webTypes: (
  manifest: Manifest,
  about: { readonly name: string; readonly version: string },
) => WebTypes;
export declare const elementTypes: (manifest: Manifest) => string;
