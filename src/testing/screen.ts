import type { Hands, Seen } from './driver.js';
import { sights } from './selectors.js';

/** The contents of the screen, in the texts that a user reads there; nothing that was typed. */
export interface Screen {
  /** The open step; null for an element that has no steps. */
  readonly step: string | null;
  /** Headings, errors and notices. */
  readonly says: readonly string[];
  /** The labels of the text fields. */
  readonly fields: readonly string[];
  /** The labels of the radio buttons and checkboxes. */
  readonly choices: readonly string[];
  /** The texts of the buttons. */
  readonly buttons: readonly string[];
  /** The error codes of the service, oldest first. */
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

/** The number of items in a list of the message: a few are enough to recognise the screen. */
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

/** An action was not possible: the element that it waited for was not on the screen in time. */
export class NotOnScreenError extends Error {
  override readonly name = 'NotOnScreenError';

  constructor(
    message: string,
    /** The screen at that time; null if there was no element to read. */
    readonly screen: Screen | null,
  ) {
    super(message);
  }
}
