import { describe, expect, it } from 'vitest';
import { countedIn, type PluralForms } from '../../../src/locales/plural.js';
import { cy } from '../../../src/entries/locale-cy.js';
import type { CalendarWords } from '../../../src/locales/en-gb/calendar.js';
import { languageOf, wordsIn } from '../../../src/locales/registry.js';
import type { Words } from '../../../src/locales/catalogue.js';
import { english } from '../../assertions/english.js';

type Say = (...put: readonly string[]) => string;

const entries = (words: object) => Object.entries(words) as [keyof Words, unknown][];

/** How a key is to be said: as it is, with so many things put in, or as a group of such. */
const shape = (words: unknown): unknown => {
  if (typeof words === 'function') return words.length;
  if (typeof words !== 'object' || words === null) return typeof words;
  return Object.fromEntries(
    Object.entries(words)
      .map(([key, value]) => [key, shape(value)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
};

describe('a catalogue', () => {
  it('has every key, and no other', () => {
    expect(shape(cy)).toEqual(shape(english));
  });

  it('does not pass the check of types with a key too few, or one too many', () => {
    const { calendarOf, monthBefore, monthAfter, monthOfYear, noTimes, unknownTimes } = cy;
    const most = { calendarOf, monthBefore, monthAfter, monthOfYear, noTimes };
    // @ts-expect-error `closeCalendar` and `unknownTimes` are missing
    const missing: CalendarWords = most;
    const surplus: CalendarWords = {
      ...most,
      unknownTimes,
      closeCalendar: '',
      // @ts-expect-error There is no such key.
      closeTheCalendar: '',
    };
    // @ts-expect-error Welsh has six forms.
    countedIn('cy')({ one: '# diwrnod', other: '# diwrnod' });
    expect([missing, surplus]).toHaveLength(2);
  });

  it('holds nothing that is empty, or left in English', () => {
    const same = entries(cy).filter(([key, words]) => words === english[key] || words === '');
    expect(same).toEqual([]);
  });

  it.each<[keyof PluralForms, string]>([
    ['en-GB', 'one,other'],
    ['cy', 'few,many,one,other,two,zero'],
  ])('has the plural forms of %s', (language, forms) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    expect([...pluralCategories].sort().join(',')).toBe(forms);
  });
});

describe('numbers', () => {
  it.each([
    [0, 'Nid oes amser ar gael.', 'Mae gennych 0 cymeriad ar ôl', 'Tua 0 munud'],
    [1, 'Mae un amser ar gael.', 'Mae gennych 1 cymeriad ar ôl', 'Tua 1 munud'],
    [2, 'Mae 2 amser ar gael.', 'Mae gennych 2 gymeriad ar ôl', 'Tua 2 funud'],
    [3, 'Mae 3 amser ar gael.', 'Mae gennych 3 chymeriad ar ôl', 'Tua 3 munud'],
    [4, 'Mae 4 amser ar gael.', 'Mae gennych 4 cymeriad ar ôl', 'Tua 4 munud'],
    [6, 'Mae 6 amser ar gael.', 'Mae gennych 6 chymeriad ar ôl', 'Tua 6 munud'],
    [1200, 'Mae 1,200 amser ar gael.', 'Mae gennych 1,200 cymeriad ar ôl', 'Tua 1,200 munud'],
  ])('%i in Welsh', (count, times, characters, minutes) => {
    expect(cy.windowsFound(count)).toBe(times);
    expect(cy.noteLeft(count)).toBe(characters);
    expect(cy.duration(count)).toBe(minutes);
  });

  it.each([
    [1, 'One time is free.', 'You have 1 character left', 'About 1 minute'],
    [2, '2 times are free.', 'You have 2 characters left', 'About 2 minutes'],
    [1200, '1,200 times are free.', 'You have 1,200 characters left', 'About 1,200 minutes'],
  ])('%i in English', (count, times, characters, minutes) => {
    expect(english.windowsFound(count)).toBe(times);
    expect(english.noteLeft(count)).toBe(characters);
    expect(english.duration(count)).toBe(minutes);
  });

  it.each([
    [99, 'ymhen 99 eiliad.', 'in 99 seconds.'],
    [100, 'ymhen 2 funud.', 'in 2 minutes.'],
  ])('%i seconds to wait', (seconds, welsh, text) => {
    expect(cy.busyFor(seconds)).toContain(welsh);
    expect(english.busyFor(seconds)).toContain(text);
  });
});

describe('Welsh days and times', () => {
  // Node knows Welsh, Chromium does not: what is ours must be what the others say.
  const named = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat('cy', { ...options, timeZone: 'UTC' });
    return (date: string) => format.format(new Date(date)).replace(',', '');
  };
  const year = Array.from({ length: 365 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  );

  it.each<['dayWords' | 'monthWords' | 'weekdayWords' | 'shortWeekdayWords', object]>([
    ['dayWords', { weekday: 'long', day: 'numeric', month: 'long' }],
    ['monthWords', { month: 'long' }],
    ['weekdayWords', { weekday: 'long' }],
    ['shortWeekdayWords', { weekday: 'short' }],
  ])('are in %s those of Intl on every day of a year', (key, options) => {
    expect(year.map((date) => cy[key](date))).toEqual(year.map(named(options)));
  });

  it.each([
    [0, 0, 'hanner nos'],
    [0, 30, '12:30am'],
    [8, 0, '8am'],
    [11, 59, '11:59am'],
    [12, 0, 'hanner dydd'],
    [12, 5, '12:05pm'],
    [17, 30, '5:30pm'],
  ])('%i:%i is %s', (hour, minute, words) => {
    expect(cy.timeWords.time(hour, minute)).toBe(words);
  });

  it('span from one to the other', () => {
    expect(cy.timeWords.span('8am', 'hanner dydd')).toBe('8am i hanner dydd');
  });
});

describe('what is put into a Welsh sentence', () => {
  const counts = new Set(
    'duration busyFor windowsFound laterFound times left noteLeft noteOver under_age'.split(' '),
  );
  // Times begin with a digit or an h, which no word changes; years are digits; email addresses and postcodes are as
  // they are.
  const afterWords = new Set(
    'held holdEnding monthOfYear useEmail takeAddress postcodeRest'.split(' '),
  );

  const said = entries(cy).flatMap<[string, Say]>(([key, words]) =>
    typeof words === 'function' && !counts.has(key) && !/[dh]Words$|dayWords$/.test(key)
      ? [[key, words as Say]]
      : [],
  );

  it.each(said)('stands in %s where nothing can change its first letter', (key, say) => {
    for (const text of ['Penarth', 'Tenby', 'Caerdydd']) {
      const put = say(...Array.from({ length: say.length }, () => text));
      expect(put).toContain(text);
      if (!afterWords.has(key)) expect(put).not.toMatch(new RegExp(`[\\p{L}’] ${text}`, 'u'));
    }
  });
});

describe('a language tag', () => {
  it.each([
    ['cy', 'cy'],
    ['cy-GB', 'cy'],
    ['CY', 'cy'],
    ['en-GB', 'en'],
    ['cym', 'cym'],
    ['', ''],
    [undefined, ''],
  ])('%s asks for %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it('has words where there is a catalogue', async () => {
    expect(await wordsIn('cy')).toMatchObject({ title: 'Trefnu eich ymweliad' });
    expect(await wordsIn('fr')).toBeNull();
    expect(await wordsIn('en')).toBeNull();
  });
});
