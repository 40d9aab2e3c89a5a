/** Rules for comments and documents, for textlint. https://textlint.org/docs/rule */
import type { TextlintRuleModule } from '@textlint/types';
import { vocabulary } from './vocabulary.js';

const banned = Object.entries(vocabulary.banned).map(([word, instead]) => ({
  word,
  instead,
  pattern: new RegExp(`(?<![\\w-])${word.replaceAll(' ', '\\s+')}(?![\\w-])`, 'gi'),
}));

/** Refuses the words of `vocabulary.json`. Text in backticks is code and is not checked. */
export const bannedWords: TextlintRuleModule = ({
  Syntax,
  RuleError,
  report,
  getSource,
  locator,
}) => ({
  [Syntax.Str]: (node) => {
    const text = getSource(node);
    for (const { word, instead, pattern } of banned)
      for (const { index } of text.matchAll(pattern))
        report(
          node,
          new RuleError(`“${word}”: ${instead || 'leave it out'}`, {
            padding: locator.at(index),
          }),
        );
  },
});

/** Words that a comment must not begin with: it names its subject, or begins with a verb in the third person. */
const badStart = /^[\s*/]*(what|whoever|nobody|somebody|everybody|the person that)\b/i;

/** Refuses comments that do not name their subject. */
export const commentStart: TextlintRuleModule = ({
  Syntax,
  RuleError,
  report,
  getSource,
  getFilePath,
}) => ({
  [Syntax.Paragraph]: (node) => {
    if (/\.md$/.test(getFilePath() ?? '')) return;
    const [, word] = badStart.exec(getSource(node)) ?? [];
    if (word !== undefined)
      report(node, new RuleError(`A comment does not begin with “${word}”: name the subject.`));
  },
});
