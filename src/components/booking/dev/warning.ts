/** A warning for the console. Its cause is the anchor of the section in `docs/embedding.md` that explains it. */
export type Fault = readonly [cause: string, words: string];
