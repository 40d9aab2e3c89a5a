export type BrowserKind = 'chromium' | 'firefox';
export declare const findBrowser: (kind: BrowserKind) => string | undefined;
export declare const findChromium: () => string | undefined;
export declare const chromiumArgs: () => string[];
export declare const ensureBrowser: (kind?: BrowserKind) => Promise<string>;
