/** The forms that a language has for a number of things, by the names of Unicode's plural rules. */
export interface PluralForms {
  'en-GB': 'one' | 'other';
  cy: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** Every form of a text that holds a number; the number itself stands where `#` is. */
type Forms<Tag extends keyof PluralForms> = Readonly<Record<PluralForms[Tag], string>>;

/** Makes the words for a number of things: there is no other way to say one. */
export type Counted<Tag extends keyof PluralForms> = (
  forms: Forms<Tag>,
) => (count: number) => string;

/** Which form a number takes is the browser's to know (https://cldr.unicode.org/index/cldr-spec/plural-rules). */
export const countedIn = <Tag extends keyof PluralForms>(language: Tag): Counted<Tag> => {
  // Making these is dear, using them is not: once for each language, when the first number is said.
  let rules: Intl.PluralRules | undefined;
  let figures: Intl.NumberFormat | undefined;
  return (forms) => (count) =>
    forms[(rules ??= new Intl.PluralRules(language)).select(count) as PluralForms[Tag]].replace(
      '#',
      // Where a browser lacks the language: as British, and not as the browser's own.
      (figures ??= new Intl.NumberFormat([language, 'en-GB'])).format(count),
    );
};

/** The plural messages of British English. */
export const counted = countedIn('en-GB');
