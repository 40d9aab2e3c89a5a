export declare const versionFolder: string;
export declare const inScripts: (file: string) => string;
export declare const bytesIn: (file: string) => Buffer;
export declare const scriptFiles: () => string[];
export declare const chunkNamed: (name: string) => string;
export declare const withImports: (file: string) => Set<string>;
export declare const integrityOf: (file: string, hash?: 'sha256' | 'sha384') => string;
export declare const hashesFile: string;
export declare const laterHashes: () => string;
