export declare const counts: { readonly chromium: number; readonly others: number };
export declare const withCounts: (page: string) => string;
