import { countedIn, type PluralForms } from './plural.js';
import type { Strings } from './catalogue.js';

/** Those besides English, which is built in. */
export type Language = Exclude<keyof PluralForms, 'en-GB'>;

/** Where they are: loaded when a page asks for them, and not before. */
const load: Record<string, (() => Promise<Strings>) | undefined> = {
  cy: async () => (await import('./cy.js')).cy(countedIn('cy')),
};

const loaded: Record<string, Promise<Strings | null> | undefined> = {};

/** The words of a language; null where there are none, and where they do not come: then they are tried again. */
export const wordsIn = (language: string): Promise<Strings | null> =>
  (loaded[language] ??=
    load[language]?.().catch(() => {
      loaded[language] = undefined;
      return null;
    }) ?? Promise.resolve(null));

/** Makes words known that have come in another way. */
export const addLanguage = (language: Language, words: Strings): void => {
  loaded[language] = Promise.resolve(words);
};

/** "cy" for "cy-GB": what is spoken, wherever it is spoken. */
export const languageOf = (tag = ''): string => tag.toLowerCase().split('-')[0] ?? '';
