export declare const findChromium: () => string | undefined;
export declare const chromiumArgs: () => string[];
export declare const ensureBrowser: () => Promise<string>;
