/** A number from 0 to 1 that is always the same for the same words (FNV-1a). */
export const chance = (...words: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5;
  for (const character of words.join('|'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // The low bits of neighbours are alike: stir them once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};

/** An id as opaque as the platform's, and always the same for the same words. */
export const opaqueId = (kind: string, ...words: readonly (string | number)[]): string =>
  `${kind}_${Math.floor(chance('id', ...words) * 2 ** 32).toString(36)}`;
