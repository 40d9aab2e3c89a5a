import { describe, expect, it } from 'vitest';
import { englishTexts, type EnglishText } from '../../assertions/english-text.js';

/** https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing */
const health = 'NHS, A to Z of health writing';
/** https://service-manual.nhs.uk/content/voice-and-tone and https://service-manual.nhs.uk/content/how-we-write */
const voice = 'NHS, voice and tone';
/** https://service-manual.nhs.uk/content/punctuation */
const punctuation = 'NHS, punctuation';
/** https://service-manual.nhs.uk/content/numbers-measurements-dates-time */
const numbers = 'NHS, numbers, dates and time';
/** https://service-manual.nhs.uk/content/how-to-write-good-questions-for-forms/think-of-the-form-as-a-conversation */
const forms = 'NHS, the form as a conversation';
/** https://service-manual.nhs.uk/content/formatting */
const links = 'NHS, links';
/** https://design-system.service.gov.uk/components/error-message/ */
const errors = 'GOV.UK Design System, error message';
/** https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#words-to-avoid */
const style = 'GOV.UK, words to avoid';
/** https://www.plainlanguage.gov/guidelines/words/use-simple-words-phrases/ */
const simple = 'plainlanguage.gov, simple words and phrases';

/** What is not said, what to say instead, and who advises it. */
const refused: readonly (readonly [words: RegExp, instead: string, source: string])[] = [
  [/\bclinicians?\b/i, 'we, or: a doctor, nurse or other healthcare professional', health],
  [/\bpatients?\b/i, 'you, or people', health],
  [/\bservice users?\b/i, 'people', health],
  [/\beg\b|e\.g\./i, 'for example, such as, like', health],
  [/\betc\b/i, 'for example, such as, like', health],
  [/&/, 'and', health],
  [/\boccur/i, 'happen', health],
  [/\bexceed/i, 'more than', health],
  [/\bexcessive/i, 'too much', health],
  [/\bequivalent/i, 'equal to', health],
  [/\balternative/i, 'other, different', health],
  [/\banonymis/i, 'say what is left out', health],
  [/\btelephone/i, 'phone', health],
  [/\b(?:ring|dial)\b/i, 'call, phone', health],
  [/\bSMS\b/, 'text message', health],
  [/\bmedications?\b/i, 'medicine', health],
  [/\btriage/i, 'say what is done', health],
  [/\brisks?\b/i, 'chance', health],
  [/\btry and\b/i, 'try to', health],
  [/\blogin\b|\bsign (?:in|out)\b/i, 'log in, log out', health],
  [/\bshould\b/i, 'what to do', voice],
  [/\bexperienc/i, 'have, get', voice],
  [/n[’']t\b/i, 'not', punctuation],
  [/\b(?:should|could|would|they)[’']ve\b/i, 'have', punctuation],
  [/\(s\)/, 'the plural', punctuation],
  [/\b12(?::00)? ?[ap]m\b|\bnoon\b/i, 'midday, midnight', numbers],
  [/\d(?:\.\d\d) ?[ap]m\b|\d [ap]m\b|\d ?[AP]M\b/, '5pm, 5:30pm', numbers],
  [/£\d+\.00/, 'whole pounds', numbers],
  [/\b(?:easy|easily|simple|simply)\b/i, 'nothing: leave it out', forms],
  [/\b(?:click|tap) here\b|\bread more\b/i, 'where it leads', links],
  [/\bplease\b/i, 'nothing: leave it out', errors],
  [/\bsorry\b/i, 'what to do next', errors],
  [/\b(?:in)?valid\b/i, 'what the answer must be', errors],
  [/\bw?h?oops\b/i, 'what happened', errors],
  [/\b(?:forbidden|illegal|prohibited)\b/i, 'what to do', errors],
  [/\byou forgot\b/i, 'Enter …, Select …', errors],
  [/\berror occurred\b|\bunspecified\b/i, 'what happened', errors],
  [/\bthis field\b|\bthe field\b/i, 'Enter …, Select …', errors],
  [/\bselect an option\b|\banswer the question\b/i, 'which one', errors],
  [/\butili[sz]e/i, 'use', style],
  [/\bfacilitate/i, 'help', style],
  [/\binitiate/i, 'start', style],
  [/\b(?:deliver|deploy|empower|foster|leverage|liaise|streamlin|tackl|robust)/i, 'what', style],
  [/\b(?:dialogue|going forward|key)\b/i, 'what is meant', style],
  [/\badditional/i, 'more, other', simple],
  [/\bapproximate/i, 'about', simple],
  [/\bascertain/i, 'find out', simple],
  [/\bassist/i, 'help', simple],
  [/\bat the present time\b|\bcurrently\b/i, 'now', simple],
  [/\bcommence/i, 'start', simple],
  [/\bcomply with\b/i, 'follow', simple],
  [/\bensure/i, 'make sure', simple],
  [/\bimmediately\b/i, 'at once', simple],
  [/\bin order to\b/i, 'to', simple],
  [/\bin the event\b/i, 'if', simple],
  [/\bindicate/i, 'show, say', simple],
  [/\bmodif/i, 'change', simple],
  [/\bnotif/i, 'tell', simple],
  [/\bprior to\b/i, 'before', simple],
  [/\bproceed/i, 'go on', simple],
  [/\bpurchas/i, 'buy', simple],
  [/\b(?:regarding|in regard to|with reference to|pertaining)\b/i, 'about', simple],
  [/\brequest/i, 'ask', simple],
  [/\brequire/i, 'need', simple],
  [/\breside/i, 'live', simple],
  [/\bsubmi/i, 'send, give', simple],
  [/\bsubsequent/i, 'later, then', simple],
  [/\bsufficient/i, 'enough', simple],
  [/\bterminat/i, 'end', simple],
  [/\bvalidat/i, 'check', simple],
];

const ofEither = 'The one who is treated: the person who books, or someone else.';
const ourDuty = 'It asks what we are to do, and tells nobody what to do.';

/** Where such a word is the better one, and why. */
const exceptions: Partial<Record<EnglishText['key'], readonly [word: string, why: string]>> = {
  who: ['patient', ofEither],
  patientStep: ['patient', ofEither],
  changePatient: ['patient', ofEither],
  patientRequired: ['patient', ofEither],
  aboutOther: ['patient', 'Someone else, who is not "you".'],
  under_age: ['patient', ofEither],
  chooseWindow: ['should', ourDuty],
  place: ['should', ourDuty],
  postcodeHint: ['should', ourDuty],
};

/** Whatever of the list a text holds. */
const faultsIn = (text: string) =>
  refused.flatMap(([words, instead, source]) => {
    const word = words.exec(text)?.[0].toLowerCase();
    return word === undefined ? [] : [{ word, instead, source }];
  });

const found = englishTexts.flatMap(({ key, text }) =>
  faultsIn(text).map((fault) => ({ ...fault, key, text })),
);

describe('the English words', () => {
  it('are none that the NHS and GOV.UK advise against', () => {
    const faults = found
      .filter(({ key, word }) => exceptions[key]?.[0] !== word)
      .map(
        ({ key, text, word, instead, source }) =>
          `${key}, "${text}": not "${word}" but ${instead} (${source})`,
      );
    expect(faults).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const needed = found.map(({ key, word }) => `${key}: ${word}`);
    const made = Object.entries(exceptions).map(([key, [word] = ['']]) => `${key}: ${word}`);
    expect(made.filter((one) => !needed.includes(one))).toEqual([]);
  });

  it.each([
    ['Please enter a valid postcode!', 'please, valid'],
    ['The clinician can’t come at 12pm.', 'clinician, n’t, 12pm'],
    ['Sorry, you forgot this field.', 'sorry, you forgot, this field'],
    ['In order to commence, click here.', 'click here, commence, in order to'],
    [
      'It’s simple: patients notify us prior to submission.',
      'patients, simple, notif, prior to, submi',
    ],
    ['We come to you within this time.', ''],
  ])('%s', (text, words) => {
    expect(
      faultsIn(text)
        .map(({ word }) => word)
        .join(', '),
    ).toBe(words);
  });
});
