import { monthNames } from '../../domain/time/month-names.js';
import { clockWords, type ClockWords } from '../../locales/en-gb/time.js';
import type { Strings } from '../../locales/catalogue.js';

/** With the words for days and times, which come with the code of the journey and not with the first step. */
export const timed = <Other extends object>(words: Other): ClockWords & Other => ({
  ...clockWords,
  ...words,
});

/** The months' names as a person may type them, where they are not English. */
export const typedMonths = ({ monthWords }: Strings): readonly string[] =>
  monthWords ? monthNames(monthWords) : [];
