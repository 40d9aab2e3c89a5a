import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintFiles, lintProse, proseFiles } from '../../../tools/prose/lint.js';
import { exemptionOf, vocabulary } from '../../../tools/prose/vocabulary.js';

const messagesIn = async (text: string, file: string): Promise<readonly string[]> =>
  (await lintProse(text, file)).map(
    ({ line, column, message }) => `${String(line)}:${String(column)} ${message}`,
  );

describe('the prose check', () => {
  it('refuses a banned word in a document, with its place and what to write', async () => {
    expect(await messagesIn('# Title\n\nIt is told at once.\n', 'docs/x.md')).toEqual([
      expect.stringMatching(/^3:\d+ “told”: notified/),
    ]);
  });

  it.each([
    ['a doc comment', '/** Sent to whoever asks. */\nexport {};\n', 1],
    ['a line comment', 'const a = 1; // for whoever asks\n', 1],
    ['a later line of a comment', '/**\n * One line.\n * For whoever asks.\n */\nexport {};\n', 3],
    ['a comment in a type', 'interface A {\n  /** For whoever asks. */\n  b: 1;\n}\n', 2],
    ['the last comment of a file', 'export {};\n// For whoever asks.\n', 2],
  ])('reads %s', async (_, text, line) => {
    const faults = await lintProse(text, 'src/x.ts');
    expect(faults.map((fault) => fault.line)).toEqual([line]);
  });

  it.each([
    ['code in backticks', '/** Calls `told` once. */\nexport {};\n'],
    ['a string', "export const text = 'whoever // said';\n"],
    ['a template', 'export const text = `whoever ${/* fine */ 1} /* said */`;\n'],
    ['part of a longer word', '/** Surfaces and bedrooms. */\nexport {};\n'],
    ['a directive', '// eslint-disable-next-line told\nexport {};\n'],
  ])('leaves %s alone', async (_, text) => {
    expect(await messagesIn(text, 'src/x.ts')).toEqual([]);
  });

  it.each(['What', 'Whoever', 'Nobody', 'The person that'])(
    'refuses a comment that begins with “%s”',
    async (word) => {
      const messages = await messagesIn(`/** ${word} is there. */\nexport {};\n`, 'src/x.ts');
      expect(messages).toContainEqual(expect.stringContaining('name the subject'));
    },
  );
});

describe('the list of exempt folders', () => {
  it.each(vocabulary.exempt.prose)('names %s only while its prose needs it', async (entry) => {
    const files = proseFiles().filter((file) => exemptionOf(file) === entry);
    expect(files).not.toEqual([]);
    expect(await lintFiles(files), `${entry} is clean: take it off the list`).not.toEqual([]);
  });

  it.each(vocabulary.exempt.code)('names %s only while its code needs it', (entry) => {
    const files = proseFiles().filter((file) => file.startsWith(`${entry}/`));
    const banned = new RegExp(`\\b(?:${vocabulary.identifiers.join('|')})\\b`);
    expect(files.filter((file) => banned.test(readFileSync(file, 'utf8')))).not.toEqual([]);
  });
});
