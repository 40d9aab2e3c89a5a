type Versions = Readonly<Record<string, string>>;

export declare const unpinned: (manifest: {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly overrides?: Versions;
}) => string[];
export declare const addressed: (lock: {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
}) => string[];
