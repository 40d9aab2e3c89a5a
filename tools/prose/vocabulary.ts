/** The project's vocabulary: words that neither prose nor code uses, and the folders that are still to be cleaned of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process/run.mjs';

interface Vocabulary {
  /** Words banned from comments and documents, each with what to write instead. */
  readonly banned: Readonly<Record<string, string>>;
  /** Names banned from code, by eslint's `id-denylist`. */
  readonly identifiers: readonly string[];
  /** Folders and files whose prose or code still uses these words. The lists only shrink. */
  readonly exempt: { readonly prose: readonly string[]; readonly code: readonly string[] };
}

/** Read by `eslint.config.js` as well, which runs without a loader for TypeScript: therefore JSON. */
export const vocabulary = JSON.parse(
  readFileSync(join(root, 'tools', 'prose', 'vocabulary.json'), 'utf8'),
) as Vocabulary;

/** Returns the entry of the list that exempts a file's prose, if any. */
export const exemptionOf = (file: string): string | undefined =>
  vocabulary.exempt.prose.find((entry) => file === entry || file.startsWith(`${entry}/`));
