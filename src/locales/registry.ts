import { countedIn, type PluralForms } from './plural.js';
import type { Strings } from './catalogue.js';

/** The languages besides English, which is built in. */
export type Language = Exclude<keyof PluralForms, 'en-GB'>;

/** Loads the messages of a language when a page needs them, and not before. */
const load: Record<string, (() => Promise<Strings>) | undefined> = {
  cy: async () => (await import('./cy.js')).cy(countedIn('cy')),
};

const loaded: Record<string, Promise<Strings | null> | undefined> = {};

/**
 * Returns the messages of a language; null if there are none, or if they could not be loaded. After a failure the
 * next call loads them again.
 */
export const wordsIn = (language: string): Promise<Strings | null> =>
  (loaded[language] ??=
    load[language]?.().catch(() => {
      loaded[language] = undefined;
      return null;
    }) ?? Promise.resolve(null));

/** Registers messages that were loaded in another way. */
export const addLanguage = (language: Language, words: Strings): void => {
  loaded[language] = Promise.resolve(words);
};

/** Returns the primary language: "cy" for "cy-GB". */
export const languageOf = (tag = ''): string => tag.toLowerCase().split('-')[0] ?? '';
