/** The plural forms of each language, by the names of Unicode's plural rules. */
export interface PluralForms {
  'en-GB': 'one' | 'other';
  cy: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** All plural forms of a text; `#` stands for the number. */
type Forms<Tag extends keyof PluralForms> = Readonly<Record<PluralForms[Tag], string>>;

/** Makes a message with a number from its plural forms. A message has no other way to contain a count. */
export type Counted<Tag extends keyof PluralForms> = (
  forms: Forms<Tag>,
) => (count: number) => string;

/**
 * Returns the function for the plural messages of a language. The browser selects the form for a number
 * (https://cldr.unicode.org/index/cldr-spec/plural-rules).
 */
export const countedIn = <Tag extends keyof PluralForms>(language: Tag): Counted<Tag> => {
  // Creating these is slow, using them is not: they are created once for each language, with its first number.
  let rules: Intl.PluralRules | undefined;
  let figures: Intl.NumberFormat | undefined;
  return (forms) => (count) =>
    forms[(rules ??= new Intl.PluralRules(language)).select(count) as PluralForms[Tag]].replace(
      '#',
      // Falls back to British English, not to the browser's own language, if the browser does not know this one.
      (figures ??= new Intl.NumberFormat([language, 'en-GB'])).format(count),
    );
};

/** Makes the plural messages of British English. */
export const counted = countedIn('en-GB');
