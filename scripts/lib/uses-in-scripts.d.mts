export interface Part {
  readonly key: string;
  readonly feature: string;
}
export declare const usesInScript: (
  code: string,
) => readonly { readonly part: Part; readonly name: string }[];
