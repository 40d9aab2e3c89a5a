export declare const ensureFrameworks: () => Promise<void>;
/** What went wrong, by project; null where nothing did. */
export declare const buildFrameworks: (
  names: readonly string[],
) => Promise<Readonly<Record<string, string | null>>>;
