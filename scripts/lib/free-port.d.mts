/** A port of this machine on which nobody listens just now. */
export const freePort: () => Promise<number>;
