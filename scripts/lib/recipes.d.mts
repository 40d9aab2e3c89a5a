export declare const withCode: (document: string, read: (path: string) => string) => string;
