import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../../assertions/english-text.js';

/**
 * The NHS writes for a reading age of 9 to 11 (https://service-manual.nhs.uk/content/how-we-write): we hold to its lower
 * end. The measure is that of Flesch and Kincaid, whose school grade and five years make the age: it looks at the length
 * of words and of sentences. The one that the NHS uses, SMOG, looks at long words alone, needs 30 sentences, and cannot
 * give less than an age of 8.
 *
 * No such measure can judge a label of three words. So labels and buttons are left out, whose short "sentences" would
 * make everything beside them look easy, and what is left of a room is judged as the whole that a person reads there.
 * One sentence alone may be harder, by a word such as "appointment", but not by much and not by its length.
 */
const oldest = { room: 9, sentence: 12 };
/** Sentences of fewer words are labels; of more, are too long for the NHS. */
const length = { least: 5, most: 20 };

const wordsIn = new Intl.Segmenter('en-GB', { granularity: 'word' });
const sentencesIn = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** An email address is read at a glance, too. */
const words = (sentence: string): string[] =>
  [...wordsIn.segment(sentence.replaceAll(/\S+@\S+/g, '1'))].flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? [segment] : [],
  );

const sentences = (text: string): string[] =>
  [...sentencesIn.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => words(sentence).length >= length.least);

/** What is read at a glance counts as one syllable: a figure, a time, a day, a month. */
const glanced = /\d|^(?:Wednesday|August)$/;

const syllables = (word: string): number => (glanced.test(word) ? 1 : syllable(word));

/** In years. */
const readingAge = (said: readonly string[]): number => {
  const all = said.flatMap(words);
  const count = {
    sentence: said.length,
    word: all.length,
    syllable: all.reduce((total, word) => total + syllables(word), 0),
  };
  return fleschKincaid(count) + 5;
};

describe('the reading age', () => {
  const rooms = new Map<string, string[]>();
  for (const { section, text } of englishTexts)
    rooms.set(section, [...(rooms.get(section) ?? []), ...sentences(text)]);
  const read = [...rooms].filter(([, said]) => said.length > 0);

  it('is looked at wherever there is something to read', () => {
    expect(read.length).toBeGreaterThan(7);
    expect(read.flatMap(([, said]) => said).length).toBeGreaterThan(90);
  });

  it.each(read)('of %s is at most 9', (_, said) => {
    expect(readingAge(said), said.join('\n')).toBeLessThanOrEqual(oldest.room);
  });

  it('of no sentence is above 12, and none is longer than 20 words', () => {
    const hard = read
      .flatMap(([, said]) => said)
      .map((said) => ({ said, age: readingAge([said]), words: words(said).length }))
      .filter(({ age, words }) => age > oldest.sentence || words > length.most);
    expect(hard).toEqual([]);
  });

  it('tells easy from hard', () => {
    expect(readingAge(['No one will come to you on that day.'])).toBeLessThan(oldest.room);
    expect(
      readingAge(['The aforementioned appointment requires prior confirmation of eligibility.']),
    ).toBeGreaterThan(oldest.sentence);
  });
});
