export declare const withLinks: (text: string, replace: (target: string) => string) => string;
export declare const anchorOf: (heading: string) => string;
export declare const isOutside: (target: string) => boolean;
export declare const targetOf: (
  file: string,
  link: string,
) => { readonly to: string; readonly anchor: string | undefined };
export declare const deadLinks: (root: string, files: readonly string[]) => string[];
export declare const isFolder: (path: string) => boolean;
