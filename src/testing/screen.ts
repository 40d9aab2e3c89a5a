import type { Hands, Seen } from './driver.js';
import { sights } from './selectors.js';

/** What is on the screen, in the words that a person reads there; nothing that was typed. */
export interface Screen {
  /** The open step; null for an element that has none. */
  readonly step: string | null;
  /** Headings, mistakes and notices. */
  readonly says: readonly string[];
  /** The labels of what can be typed into. */
  readonly fields: readonly string[];
  /** The labels of what can be chosen. */
  readonly choices: readonly string[];
  readonly buttons: readonly string[];
  /** The codes of what went wrong with the service, oldest first. */
  readonly problems: readonly string[];
}

export const screenOn = async (hands: Hands): Promise<Screen> => {
  const wordsOf = async (selector: string): Promise<string[]> => [
    ...new Set((await hands.see(selector)).map(({ words }: Seen) => words).filter(Boolean)),
  ];
  const { step, problems } = await hands.read();
  return {
    step,
    says: await wordsOf(sights.says),
    fields: await wordsOf(sights.fields),
    choices: await wordsOf(sights.choices),
    buttons: await wordsOf(sights.buttons),
    problems,
  };
};

/** Of many choices the first ones are enough to know where one is. */
const enough = 8;

const line = (title: string, words: readonly string[]): string[] => {
  if (words.length === 0) return [];
  const more = words.length - enough;
  const shown = words.slice(0, enough).map((text) => `“${text}”`);
  return [`  ${title}: ${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`];
};

export const screenInWords = (screen: Screen): string => {
  const { step, says, fields, choices, buttons, problems } = screen;
  return [
    'On the screen instead:',
    ...(step === null ? [] : [`  step: ${step}`]),
    ...line('it says', says),
    ...line('to fill in', fields),
    ...line('to choose', choices),
    ...line('to press', buttons),
    ...(problems.length === 0 ? [] : [`  the service’s problems: ${problems.join(', ')}`]),
  ].join('\n');
};

/** A verb could not be done: what it waited for was not on the screen in time. */
export class NotOnScreenError extends Error {
  override readonly name = 'NotOnScreenError';

  constructor(
    message: string,
    /** What was there instead; null when there was no element at all. */
    readonly screen: Screen | null,
  ) {
    super(message);
  }
}
