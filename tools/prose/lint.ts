/** Checks the prose of the project: comments in code, and documents. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { TextlintKernel } from '@textlint/kernel';
import type { TextlintPluginCreator } from '@textlint/types';
import { root } from '../process/run.mjs';
import { commentsPlugin } from './comments-plugin.js';
import { bannedWords, commentStart } from './rules.js';

/** Something in a comment or document that a rule refuses. */
export interface ProseFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Files whose words are not ours, or that are generated from others that are checked. */
const notProse = /^(?:CHANGELOG\.md|docs\/(?:screen-reader-transcript|reference)\.md|types\/)/;

/** Every file whose prose is checked, relative to the project. */
export const proseFiles = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(?:md|ts|tsx|mjs|js)$/.test(file) && !notProse.test(file))
    .filter((file) => existsSync(join(root, file)));

/** The package is CommonJS: its default export is a property for Node. */
const { default: markdownPlugin } = createRequire(import.meta.url)(
  '@textlint/textlint-plugin-markdown',
) as { readonly default: TextlintPluginCreator };

const kernel = new TextlintKernel();

/** Checks one text, as if it stood in a file of that name. */
export const lintProse = async (text: string, file: string): Promise<readonly ProseFault[]> => {
  const { messages } = await kernel.lintText(text, {
    ext: extname(file),
    filePath: file,
    plugins: [
      { pluginId: 'markdown', plugin: markdownPlugin },
      { pluginId: 'comments', plugin: commentsPlugin },
    ],
    rules: [
      { ruleId: 'banned-words', rule: bannedWords },
      { ruleId: 'comment-start', rule: commentStart },
    ],
  });
  return messages.map(({ message, loc: { start } }) => ({
    file,
    line: start.line,
    column: start.column,
    message,
  }));
};

/** Checks files of the project. */
export const lintFiles = async (files: readonly string[]): Promise<readonly ProseFault[]> => {
  const faults: ProseFault[] = [];
  for (const file of files)
    faults.push(...(await lintProse(readFileSync(join(root, file), 'utf8'), file)));
  return faults;
};
