export declare const tagFor: (base: string) => string;
export declare const withTag: (text: string) => string;
