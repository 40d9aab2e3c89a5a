import { wordsIn } from './registry.js';
import type { Strings } from './catalogue.js';

/** Loads the messages of order pages, by language, when an order page needs them. */
const load: Record<string, (() => Promise<Strings>) | undefined> = {
  cy: async () => (await import('./cy.order-page.js')).appointmentWords,
};

/**
 * Returns all messages of a language, including those of order pages. It is null if there are none, or if some
 * could not be loaded.
 */
export const orderPageWordsIn = async (language: string): Promise<Strings | null> => {
  const words = await wordsIn(language);
  if (words === null) return words;
  try {
    return { ...words, ...(await load[language]?.()) };
  } catch {
    return null;
  }
};
