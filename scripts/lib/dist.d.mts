export declare const bytesIn: (file: string) => Buffer;
export declare const scriptFiles: () => string[];
export declare const chunkNamed: (name: string) => string;
export declare const withImports: (file: string) => Set<string>;
export declare const integrityOf: (file: string) => string;
