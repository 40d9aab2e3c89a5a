import { wordsIn } from './registry.js';
import type { Strings } from './catalogue.js';

/** Where the words of order pages are, by language: loaded when an order page asks for them. */
const load: Record<string, (() => Promise<Strings>) | undefined> = {
  cy: async () => (await import('./cy.order-page.js')).appointmentWords,
};

/** All words of a language, those of order pages among them; null where there are none, or where some do not come. */
export const orderPageWordsIn = async (language: string): Promise<Strings | null> => {
  const words = await wordsIn(language);
  if (words === null) return words;
  try {
    return { ...words, ...(await load[language]?.()) };
  } catch {
    return null;
  }
};
