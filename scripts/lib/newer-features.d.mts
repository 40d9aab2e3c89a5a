interface NewerFeature {
  readonly detected: string;
  readonly without: string;
}
export declare const newerFeatures: Readonly<Record<string, NewerFeature>>;
export declare const haveEnough: Readonly<Record<string, string>>;
export declare const othersNames: Readonly<Record<string, string>>;
