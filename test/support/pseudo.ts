/**
 * A language that nobody speaks, for tests: the built-in words with accents, two fifths longer and in brackets, so
 * that what is said by no catalogue, and what has no room for more, is seen at once. It is never shipped.
 */
import { english } from './english.js';

const accents: Readonly<Record<string, string>> = {
  a: 'ȧ',
  b: 'ƀ',
  c: 'ƈ',
  d: 'ḓ',
  e: 'ḗ',
  f: 'ƒ',
  g: 'ɠ',
  h: 'ħ',
  i: 'ī',
  j: 'ĵ',
  k: 'ķ',
  l: 'ŀ',
  m: 'ḿ',
  n: 'ƞ',
  o: 'ǿ',
  p: 'ƥ',
  q: 'ɋ',
  r: 'ř',
  s: 'ş',
  t: 'ŧ',
  u: 'ŭ',
  v: 'ṽ',
  w: 'ẇ',
  x: 'ẋ',
  y: 'ẏ',
  z: 'ẑ',
};

/** What is put into a sentence, until it is put there: it keeps its letters. */
const places = /([\ue000-\ue00f])/;

const accented = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const found = accents[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? found : found.toUpperCase();
  });

/** Words as long as those that are wanted, so that lines break as they would. */
const padding = (length: number): string => {
  const words = 'ǿƞḗ ŧẇǿ ŧħřḗḗ ƒǿŭř ƒīṽḗ şīẋ şḗṽḗƞ ḗīɠħŧ ƞīƞḗ ŧḗƞ ';
  return words
    .repeat(Math.ceil(length / words.length))
    .slice(0, length)
    .trim();
};

export const pseudo = (text: string): string => {
  const length = text.replaceAll(/[\ue000-\ue00f]/g, '').length;
  return `[${accented(text)} ${padding(Math.ceil(length * 0.4))}]`;
};

type Say = (...put: readonly unknown[]) => string;

const sayPseudo =
  (say: Say): Say =>
  (...put) => {
    const texts = put.map((value, index) =>
      typeof value === 'string' ? String.fromCharCode(0xe000 + index) : value,
    );
    // A day is looked up by its letters: what is not a text to be said cannot be put in later.
    const isLookedUp = put.some(
      (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
    );
    return pseudo(say(...(isLookedUp ? put : texts)))
      .split(places)
      .map((part) => (places.test(part) ? String(put[part.charCodeAt(0) - 0xe000]) : part))
      .join('');
  };

const pseudoOf = (words: unknown): unknown => {
  if (typeof words === 'string') return pseudo(words);
  if (typeof words === 'function') return sayPseudo(words as Say);
  return Object.fromEntries(
    Object.entries(words as object).map(([key, value]) => [key, pseudoOf(value)]),
  );
};

/** Every word, as an element's `strings`. */
export const pseudoWords = pseudoOf(english) as typeof english;
