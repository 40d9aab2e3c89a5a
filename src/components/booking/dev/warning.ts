/** A cause is the name of its section in `docs/embedding.md`. */
export type Fault = readonly [cause: string, words: string];
