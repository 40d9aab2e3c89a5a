export declare const withCode: (document: string, read: (path: string) => string) => string;
export declare const withScenarios: (document: string, table: string) => string;
