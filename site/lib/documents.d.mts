interface Shown {
  readonly file: string;
  readonly label: string;
  readonly about: string;
  readonly name: string;
}
export declare const sections: readonly {
  readonly title: string;
  readonly isAside?: boolean;
  readonly pages: readonly Shown[];
}[];
export declare const pages: readonly Shown[];
export declare const documents: readonly string[];
