import { monthNames } from '../../domain/time/month-names.js';
import { clockWords, type ClockWords } from '../../locales/en-gb/time.js';
import type { Strings } from '../../locales/catalogue.js';

/** Adds the messages for days and times, which are loaded with the code of the journey, not with the first step. */
export const timed = <Other extends object>(words: Other): ClockWords & Other => ({
  ...clockWords,
  ...words,
});

/** Returns the names of the months as a person may type them; none in English. */
export const typedMonths = ({ monthWords }: Strings): readonly string[] =>
  monthWords ? monthNames(monthWords) : [];
